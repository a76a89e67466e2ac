/// Finds a quotation inside a quotation that uses the same marks: `“He said “no” to me,”`.
package struct NestedQuoteLevel: Rule {
  package static let id: RuleID = "nested-quote-level"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let quotations = analysis.quotations
    for family in quotations.families where family.kind != .guillemet {
      for mark in family.marks where mark.role == .open && mark.depth > 0 {
        guard let closer = mark.partner.map({ family.marks[$0] }), let inner = Self.inner(mark.glyph) else { continue }
        let edits = [Edit(mark.range, inner.open.text), Edit(closer.range, inner.close.text)]
        findings.flag(
          mark.range, "a quotation inside a quotation takes the other marks, \(inner.open.text)…\(inner.close.text)",
          fix: Fix(edits: edits, confidence: 0.8, safety: .unsafe),
          related: [Related(closer.range, "the inner quotation is closed here")])
      }
    }
  }

  /// The marks for the next level.
  private static func inner(_ glyph: QuoteGlyph) -> (open: QuoteGlyph, close: QuoteGlyph)? {
    switch glyph {
    case .straight: (.straightSingle, .straightSingle)
    case .curlyOpen: (.singleOpen, .singleClose)
    case .low: (.singleLow, .singleOpen)
    case .straightSingle: (.straight, .straight)
    case .singleOpen: (.curlyOpen, .curlyClose)
    default: nil
    }
  }
}
