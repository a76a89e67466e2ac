import Formats

/// Finds a comma, semicolon, colon or full stop set twice, and pairs of stops that exclude each other.
package struct RepeatedPunctuation: Rule {
  package static let id: RuleID = "repeated-punctuation"
  package init(_ card: RuleCard) {}
  private static let marks = MarkSet(",.;:")

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    var done = 0
    for i in analysis.tokenIndex.marks(Self.marks) where i > done && i + 1 < tokens.count && isText(tokens[i - 1]) {
      var next = i + 1
      if tokens[next].kind == .space, tokens[next].count == 1, next + 1 < tokens.count { next += 1 }
      guard tokens[next].kind == .punctuation else { continue }
      let (first, second) = (document.bytes[tokens[i].start], document.bytes[tokens[next].start])
      guard var right = repair(first, second, isSpaced: next > i + 1), let paragraph = document.paragraph(ofToken: i),
        paragraph.kind != .fragment, i > paragraph.tokens.lowerBound, next < paragraph.tokens.upperBound,
        isEnd(next, paragraph.tokens.upperBound, document)
      else { continue }
      if first == .stop, second != .stop {
        // “the area., The”: the stop was meant.
        let isEnd = beginsSentence(next, document) && isPlainWord(i - 1, analysis)
        if !isEnd, mayBeAbbreviation(tokens[i - 1], document) { continue }
        if isEnd { right = "." }
      }
      let range = TextRange(tokens[i].start, tokens[next].end)
      findings.flag(range, "“\(document.text(range))” for “\(right)”", fix: Fix(range, right, confidence: 0.9))
      done = next
    }
  }

  private func isText(_ token: Token) -> Bool {
    token.kind == .word || token.kind == .number || token.kind == .quote
  }

  /// What two marks in a row should have been; nil where both may stand.
  private func repair(_ first: UInt8, _ second: UInt8, isSpaced: Bool) -> String? {
    switch (first, second) {
    case (.comma, .comma): ","
    case (.semicolon, .semicolon): ";"
    case (.stop, .stop): "."
    case (.comma, .stop) where !isSpaced: "."
    case (.stop, .comma) where !isSpaced: ","
    case (.semicolon, .comma), (.comma, .semicolon), (.stop, .semicolon), (.semicolon, .stop): isSpaced ? nil : ";"
    case (.colon, .comma), (.colon, .stop): isSpaced ? nil : ":"
    default: nil
    }
  }

  /// A pair, not a run, with the next word after a space.
  private func isEnd(_ i: Int, _ end: Int, _ document: Document) -> Bool {
    guard i + 1 < end else { return true }
    let next = document.tokens[i + 1]
    switch next.kind {
    case .space:
      guard i + 2 < end else { return true }
      let after = document.tokens[i + 2]
      return after.kind != .punctuation || document.bytes[after.start] != document.bytes[document.tokens[i].start]
    case .lineBreak, .quote: return true
    case .word: return document.bytes[document.tokens[i].start] == .comma
    default: return false
    }
  }

  /// Whether an opener of sentences with its capital follows a mark.
  private func beginsSentence(_ i: Int, _ document: Document) -> Bool {
    guard i + 2 < document.tokens.count, document.tokens[i + 1].kind == .space, document.tokens[i + 2].kind == .word else { return false }
    return document.vocabulary[document.tokens[i + 2].word].shape == .capitalised && document.classes(of: i + 2).contains(.sentenceStarter)
  }

  private func isPlainWord(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document, token = document.tokens[i]
    return token.kind == .word && document.vocabulary[token.word].shape == .lower && analysis.words.zipf(token.word) >= Self.everyday
      && Abbreviations.kind(of: document.bytes(token)) == .none
  }

  /// Zipf frequency of a word that is no abbreviation.
  private static let everyday: Zipf = 4.0

  /// Bytes of an abbreviation that no list holds.
  private static let longestAbbreviation = 5

  private func mayBeAbbreviation(_ token: Token, _ document: Document) -> Bool {
    token.kind != .word || token.count <= Self.longestAbbreviation || document.vocabulary[token.word].shape != .lower
      || Abbreviations.kind(of: document.bytes[token.start..<token.end]) != .none
  }
}
