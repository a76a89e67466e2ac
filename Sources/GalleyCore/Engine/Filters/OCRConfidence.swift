/// Findings about words in the light of what the OCR engine thought: what it was sure of is no more than worth a look,
/// what it doubted is more than that.
struct OCRConfidence: FindingFilter {
  private static let aboutWords: Set<String> = ["spelling", "ocr", "names"]

  /// Rules that are about the confidence itself.
  private let exempt: Set<RuleID>

  init(_ cards: [RuleCard]) { exempt = Set(cards.filter { $0.traits.judges == .confidence }.map(\.id)) }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard pass.document.layout != nil, !found.isEmpty else { return }
    let certainty = pass.analysis.shared(Certainty.self)
    guard certainty.isKnown else { return }
    for i in found.indices where Self.aboutWords.contains(found[i].category) && !exempt.contains(found[i].rule) {
      if certainty.isCertain(found[i].range) {
        found[i].severity = .note
      } else if found[i].severity == .note, found[i].category != "names", certainty.isDoubted(found[i].range) {
        found[i].severity = .warning
      }
    }
  }
}
