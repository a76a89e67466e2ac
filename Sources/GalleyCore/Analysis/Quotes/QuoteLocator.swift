import Formats

/// Finds where a missing quotation mark belongs.
struct QuoteLocator {
  let document: Document
  let family: Quotations.Family
  let judge: MarkJudge
  let cues: SpeechCues
  /// Commas and full stops go before a closing mark, as the text has them or, where it shows nothing, as its dialect.
  private let isStopInside: Bool
  let voice: Voice

  /// Where a mark belongs.
  struct Location {
    /// Offset at which the mark is to be put.
    let offset: Int
    /// That it belongs there.
    let confidence: Confidence
  }

  init(_ analysis: Analysis, _ family: Quotations.Family) {
    document = analysis.document
    self.family = family
    cues = analysis.shared(SpeechCues.self)
    let order = analysis.shared(QuoteOrder.self)
    let isSilent = order.inside == 0 && order.outside.isEmpty
    isStopInside = isSilent ? analysis.shared(Dialect.self).side != .british : order.preferred == .inside
    voice = Voice(document, cues)
    judge = MarkJudge(
      document: document, profile: family.profile, family: family.kind, isPrimary: true, cues: cues)
  }

  /// Tokens between a mark and the end of its paragraph beyond which no location is guessed.
  static let farthest = 4000

  /// Words of a phrase that is rather a clause than a fragment of one.
  private static let leastClause = 5
  /// Bytes of a word in -ing that has no stem: sing, king.
  private static let shortVerb = 4
  /// Words up to the “and” of an enumeration.
  private static let longestItem = 4
  /// Sentences of a paragraph that somebody may speak without a break.
  private static let shortSpeech = 3
  /// How often the best end is right, by how far its score is above that of the next, and where that is no distance.
  private static let confidences: [(margin: Double, confidence: Confidence)] = [(3, 0.9), (1.5, 0.8), (0.7, 0.7)]
  private static let undecided: Confidence = 0.5

  /// Where the quotation that `gap.mark` opens should be closed.
  func closing(_ gap: QuoteGap) -> Location? {
    let opener = family.marks[gap.mark]
    let paragraph = document.paragraphs[gap.paragraph]
    let start = opener.paragraph == gap.paragraph ? opener.token + 1 : paragraph.tokens.lowerBound
    let end = gap.next.map { family.marks[$0].token } ?? paragraph.tokens.upperBound
    guard start < end, end - start <= Self.farthest else { return nil }
    if opener.paragraph == gap.paragraph, judge.isPhrase(opener) { return phraseEnd(start, end) }
    return speechEnd(start, end, paragraph, isOpenEnd: gap.next == nil)
  }

  /// A quoted phrase ends before the attribution of its sentence, before the next function word, or with its clause.
  private func phraseEnd(_ start: Int, _ end: Int) -> Location? {
    let tokens = document.tokens
    let isTitle = tokens[start].kind == .word && document.vocabulary[tokens[start].word].shape != .lower
    let isClause = startsClause(start)
    var words = 0
    var i = start
    var guess: Location?
    scan: while i < end {
      let token = tokens[i]
      switch token.kind {
      case .word:
        if guess == nil, !isClause, words > 0, isBoundary(i, start, isTitle) {
          guess = Location(offset: lastInk(before: i, start), confidence: 0.4)
        }
        words += 1
      case .punctuation where words > 0 && !isInner(i):
        let byte = document.bytes[token.start]
        let strength: SpeechCues.Strength = byte == .comma ? cues.attribution(after: i, until: end) : .none
        if strength == .strong || strength == .medium && guess == nil {
          return Location(offset: token.end, confidence: 0.5)
        }
        let isEnd = byte == .stop || byte == .exclamation || byte == .question
        // A phrase of some words is rather a clause than a fragment of one.
        if isEnd, words < Self.leastClause || guess == nil {
          guess = Location(offset: outer(i, byte, end), confidence: words <= Self.leastClause ? 0.6 : 0.4)
        } else if guess == nil, !isClause, !(byte == .comma && isEnumeration(i, end)) {
          guess = Location(offset: outer(i, byte, end), confidence: words <= Self.leastClause ? 0.6 : 0.4)
        }
        if isEnd { break scan }
      case .dash where words > 0 && guess == nil && !isClause:
        guess = Location(offset: lastInk(before: i, start), confidence: 0.5)
      default: break
      }
      i += 1
    }
    return guess ?? Location(offset: lastInk(before: end, start), confidence: 0.5)
  }

