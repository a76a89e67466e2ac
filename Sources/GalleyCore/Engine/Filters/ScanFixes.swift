/// On a scanned page a mark that is missing or too many is seldom what it seems to be: the finding stands, but what would
/// fix it is not known.
struct ScanFixes: FindingFilter {
  /// Rules whose fixes assume that somebody typed the text.
  private let typed: Set<RuleID>

  init(_ cards: [RuleCard]) { typed = Set(cards.filter { $0.traits.assumesTyping }.map(\.id)) }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard found.contains(where: { typed.contains($0.rule) && !$0.fixes.isEmpty }), isScan(pass) else { return }
    for i in found.indices where typed.contains(found[i].rule) { found[i].fixes = [] }
  }

  /// A file of an OCR engine, or a text with the damage that only scanners do.
  private func isScan(_ pass: FilterPass) -> Bool {
    pass.document.layout != nil || pass.analysis.shared(Damage.self).level >= .damaged
  }
}
