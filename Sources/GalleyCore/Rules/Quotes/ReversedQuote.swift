/// Finds opening marks that close, closing marks that open, and wrong marks in the place of apostrophes.
package struct ReversedQuote: Rule {
  package static let id: RuleID = "reversed-quote"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for family in analysis.quotations.families {
      for mark in family.marks {
        if family.kind == .single, mark.role == .none {
          flagApostrophe(mark, document, &findings)
        } else if Self.isReversed(mark, family) {
          if family.kind == .single, isElision(mark, analysis) { continue }
          flagQuote(mark, family, document, &findings)
        }
      }
    }
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
      findings.flag(mark.range, message, fix: Fix(mark.range, right.text, confidence: isSure ? 0.98 : 0.9))
    }
  }

  /// `’uz`, `’eed`: what stands behind the mark is no word, or one that has lost its beginning.
  private func isElision(_ mark: QuoteMark, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    guard mark.shape == .opening, mark.glyph == .singleClose, mark.token + 1 < document.tokens.count else { return false }
    let next = document.tokens[mark.token + 1]
    guard next.kind == .word, document.vocabulary[next.word].shape == .lower else { return false }
    return !analysis.words.isKnown(next.word) || Apostrophes(document: document).isElision(mark)
      || Archaisms.isElided(behindApostrophe: document.bytes(next), analysis.lexicon)
  }

  private func flagApostrophe(_ mark: QuoteMark, _ document: Document, _ findings: inout Findings) {
    // ‘80s, ‘em, rock ‘n’ roll
    if mark.glyph == .singleOpen, mark.shape == .opening, Apostrophes(document: document).isElision(mark) {
      findings.flag(mark.range, "‘ in the place of the apostrophe ’", fix: Fix(mark.range, "’", confidence: 0.94))
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
    let isStraight = mark.glyph != .singleOpen && ApostropheUse.prefersStraight(document)
    let right = isStraight ? "'" : "’"
    let range = TextRange(before.start, after.end)
    let text = document.text(TextRange(before.start, before.end)) + right + document.text(after.range)
    findings.flag(range, "\(mark.glyph.text) in the place of the apostrophe \(right)", fix: Fix(range, text))
  }
}

/// Which apostrophe the words of a document carry.
enum ApostropheUse {
  static func prefersStraight(_ document: Document) -> Bool {
    let counts = counts(document)
    return counts.straight > counts.curly
  }

  static func counts(_ document: Document) -> (straight: Int, curly: Int) {
    var straight = 0, curly = 0
    for word in document.vocabulary.words where word.flags.contains(.apostrophe) {
      let isStraight = document.bytes[word.range.start..<word.range.end].contains(0x27)
      if isStraight { straight += word.count } else { curly += word.count }
    }
    return (straight, curly)
  }
}