  /// On which side of the stop at `i` the mark goes.
  private func outer(_ i: Int, _ byte: UInt8, _ end: Int) -> Int {
    let token = document.tokens[i]
    switch byte {
    case .colon, .semicolon: return token.start
    case .exclamation, .question:
      // “Which Tool?,” the site asks.
      let next = i + 1
      let isComma = next < end && document.tokens[next].kind == .punctuation && isStopInside
      return isComma && document.bytes[document.tokens[next].start] == .comma ? document.tokens[next].end : token.end
    default: return isStopInside ? token.end : token.start
    }
  }

  /// Whether the phrase begins with an auxiliary, or “that the” leads to it: it goes on to the end of its clause.
  private func startsClause(_ start: Int) -> Bool {
    let tokens = document.tokens
    if cues.cues(tokens[start]).contains(.boundary) { return true }
    if tokens[start].kind == .word, Self.auxiliaries.contains(lowercased(document.bytes[tokens[start].start..<tokens[start].end])) {
      return true
    }
    var words = 0
    var i = start - 1
    while i >= 0, words < 2 {
      if tokens[i].kind == .word {
        let text = lowercased(document.bytes[tokens[i].start..<tokens[i].end])
        if text.elementsEqual("that".utf8) || words == 0 && Self.conjunctions.contains(text) { return true }
        words += 1
      } else if tokens[i].kind != .space, tokens[i].kind != .quote {
        return false
      }
      i -= 1
    }
    return false
  }

  private static let conjunctions = Set("because if when while although".split(separator: " ").map { Array($0.utf8) })
  private static let auxiliaries = WordClass.quoteAuxiliary

  /// Whether the function word at `i` probably stands after the phrase.
  private func isBoundary(_ i: Int, _ start: Int, _ isTitle: Bool) -> Bool {
    guard cues.cues(document.tokens[i]).contains(.boundary) else { return false }
    let text = document.bytes[document.tokens[i].start..<document.tokens[i].end]
    var j = i - 1
    while j > start, document.tokens[j].isBlank { j -= 1 }
    guard document.tokens[j].kind == .word else { return true }
    // “flying under the radar”: a preposition belongs to its participle, an article to its preposition.
    let before = document.tokens[j]
    let isParticiple = before.count > Self.shortVerb && document.bytes[(before.end - 3)..<before.end].elementsEqual("ing".utf8)
    let isBound = cues.cues(before).contains(.boundary)
    if isParticiple || isBound, Self.links.contains(where: { text.elementsEqual($0) }) { return false }
    // “The Boys of Summer”, “Takin’ It to the Streets”
    guard isTitle else { return true }
    return !text.elementsEqual("of".utf8) && (text.count > 2 || !hasCapital(after: i))
  }

  private static let links = "to on in at into under against the a an of over".split(separator: " ").map { Array($0.utf8) }

  /// Whether one of the two words after token `i` begins with a capital.
  private func hasCapital(after i: Int) -> Bool {
    var words = 0
    var j = i + 1
    while j < document.tokens.count, words < 2 {
      let token = document.tokens[j]
      if token.kind == .word {
        if document.vocabulary[token.word].shape == .capitalised { return true }
        words += 1
      } else if !token.isBlank {
        return false
      }
      j += 1
    }
    return false
  }

  /// Whether the comma at `i` separates the items of an enumeration: “waste, fraud and abuse”.
  private func isEnumeration(_ i: Int, _ end: Int) -> Bool {
    var words = 0
    var j = i + 1
    while j < end, words < Self.longestItem {
      let token = document.tokens[j]
      if token.kind == .word {
        let text = document.bytes[token.start..<token.end]
        if words > 0, text.elementsEqual("and".utf8) || text.elementsEqual("or".utf8) { return true }
        words += 1
      } else if token.kind == .punctuation, words == 1 {
        return document.bytes[token.start] == .comma
      } else if !token.isBlank {
        return false
      }
      j += 1
    }
    return false
  }

