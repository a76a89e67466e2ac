import Formats

extension Quotations.Family {
  /// Whether a mark has a finding of its own, so that what its partner lacks is better told where the partner belongs: one that
  /// is misread or written as an entity, points the wrong way, is of another kind than the others, or has its space on the wrong
  /// side.
  func isMarred(_ index: Int, _ document: Document) -> Bool {
    let mark = marks[index]
    if !mark.isWritten || mark.glyph.family != kind || ReversedQuote.isReversed(mark, self) { return true }
    if mark.glyph == .twoStraight || mark.glyph == .twoBackticks { return profile.count(mark.glyph) * 2 <= marks.count }
    if mark.glyph == .straight, profile.count(.curlyOpen) + profile.count(.curlyClose) > profile.count(.straight) { return true }
    if mark.shape == .inner { return mark.flags.contains(.letterAfter) }
    return SpaceRepair(mark, self, document) != nil
  }

  /// Whether a mark and its partner stand around words that are mostly no English: other languages have marks of their own.
  func quotesForeignWords(_ mark: QuoteMark, _ analysis: Analysis) -> Bool {
    guard let partner = mark.partner.map({ marks[$0] }) else { return false }
    let words = analysis.document.tokens[min(mark.token, partner.token)..<max(mark.token, partner.token)].filter { $0.kind == .word }
    return words.count > 1 && words.count { !analysis.words.isKnown($0.word) } * 2 >= words.count
  }
}
