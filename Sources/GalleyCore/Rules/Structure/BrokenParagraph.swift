import Formats

/// Finds a paragraph break inside a sentence.
package struct BrokenParagraph: Rule {
  package static let id: RuleID = "broken-paragraph"
  package init(_ card: RuleCard) {}
  /// Words of what is more than a heading.
  private static let leastWords = 4

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let paragraphs = document.paragraphs
    // Program text and commands stand between paragraphs that it interrupts.
    let severity: Severity? = document.isTechnical ? .note : nil
    for i in paragraphs.indices.dropFirst() {
      let first = document.tokens[paragraphs[i].tokens.lowerBound]
      let last = document.tokens[paragraphs[i - 1].tokens.upperBound - 1]
      // “In September, the”, “Order out of”: nothing ends with such a word.
      let isLoose = last.kind == .word && document.vocabulary.fold(of: last.word).classes.contains(.looseAtLineEnd)
      guard first.kind == .word, document.vocabulary[first.word].shape == .lower, paragraphs[i].kind != .listItem,
        paragraphs[i - 1].kind != .listItem, paragraphs[i - 1].words >= (isLoose ? 2 : Self.leastWords), paragraphs[i].words >= (isLoose ? 1 : 2),
        last.kind == .word || last.kind == .number || isComma(last, document) || isCommaQuoted(paragraphs[i - 1], document),
        !first.flags.contains(.digit),
        first.count > 1 || "ai".utf8.contains(document.bytes[first.start])
      else { continue }
      // Verse and tables have many such breaks; prose has one.
      if isVerse(i, document) || isLabelled(paragraphs[i], document) || isByline(paragraphs[i], document) { continue }
      let range = TextRange(last.start, first.end)
      findings.flag(
        range, "a paragraph break inside a sentence", severity: severity,
        fix: Fix(range, document.text(last.range) + " " + document.text(first.range), confidence: 0.93, safety: .unsafe))
    }
  }

  private func isComma(_ token: Token, _ document: Document) -> Bool {
    token.kind == .punctuation && document.bytes[token.start] == .comma
  }

  /// `…, 200,”`: what follows says whose words these are.
  private func isCommaQuoted(_ paragraph: Paragraph, _ document: Document) -> Bool {
    let last = paragraph.tokens.upperBound - 1
    return last > paragraph.tokens.lowerBound && document.tokens[last].kind == .quote && isComma(document.tokens[last - 1], document)
  }

  /// `encl: the resolution`, `vi. the islands`: no sentence goes on with a label or a numeral.
  private func isLabelled(_ paragraph: Paragraph, _ document: Document) -> Bool {
    let first = paragraph.tokens.lowerBound, after = first + 1
    guard after < paragraph.tokens.upperBound, document.tokens[after].kind == .punctuation else { return false }
    let mark = document.bytes[document.tokens[after].start]
    if mark == .colon { return true }
    return (mark == .stop || mark == .closeParenthesis) && document.bytes(document.tokens[first]).allSatisfy { Self.numerals.contains($0) }
  }

  private static let numerals = Set("ivx".utf8)

  /// `by Alex Wilson`: one word in lower case, and names.
  private func isByline(_ paragraph: Paragraph, _ document: Document) -> Bool {
    guard document.bytes(document.tokens[paragraph.tokens.lowerBound]).elementsEqual("by".utf8) else { return false }
    return document.tokens[paragraph.tokens].dropFirst().allSatisfy { $0.kind != .word || document.vocabulary[$0.word].shape != .lower }
  }

  /// Words of the longest line of verse, or cell of a table.
  private static let longestLine = 14

  private func isVerse(_ i: Int, _ document: Document) -> Bool {
    func startsLower(_ k: Int) -> Bool {
      guard document.paragraphs.indices.contains(k), document.paragraphs[k].words <= Self.longestLine else { return false }
      let token = document.tokens[document.paragraphs[k].tokens.lowerBound]
      return token.kind == .word && document.vocabulary[token.word].shape == .lower
    }
    return startsLower(i - 1) && startsLower(i + 1) || startsLower(i - 1) && startsLower(i - 2) || startsLower(i + 1) && startsLower(i + 2)
  }
}
