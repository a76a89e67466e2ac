import Formats

/// Finds sentences that stand in the text twice.
package struct RepeatedSentence: Rule {
  package static let id: RuleID = "repeated-sentence"
  /// Words of a sentence that is not repeated by chance at a distance.
  private let leastFar: Int

  package init(_ card: RuleCard) { leastFar = card.option("words")?.string.flatMap { Int($0) } ?? 10 }
  /// More repeats are the form of the document.
  private static let most = 8

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let candidates = analysis.shared(RepeatedText.self).sentences
    guard candidates.count <= RepeatedText.mostAsked * Self.most else { return }
    let repeats = candidates.filter { isProse(document.sentences[$0.second], document) }
    guard repeats.count <= Self.most else { return }
    for found in repeats {
      let first = document.sentences[found.first], second = document.sentences[found.second]
      let isAdjacent = found.second == found.first + 1
      let words = second.tokens.count { document.tokens[$0].kind == .word }
      if !isAdjacent, words < leastFar { continue }
      findings.flag(
        second.range,
        found.likeness < 1
          ? "this sentence is the one before it again, but for a slip"
          : isAdjacent ? "this sentence is written twice" : "this sentence stands in the text before",
        severity: isAdjacent || !isQuoted(second, document) && !document.isTechnical ? nil : .note,
        fix: fix(found.second, isAdjacent && found.likeness == 1, document), related: [Related(first.range, "first here")])
    }
  }

  private func isProse(_ sentence: Sentence, _ document: Document) -> Bool {
    let paragraph = document.paragraphs[sentence.paragraph]
    guard paragraph.kind == .prose, let last = sentence.tokens.last else { return false }
    let end = document.tokens[last]
    return !document.isVerse(paragraph) && (end.kind == .punctuation || end.kind == .quote || end.kind == .ellipsis)
  }

  /// What somebody said may be quoted again.
  private func isQuoted(_ sentence: Sentence, _ document: Document) -> Bool {
    sentence.tokens.contains { document.tokens[$0].kind == .quote }
  }

  /// Removes the second sentence with the space before it.
  private func fix(_ index: Int, _ isAdjacent: Bool, _ document: Document) -> Fix {
    let sentence = document.sentences[index]
    let before = index > 0 && document.sentences[index - 1].paragraph == sentence.paragraph ? document.sentences[index - 1] : nil
    let isSame = before != nil && isAdjacent && !isQuoted(sentence, document)
    return Fix(
      edits: [Edit(TextRange(before?.range.end ?? sentence.range.start, sentence.range.end), "")],
      confidence: isSame ? 0.96 : 0.7, safety: isSame ? .safe : .unsafe)
  }
}
