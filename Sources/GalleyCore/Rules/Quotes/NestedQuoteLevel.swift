import Formats

/// Finds a quotation inside a quotation that uses the same marks: `“He said “no” to me,”`.
package struct NestedQuoteLevel: Rule {
  package static let id: RuleID = "nested-quote-level"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let quotations = analysis.quotations
    for family in quotations.families where family.kind != .guillemet {
      for mark in family.marks where mark.role == .open && mark.depth > 0 {
        guard let closer = mark.partner.map({ family.marks[$0] }), let inner = Self.inner(mark.glyph) else { continue }
        if family.kind == .double, isAlternate(mark, family, quotations[.single]) { continue }
        // “… (“the crowd”) …”: the bracket separates the two well enough for many.
        let isApart = mark.range.start > 0 && analysis.document.bytes[mark.range.start - 1] == .openParenthesis
        let edits = [Edit(mark.range, inner.open.text), Edit(closer.range, inner.close.text)]
        findings.flag(
          mark.range, "a quotation inside a quotation takes the other marks, \(inner.open.text)…\(inner.close.text)",
          severity: isApart ? .note : nil,
          fix: Fix(edits: edits, confidence: 0.8, safety: .unsafe),
          related: [Related(closer.range, "the inner quotation is closed here")])
      }
    }
  }

  /// Marks that are looked back at: no quotation has more apostrophes before the next mark.
  private static let mostMarks = 40

  /// Whether a single mark stands open between the outer and the inner mark: “ ‘ “…” ’ ”.
  private func isAlternate(_ mark: QuoteMark, _ family: Quotations.Family, _ singles: Quotations.Family) -> Bool {
    let low = singles.marks.partitioningIndex { $0.range.start >= mark.range.start }
    var open = 0
    var i = low - 1
    while i >= 0, singles.marks[i].paragraph == mark.paragraph, low - i < Self.mostMarks {
      if singles.marks[i].role == .close { open -= 1 }
      if singles.marks[i].role == .open { open += 1 }
      if open > 0 { return true }
      i -= 1
    }
    return false
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
