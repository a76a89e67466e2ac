import Formats

/// Finds quotation marks with a space on the wrong side.
package struct QuoteSpacing: Rule {
  package static let id: RuleID = "quote-spacing"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for family in analysis.quotations.families {
      for mark in family.marks {
        guard !ReversedQuote.isReversed(mark, family),
          let repair = SpaceRepair(mark, family, analysis.document)
        else { continue }
        let side = mark.role == .close ? "before the closing" : "after the opening"
        // What is wrong with the mark itself is told of the mark: that its partner is missing.
        findings.flag(
          mark.partner == nil && repair.isRemoval ? repair.space : repair.range, "space \(side) quotation mark",
          // Only where its partner is found is it sure that a mark stands for itself.
          fix: repair.isRemoval
            ? .removal(of: repair.space, confidence: mark.partner != nil && family.kind == .double ? 0.96 : 0.9)
            : Fix(repair.range, repair.text(mark.glyph.text), confidence: 0.9))
      }
    }
  }
}

/// How to put the space beside a quotation mark on its right side.
struct SpaceRepair {
  /// The mark with the space that is wrong.
  let range: TextRange
  /// The space that is wrong.
  let space: TextRange
  private let hasSpaceBefore: Bool
  private let hasSpaceAfter: Bool

  /// Nil where the space is as it should be, or cannot be judged.
  init?(_ mark: QuoteMark, _ family: Quotations.Family, _ document: Document) {
    guard mark.shape == .free || mark.shape == .opening || mark.shape == .closing else { return nil }
    if family.kind == .guillemet, mark.shape == .free { return nil }
    if family.kind == .single, mark.partner == nil || mark.glyph.isStraight { return nil }
    let tokens = document.tokens
    switch mark.role {
    case .open, .reopen:
      guard mark.shape != .opening else { return nil }
      let next = mark.token + (mark.glyph == .twoStraight || mark.glyph == .twoBackticks ? 2 : 1)
      guard next < tokens.count, tokens[next].kind == .space else { return nil }
      range = TextRange(mark.range.start, tokens[next].end)
      space = tokens[next].range
      (hasSpaceBefore, hasSpaceAfter) = (mark.shape == .closing, false)
    case .close:
      guard mark.shape != .closing, mark.token > 0, tokens[mark.token - 1].kind == .space else { return nil }
      range = TextRange(tokens[mark.token - 1].start, mark.range.end)
      space = tokens[mark.token - 1].range
      (hasSpaceBefore, hasSpaceAfter) = (false, mark.shape == .opening)
    case .none: return nil
    }
  }

  /// Whether the space has only to go.
  var isRemoval: Bool { !hasSpaceBefore && !hasSpaceAfter }

  func text(_ mark: String) -> String { (hasSpaceBefore ? " " : "") + mark + (hasSpaceAfter ? " " : "") }
}
