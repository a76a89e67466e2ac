package import Formats

/// Finds questions that end with a full stop: “Why did he leave.”
package struct MissingQuestionMark: Rule {
  package static let id: RuleID = "missing-question-mark"
  private static let precision: Confidence = 0.9

  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind == .prose {
      guard let stop = stop(of: sentence.tokens, document), isQuestion(sentence.tokens.lowerBound..<stop, document) else { continue }
      let range = document.tokens[stop].range
      findings.flag(range, "a question ends with a question mark", fix: Fix(range, "?", confidence: Self.precision, safety: .unsafe))
    }
  }

  /// The full stop that ends a sentence; nil where something else does, or where the stop is one of several or an abbreviation’s.
  private func stop(of tokens: Range<Int>, _ document: Document) -> Int? {
    var i = tokens.upperBound - 1
    while i > tokens.lowerBound, document.tokens[i].isBlank || document.tokens[i].kind == .quote { i -= 1 }
    guard i > tokens.lowerBound, document.tokens[i].kind == .punctuation, document.bytes[document.tokens[i].start] == .stop,
      document.tokens[i - 1].kind == .word, Abbreviations.kind(of: document.bytes(document.tokens[i - 1])) == .none
    else { return nil }
    return i
  }

  /// Whether words begin as only a question does: with a question word, an auxiliary and a subject, or with the latter two.
  private func isQuestion(_ tokens: Range<Int>, _ document: Document) -> Bool {
    var words = tokens.lazy.filter { !document.tokens[$0].isBlank && document.tokens[$0].kind != .quote }.makeIterator()
    guard let first = words.next(), let second = words.next(), isWord(first, document), isWord(second, document) else { return false }
    let classes = (document.classes(of: first), document.classes(of: second))
    if classes.0.contains(.questionOpener), classes.1.contains(.fragmentVerb) {
      guard let third = words.next(), isWord(third, document), document.classes(of: third).contains(.questionedSubject) else { return false }
    } else {
      guard classes.0.contains(.openingQuestionVerb), classes.1.contains(.questionSubject) else { return false }
    }
    return !isInterrupted(tokens, document)
  }

  private func isWord(_ i: Int, _ document: Document) -> Bool { document.tokens[i].kind == .word }

  /// A colon, a dash or a quotation within: what ends there is not the question.
  private func isInterrupted(_ tokens: Range<Int>, _ document: Document) -> Bool {
    var hasBegun = false
    return tokens.contains { i in
      let token = document.tokens[i]
      if token.kind == .word { hasBegun = true }
      guard hasBegun else { return false }
      if token.kind == .quote || token.kind == .dash { return true }
      return token.kind == .punctuation && ![UInt8.comma, .stop].contains(document.bytes[token.start])
    }
  }
}
