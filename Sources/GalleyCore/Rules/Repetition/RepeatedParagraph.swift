import Formats

/// Finds paragraphs that stand in the text twice, word for word or nearly.
package struct RepeatedParagraph: Rule {
  package static let id: RuleID = "repeated-paragraph"
  package init(_ card: RuleCard) {}
  /// More repeats are the form of the document: entries, legal formulas.
  private static let most = 8
  /// So is one paragraph in so many.
  private static let oneIn = 4

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let repeats = analysis.shared(RepeatedText.self).paragraphs.lazy
      .filter { isProse(document.paragraphs[$0.second], document) }.prefix(Self.most + 1).map { $0 }
    guard repeats.count <= Self.most, repeats.count * Self.oneIn <= document.paragraphs.count || repeats.count <= 2 else { return }
    for found in repeats {
      let first = document.paragraphs[found.first], second = document.paragraphs[found.second]
      let isAdjacent = found.second == found.first + 1
      if isAdjacent, isHeadline(first, document) { continue }
      let message =
        found.likeness == 1
        ? "this paragraph stands in the text before"
        : "this paragraph stands in the text before, \(Int(found.likeness * 100))% alike"
      // Instructions are given again where they are needed.
      findings.flag(
        second.range, message, severity: document.isTechnical && !isAdjacent ? .note : nil,
        fix: Fix(edits: [Edit(removal(found.second, document), "")], confidence: isAdjacent ? 0.9 : 0.7, safety: .unsafe),
        related: [Related(first.range, "first here")])
    }
  }

  /// The first line of a text, without a stop: its first sentence may say the same.
  private func isHeadline(_ paragraph: Paragraph, _ document: Document) -> Bool {
    guard let last = document.tokens[paragraph.tokens].last(where: { !$0.isBlank }) else { return false }
    return paragraph.range.start == document.paragraphs[0].range.start && last.kind == .word
  }

  /// Whether a paragraph is sentences: no table, no list of names.
  private func isProse(_ paragraph: Paragraph, _ document: Document) -> Bool {
    guard paragraph.kind == .prose else { return false }
    // An address holds words and no spaces.
    let blanks = paragraph.tokens.count { document.tokens[$0].isBlank }
    guard blanks * 2 >= paragraph.words else { return false }
    let lower = paragraph.tokens.count {
      document.tokens[$0].kind == .word && document.vocabulary[document.tokens[$0].word].shape == .lower
    }
    return lower * 2 > paragraph.words
  }

  /// The paragraph and what parts it from the one before.
  private func removal(_ index: Int, _ document: Document) -> TextRange {
    TextRange(document.paragraphs[index - 1].range.end, document.paragraphs[index].range.end)
  }
}
