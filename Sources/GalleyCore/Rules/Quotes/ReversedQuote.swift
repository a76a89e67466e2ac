import Formats

/// Finds opening marks that close, closing marks that open, and wrong marks in the place of apostrophes.
package struct ReversedQuote: Rule {
  package static let id: RuleID = "reversed-quote"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for family in analysis.quotations.families {
      let isClipped = family.kind == .single && Self.clipsWords(family, document)
      for mark in family.marks {
        if family.kind == .single, mark.role == .none {
          flagApostrophe(mark, analysis, &findings)
        } else if family.kind == .single, mark.role == .open, isLetter(mark, family, document) {
          findings.flag(mark.range, "‘ in the place of the apostrophe ’", fix: Fix(mark.range, "’", confidence: Self.letter))
        } else if Self.isReversed(mark, family) {
          if !Self.quotes(mark, document) || isSwedish(mark, family, analysis) { continue }
          if family.kind == .single, isClipped && mark.glyph == .singleClose && mark.shape == .opening || isElision(mark, analysis) { continue }
          flagQuote(mark, family, document, &findings)
        }
      }
    }
  }

  /// How often ‘n’ is “and”.
  private static let letter: Confidence = 0.94
  /// How often ‘ after a word is an apostrophe rather than a quotation’s end.
  private static let closing: Confidence = 0.85
  /// So many words that lost their beginnings are a manner of speech: ’way, ’long, ’uz.
  private static let leastClipped = 3

  /// Whether ’ stands before lowercase words again and again: in dialect nothing opens there.
  private static func clipsWords(_ family: Quotations.Family, _ document: Document) -> Bool {
    var count = 0
    for mark in family.marks where mark.glyph == .singleClose && mark.shape == .opening && mark.token + 1 < document.tokens.count {
      if isLowercase(document.tokens[mark.token + 1], document) { count += 1 }
    }
    return count >= leastClipped
  }

  /// Whether the mark's glyph points the other way.
  static func isReversed(_ mark: QuoteMark, _ family: Quotations.Family) -> Bool {
    let direction = family.profile.direction(mark.glyph)
    switch mark.role {
    case .open, .reopen: return direction == .close && (family.kind != .single || mark.partner != nil)
    case .close: return direction == .open && (family.kind != .single || mark.partner != nil)
    case .none: return false
    }
  }

  /// Tokens of a paragraph that may be marks alone; more of them are a row, which is one finding.
  private static let mostMarks = 8

  /// Whether the paragraph of a mark has a word that may be quoted: a mark that stands alone points nowhere.
  private static func quotes(_ mark: QuoteMark, _ document: Document) -> Bool {
    guard let paragraph = document.paragraph(ofToken: mark.token), paragraph.tokens.count <= mostMarks else { return true }
    return document.tokens[paragraph.tokens].contains { $0.kind == .word || $0.kind == .number }
  }

  /// Whether ”…” stands around words that are mostly no English: Swedish and Finnish quote so.
  private func isSwedish(_ mark: QuoteMark, _ family: Quotations.Family, _ analysis: Analysis) -> Bool {
    mark.glyph == .curlyClose && mark.partner.map { family.marks[$0].glyph } == .curlyClose && family.quotesForeignWords(mark, analysis)
  }

  private func flagQuote(
    _ mark: QuoteMark, _ family: Quotations.Family, _ document: Document, _ findings: inout Findings
  ) {
    let isOpener = mark.role != .close
    let right = isOpener ? family.profile.opener(of: mark.glyph) : family.profile.closer(of: mark.glyph)
    let name = isOpener ? ("closing", "opens") : ("opening", "closes")
    let message = "\(name.0) mark \(mark.glyph.text) where a quotation \(name.1); it should be \(right.text)"
    if let repair = SpaceRepair(mark, family, document) {
      findings.flag(repair.range, message, fix: Fix(repair.range, repair.text(right.text), confidence: 0.9))
    } else {
      // A single mark may be an apostrophe, and one without a partner belong to another quotation.
      let isSure = family.kind == .double && mark.partner != nil
      findings.flag(mark.range, message, fix: Fix(mark.range, right.text, confidence: isSure ? .onlyRepair : 0.9))
    }
  }

  /// rock ‘n’ roll
  private func isLetter(_ mark: QuoteMark, _ family: Quotations.Family, _ document: Document) -> Bool {
    guard mark.glyph == .singleOpen, let partner = mark.partner.map({ family.marks[$0] }), partner.token == mark.token + 2 else { return false }
    let letter = document.bytes(document.tokens[mark.token + 1])
    return letter.elementsEqual("n".utf8) && mark.token > 1 && document.tokens[mark.token - 1].kind == .space && document.tokens[mark.token - 2].kind == .word
  }

  /// `’uz`, `’eed`: what stands after the mark is no word, or one that has lost its beginning.
  private func isElision(_ mark: QuoteMark, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    guard mark.shape == .opening, mark.glyph == .singleClose, mark.token + 1 < document.tokens.count else { return false }
    let next = document.tokens[mark.token + 1]
    guard next.kind == .word, document.vocabulary[next.word].shape == .lower else { return false }
    return !analysis.words.isKnown(next.word) || Apostrophes(document: document).isElision(mark)
      || Archaisms.isElided(afterApostrophe: document.bytes(next), analysis.lexicon)
  }

  private func flagApostrophe(_ mark: QuoteMark, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    // ‘80s, ‘em, rock ‘n’ roll
    if mark.glyph == .singleOpen, mark.shape == .opening, Apostrophes(document: document).isElision(mark) {
      findings.flag(mark.range, "‘ in the place of the apostrophe ’", fix: Fix(mark.range, "’", confidence: 0.94))
      return
    }
    // the childrens‘ coats
    if mark.glyph == .singleOpen, mark.shape == .closing, mark.flags.contains(.letterBefore) {
      findings.flag(mark.range, "‘ in the place of the apostrophe ’", fix: Fix(mark.range, "’", confidence: Self.closing))
      return
    }
    guard [.singleOpen, .backtick, .acute].contains(mark.glyph), mark.shape == .inner, mark.token > 0,
      mark.token + 1 < document.tokens.count
    else { return }
    let (before, after) = (document.tokens[mark.token - 1], document.tokens[mark.token + 1])
    guard before.kind == .word || before.kind == .number, after.kind == .word, before.end == mark.range.start,
      after.start == mark.range.end
    else { return }
    // Elsewhere ‘ may be the okina of Hawai‘i or the ayn of Sana‘a.
    let tail = lowercased(document.bytes[after.start..<after.end])
    guard Apostrophes.endings.contains(tail) || mark.glyph == .acute else { return }
    let isStraight = mark.glyph != .singleOpen && analysis.shared(ApostropheUse.self).prefersStraight
    let right = isStraight ? "'" : "’"
    let range = TextRange(before.start, after.end)
    let text = document.text(TextRange(before.start, before.end)) + right + document.text(after.range)
    findings.flag(range, "\(mark.glyph.text) in the place of the apostrophe \(right)", fix: Fix(range, text))
  }
}
