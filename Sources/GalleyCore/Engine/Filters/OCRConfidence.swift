/// Findings about words in the light of what the OCR engine thought: what it was sure of is no more than worth a look,
/// what it doubted is more than that.
struct OCRConfidence: FindingFilter {
  /// Rules that are about the confidence itself.
  private let exempt: Set<RuleID>

  init(_ cards: [RuleCard]) { exempt = Set(cards.filter { $0.traits.judges == .confidence }.map(\.id)) }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard pass.document.layout != nil, !found.isEmpty else { return }
    let certainty = pass.analysis.shared(Certainty.self)
    guard certainty.isKnown else { return }
    for i in found.indices where !exempt.contains(found[i].rule) {
      guard let subject = found[i].subject, subject != .marks else { continue }
      if certainty.isCertain(found[i].range) {
        found[i].severity = .note
      } else if found[i].severity == .note, subject == .words, certainty.isDoubted(found[i].range) {
        found[i].severity = .warning
      }
    }
  }
}
