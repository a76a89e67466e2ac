import Formats

/// Prices for reading a mark as opening, closing or neither. Ten is the price of one missing mark.
struct MarkJudge {
  let document: Document
  let profile: QuoteProfile
  let family: QuoteGlyph.Family
  /// Single marks are this document's first choice.
  let isPrimary: Bool
  let cues: SpeechCues

  /// What a quotation inside one of its own family costs.
  var nesting: Int { family == .guillemet ? 2 : 9 }

  func openPrice(_ mark: QuoteMark) -> Int {
    let direction = profile.direction(mark.glyph)
    var price =
      switch mark.shape {
      case .opening: 0
      case .free: mark.flags.contains(.last) ? 14 : family == .guillemet ? 0 : isTold(mark) ? 12 : startsSentence(mark) ? 3 : 4
      // “…on record,"said the expert”: a comma is closed, not followed by an opening mark.
      case .inner: mark.flags.contains(.letterBefore) || mark.flags.contains(.stopBefore) && mark.glyph.isStraight ? 6 : 2
      // “…on record," he said”: more than two marks that are missing.
      case .closing: direction == .open ? 8 : mark.flags.contains(.stopBefore) ? 22 : 14
      }
    if direction == .close { price += 6 }
    return price
  }

  func closePrice(_ mark: QuoteMark) -> Int {
    let direction = profile.direction(mark.glyph)
    var price =
      switch mark.shape {
      case .closing: 0
      case .free: mark.flags.contains(.first) ? 14 : family == .guillemet ? 0 : 4
      case .inner: (mark.flags.contains(.letterAfter) && mark.flags.contains(.letterBefore) ? 6 : 2) + (leads(mark) ? 3 : 0)
      case .opening: direction == .close ? 8 : 14
      }
    if direction == .open { price += 6 }
    return price
  }

  /// Whether the word or colon before a mark leads on to what follows: `said:"There`, `was"extremely`.
  private func leads(_ mark: QuoteMark) -> Bool {
    guard mark.token > 0 else { return false }
    let before = document.tokens[mark.token - 1]
    if before.kind == .punctuation { return document.bytes[before.start] == .colon }
    return before.kind == .word && !cues.cues(before).isDisjoint(with: [.boundary, .finite, .verb])
  }

  /// Whether `, " he said` stands around a mark.
  private func isTold(_ mark: QuoteMark) -> Bool {
    guard let before = document.previous(mark.token), document.tokens[before].kind == .punctuation,
      [.comma, .question, .exclamation].contains(document.bytes[document.tokens[before].start])
    else { return false }
    return cues.attribution(after: mark.token, until: document.paragraphs[mark.paragraph].tokens.upperBound) != .none
  }

  /// Whether a sentence ends before a mark that stands free, and one begins after it: `in equity. " The purpose`.
  private func startsSentence(_ mark: QuoteMark) -> Bool {
    guard let before = document.previous(mark.token), let after = document.next(mark.token), document.tokens[after].kind == .word,
      document.tokens[before].kind == .punctuation, document.bytes[document.tokens[before].start] == .stop
    else { return false }
    return document.vocabulary[document.tokens[after].word].shape == .capitalised
  }

  func nonePrice(_ mark: QuoteMark) -> Int {
    // Anything may have been lost.
    if mark.glyph == .lost { return 3 }
    guard family == .single else {
      // 3" and 5'11" are measures.
      if family == .double, mark.flags.contains(.digitBefore), mark.shape != .opening { return 3 }
      return 40
    }
    return Apostrophes(document: document).price(mark, isPrimary: isPrimary)
  }

  /// Whether a mark opens a quoted phrase in the middle of a sentence rather than somebody's words.
  func isPhrase(_ mark: QuoteMark) -> Bool {
    let tokens = document.tokens
    let range = document.paragraphs[mark.paragraph].tokens
    var before = mark.token - 1
    while before >= max(range.lowerBound, mark.token - 8), tokens[before].isBlank || tokens[before].kind == .quote { before -= 1 }
    guard before >= max(range.lowerBound, mark.token - 8), tokens[before].kind == .word,
      !cues.cues(tokens[before]).contains(.verb)
    else { return false }
    // “under "Which Tool?"”: a title.
    if cues.cues(tokens[before]).contains(.boundary), !isThat(tokens[before]) { return true }
    var after = mark.token + 1
    while after < min(range.upperBound, mark.token + Self.reach), tokens[after].isBlank || tokens[after].kind == .quote { after += 1 }
    guard after < min(range.upperBound, mark.token + Self.reach), tokens[after].kind == .word else { return false }
    return document.vocabulary[tokens[after].word].shape == .lower || isTitle(after, range.upperBound)
  }

  /// Whether the words from token `i` on are those of a title: “Takin’ It to the Streets”.
  private func isTitle(_ i: Int, _ end: Int) -> Bool {
    var words = 0, capitals = 0
    var j = i
    while j < end, words < Self.titleWords {
      let token = document.tokens[j]
      guard token.kind == .word || token.isBlank || token.kind == .quote else { break }
      if token.kind == .word {
        words += 1
        if words > 1, token.count > 1, document.vocabulary[token.word].shape == .capitalised { capitals += 1 }
      }
      j += 1
    }
    return capitals >= 2
  }

  /// Words that show whether a title goes on; tokens to the first of them.
  private static let titleWords = 5, reach = 8

  private func isThat(_ token: Token) -> Bool {
    document.bytes(token).elementsEqual("that".utf8)
  }
}
