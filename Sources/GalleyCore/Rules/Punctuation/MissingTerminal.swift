import Formats

/// Finds paragraphs of prose that stop without a stop.
package struct MissingTerminal: Rule {
  package static let id: RuleID = "missing-terminal"
  /// Words of a paragraph that is no headline.
  private let least: Int

  package init(_ card: RuleCard) { least = card.option("words")?.string.flatMap { Int($0) } ?? 17 }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for (p, paragraph) in document.paragraphs.enumerated() where paragraph.kind == .prose && paragraph.words >= least {
      guard let last = lastInk(paragraph, document), document.tokens[last].kind == .word,
        document.bytes[document.tokens[last].end - 1] != .stop,
        // A single sentence may be a caption: only among paragraphs that all have their stops is it cut off.
        document.sentences[paragraph.sentences].contains(where: { $0.tokens.upperBound < last }) || isCustom(document)
      else { continue }
      // A sentence cut in two is another defect.
      if p + 1 < document.paragraphs.count, isCut(document.paragraphs[p + 1], document) { continue }
      let range = document.tokens[last].range
      let end = TextRange(range.end, range.end)
      findings.flag(
        range, "the paragraph ends without a full stop",
        fix: Fix(edits: [Edit(end, ".")], confidence: 0.7, safety: .unsafe))
    }
  }

  /// Fewer stops are no custom; one paragraph in so many may lack its own.
  private static let leastEnded = 5, oneIn = 20

  /// Whether nineteen in twenty paragraphs of the document end with a stop, one of them before and one after.
  private func isCustom(_ document: Document) -> Bool {
    var ended = 0, open = 0
    for paragraph in document.paragraphs where paragraph.kind == .prose && paragraph.words >= least {
      let last = document.tokens[paragraph.tokens.upperBound - 1]
      if last.kind == .word || last.kind == .number { open += 1 } else { ended += 1 }
    }
    return ended >= Self.leastEnded && open * Self.oneIn <= ended + open
  }

  private func lastInk(_ paragraph: Paragraph, _ document: Document) -> Int? {
    var i = paragraph.tokens.upperBound - 1
    while i > paragraph.tokens.lowerBound, document.tokens[i].kind == .quote { i -= 1 }
    return i > paragraph.tokens.lowerBound ? i : nil
  }

  private func isCut(_ next: Paragraph, _ document: Document) -> Bool {
    let first = document.tokens[next.tokens.lowerBound]
    return next.kind == .listItem || first.kind == .word && document.vocabulary[first.word].shape == .lower
  }
}
