import Formats

/// Passages in dialect are right as they stand: what rules find there that judge by standard English is left out, errors and
/// what is nearly as sure excepted, which no dialect explains.
struct DialectSpeech: FindingFilter {
  /// Rules that judge by standard English.
  private let standard: Set<RuleID>

  /// From such a confidence of the first fix on a word is no dialect: most that only dialect has are far below.
  private static let sure: Confidence = 0.92

  init(_ cards: [RuleCard]) { standard = Set(cards.filter { $0.traits.assumesStandard }.map(\.id)) }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    func isDoubt(_ diagnostic: Diagnostic) -> Bool {
      diagnostic.severity < .error && standard.contains(diagnostic.rule) && diagnostic.fixes.first?.confidence ?? 0.0 < Self.sure
    }
    // Apostrophes on scanned pages are specks, and other languages elide in earnest.
    guard found.contains(where: isDoubt), pass.analysis.resources.isEnglish, !pass.analysis.isText(.scanned) else { return }
    let vernacular = pass.analysis.shared(Vernacular.self), document = pass.document
    found.removeAll { isDoubt($0) && vernacular.holds(at: document.tokens.partitioningIndex { [start = $0.range.start] in $0.end > start }) }
  }
}
