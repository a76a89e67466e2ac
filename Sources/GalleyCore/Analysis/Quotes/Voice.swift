import Formats

/// Tells somebody's words from the writer's own.
struct Voice {
  private let document: Document
  private let cues: SpeechCues

  init(_ document: Document, _ cues: SpeechCues) {
    self.document = document
    self.cues = cues
  }

  /// Positive where a passage sounds like speech, negative where it sounds like report.
  func score(_ range: Range<Int>) -> Double {
    var personal = 0.0, report = 0.0, facts = 0
    for i in range {
      let token = document.tokens[i]
      let cue = cues.cues(token)
      if cue.contains(.personal) { personal += 1 }
      if cue.contains(.verb) { report += 1 }
      if isFact(token) { facts += 1 }
    }
    if facts > Self.mostFacts, personal == 0 { report += 0.7 }
    return min(2, personal) * 1.2 - min(1, report) * (personal > 0 ? 0.4 : 1)
  }

  /// Numbers and names that people say in one breath.
  private static let mostFacts = 3
  /// Words of a clause beyond which they are not counted, and tokens that are looked back at.
  private static let longClause = 8, reach = 40

  /// A number or a word with a capital.
  private func isFact(_ token: Token) -> Bool {
    token.kind == .number || token.kind == .word && document.vocabulary[token.word].shape != .lower
  }

  /// The clearest attribution after a comma between two tokens: “…, he said”.
  func attribution(from start: Int, to end: Int) -> SpeechCues.Strength {
    var best = SpeechCues.Strength.none
    var i = start
    while i < end, best < .strong {
      if document.tokens[i].kind == .punctuation, document.bytes[document.tokens[i].start] == .comma {
        if clauseWords(before: i, start) > 2 { best = max(best, cues.attribution(after: i, until: end)) }
      }
      i += 1
    }
    return best
  }

  /// Whether words between two tokens tell who spoke those before: “, he said”, or “, the study says.”, with which their sentence ends.
  func isTold(from start: Int, to end: Int) -> Bool {
    for i in start..<max(start, end) where document.tokens[i].kind == .punctuation && document.bytes[document.tokens[i].start] == .comma {
      guard clauseWords(before: i, start) > 2 else { continue }
      let strength = cues.attribution(after: i, until: end)
      if strength == .strong || strength == .medium && endsWithVerb(after: i, end) { return true }
    }
    return false
  }

  /// Whether a sentence between two tokens ends with “, the study says.”: nobody says so within what he says, though he may well
  /// say “she said” or “I think”.
  func isClosed(from start: Int, to end: Int) -> Bool {
    for i in start..<max(start, end) where document.tokens[i].kind == .punctuation && document.bytes[document.tokens[i].start] == .comma {
      guard clauseWords(before: i, start) > 2, cues.attribution(after: i, until: end) == .medium, endsWithVerb(after: i, end),
        let stop = (i + 1..<end).first(where: { document.tokens[$0].kind == .punctuation }), document.bytes[document.tokens[stop].start] == .stop,
        !(i + 1..<stop).contains(where: { cues.cues(document.tokens[$0]).contains(.personal) })
      else { continue }
      return true
    }
    return false
  }

  /// Words after the verb of an attribution that ends its sentence: “said in a statement”.
  private static let shortTag = 4

  private func endsWithVerb(after comma: Int, _ end: Int) -> Bool {
    guard let verb = (comma + 1..<end).first(where: { cues.cues(document.tokens[$0]).contains(.verb) }) else { return false }
    var words = 0
    for i in verb + 1..<max(verb + 1, end) {
      switch document.tokens[i].kind {
      case .word: words += 1
      case .space, .lineBreak: break
      case .punctuation: return document.bytes[document.tokens[i].start] == .stop && words <= Self.shortTag
      default: return false
      }
      if words > Self.shortTag { return false }
    }
    return false
  }

  /// Words between the comma at `i` and the stop before it.
  func clauseWords(before i: Int, _ start: Int) -> Int {
    var words = 0
    var j = i - 1
    while j >= max(start, i - Self.reach), words < Self.longClause {
      let token = document.tokens[j]
      if token.kind == .word { words += 1 }
      if token.kind == .quote { return Self.longClause }
      if token.kind == .punctuation, [.stop, .semicolon, .colon, .exclamation, .question].contains(document.bytes[token.start]) { return words }
      j -= 1
    }
    return j < max(start, i - Self.reach) ? Self.longClause : words
  }

  /// Whether a quotation open at `mark` may simply go on at `next`, before which a paragraph break was lost: the
  /// sentence before it is complete, and nobody but the speaker is heard.
  func goesOn(from mark: QuoteMark, to next: QuoteMark) -> Bool {
    guard mark.paragraph == next.paragraph else { return false }
    let tokens = document.tokens
    var last = next.token - 1
    while last > mark.token, tokens[last].isBlank || tokens[last].kind == .quote { last -= 1 }
    guard last > mark.token, last + 1 < next.token, endsSentence(last), startsSentence(next) else { return false }
    if attribution(from: mark.token + 1, to: next.token) > .none { return false }
    // Report in sentences of its own: verbs of speech, or names and figures without anybody speaking of himself.
    var personal = 0, report = 0, facts = 0
    var isFirst = true
    var isSober = false
    var i = mark.token + 1
    while i <= last {
      let token = tokens[i]
      let cue = cues.cues(token)
      if cue.contains(.personal) { personal += 1 }
      if cue.contains(.verb) { report += 1 }
      if isFact(token) { facts += 1 }
      if endsSentence(i), i + 1 < tokens.count, tokens[i + 1].isBlank {
        if !isFirst {
          if report > 0, personal == 0 { return false }
          isSober = personal == 0 && (facts > 2 || isSober)
        }
        (personal, report, facts) = (0, 0, 0)
        isFirst = false
      }
      i += 1
    }
    return !isSober
  }

  private func endsSentence(_ i: Int) -> Bool {
    switch document.tokens[i].kind {
    case .punctuation: [.stop, .exclamation, .question].contains(document.bytes[document.tokens[i].start])
    case .ellipsis: true
    default: false
    }
  }

  private func startsSentence(_ mark: QuoteMark) -> Bool {
    var i = mark.token + 1
    while i < document.tokens.count, document.tokens[i].kind == .quote { i += 1 }
    guard i < document.tokens.count, document.tokens[i].kind == .word else { return true }
    return document.vocabulary[document.tokens[i].word].shape != .lower
  }
}