  /// Whether the stop at `i` belongs to an abbreviation or number.
  private func isInner(_ i: Int) -> Bool {
    let token = document.tokens[i]
    guard document.bytes[token.start] == .stop, i > 0, document.tokens[i - 1].kind == .word else { return false }
    let word = document.tokens[i - 1]
    return word.count == 1 || Abbreviations.kind(of: document.bytes[word.start..<word.end]) == .title
  }

  private func lastInk(before i: Int, _ start: Int) -> Int {
    var j = i - 1
    while j > start, document.tokens[j].isBlank { j -= 1 }
    return document.tokens[j].end
  }

  /// Somebody's words end before the attribution, or where sentences stop sounding like speech.
  private func speechEnd(_ start: Int, _ end: Int, _ paragraph: Paragraph, isOpenEnd: Bool) -> Location? {
    var best: (offset: Int, score: Double, isSure: Bool)?
    var second = -Double.infinity
    /// - Parameter isSure: the location shows by itself: an attribution near the opening mark, the only sentence.
    func offer(_ offset: Int, _ score: Double, isSure: Bool) {
      if let top = best, score <= top.score {
        second = max(second, score)
      } else {
        second = best?.score ?? second
        best = (offset, score, isSure)
      }
    }
    let pieces = pieces(start, end, paragraph)
    let voices = pieces.map(voice.score)
    var before = 0.0
    var after = voices.reduce(0, +)
    for (k, piece) in pieces.enumerated() {
      let isLast = k + 1 == pieces.count
      after -= voices[k]
      // “…, said X”: the part before the comma counts as speech, the rest as report.
      var i = piece.lowerBound
      var strongest = SpeechCues.Strength.none
      while i < piece.upperBound {
        let token = document.tokens[i]
        if token.kind == .punctuation, [.comma, .question, .exclamation].contains(document.bytes[token.start]) {
          let strength = voice.clauseWords(before: i, start) > 2 ? cues.attribution(after: i, until: end) : .none
          // “, Ann Lee, a spokeswoman, said”: the first comma of an attribution counts.
          if strength > .none, strongest == .none {
            strongest = strength
            let score = voice.score(piece.lowerBound..<i) - voice.score(i..<piece.upperBound)
            offer(token.end, before + score - after + (strength == .strong ? 4 : 2.5) - 0.6 * Double(k), isSure: k < 2)
          }
        }
        i += 1
      }
      before += voices[k]
      if !isLast || isOpenEnd {
        // A short paragraph that ends without a word of report ends with the quotation.
        let isWhole = isLast && pieces.count <= Self.shortSpeech && voices.allSatisfy { $0 >= 0 }
        let prior = isWhole ? 0.8 : -0.6 * Double(k)
        offer(document.tokens[piece.upperBound - 1].end, before - after + prior, isSure: pieces.count == 1)
      }
    }
    guard let best else { return nil }
    let margin = best.score - second
    let confidence = Self.confidences.first(where: { margin >= $0.margin })?.confidence ?? Self.undecided
    return Location(offset: best.offset, confidence: best.isSure ? confidence : min(confidence, 0.7))
  }

  /// The parts of the paragraph's sentences between two tokens.
  func pieces(_ start: Int, _ end: Int, _ paragraph: Paragraph) -> [Range<Int>] {
    var result: [Range<Int>] = []
    let sentences = document.sentences[paragraph.sentences]
    for sentence in sentences[sentences.partitioningIndex(where: { $0.tokens.upperBound > start })...] {
      let range = sentence.tokens
      guard range.lowerBound < end else { break }
      let piece = max(start, range.lowerBound)..<min(end, range.upperBound)
      if piece.contains(where: { document.tokens[$0].kind == .word }) { result.append(piece) }
    }
    return result
  }
}
