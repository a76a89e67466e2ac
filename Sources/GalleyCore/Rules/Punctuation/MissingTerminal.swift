import Formats

/// Finds paragraphs of prose that stop without a stop.
package struct MissingTerminal: Rule {
  package static let id: RuleID = "missing-terminal"
  /// Words of a paragraph that is no headline.
  private let least: Int

  package init(_ card: RuleCard) { least = card.option("words")?.string.flatMap { Int($0) } ?? 17 }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let ends = ends(document), isCustom = ends.ended >= Self.leastEnded && ends.isRare
    // The first paragraph of an article may be set like a headline.
    let lead = document.paragraphs.firstIndex { $0.kind == .prose && $0.words >= least }
    for (p, paragraph) in document.paragraphs.enumerated() where paragraph.kind == .prose && paragraph.words >= least {
      guard let last = lastInk(paragraph, document), document.tokens[last].kind == .word,
        document.bytes[document.tokens[last].end - 1] != .stop,
        // A single sentence may be a caption: only among paragraphs that all have their stops is it cut off.
        document.sentences[paragraph.sentences].contains(where: { $0.tokens.upperBound < last }) || isCustom
      else { continue }
      // A sentence cut in two is another defect.
      if p + 1 < document.paragraphs.count, isCut(document.paragraphs[p + 1], document) { continue }
      // What stands in a manual may be a label, a command or the name of a file; scanners lose stops, and lines between pages.
      let isLong = ends.isRare && ends.ended >= Self.few && paragraph.sentences.count > Self.few
      // A text of one paragraph has no other to tell: its own sentences do, unless it is a piece of an old book or of verse, or cut in a word.
      let isAlone = ends.ended == 0 && paragraph.sentences.count > Self.few && document.paragraphs.count == 1
        && !analysis.isText(.historical) && !analysis.isText(.verse) && document.tokens[last].count >= Self.leastLetters
        && analysis.words.isKnown(document.tokens[last].word)
      let isSure = ((isCustom || isLong) && p != lead || isAlone) && !document.isTechnical && !analysis.isText(.scanned)
        && isPlain(last, paragraph, document)
      let range = document.tokens[last].range
      let end = TextRange(range.end, range.end)
      findings.flag(
        range, "the paragraph ends without a full stop", severity: isSure ? nil : .note,
        fix: Fix(edits: [Edit(end, ".")], confidence: 0.7, safety: .unsafe))
    }
  }

  /// Fewer stops are no custom; one paragraph may lack its own, and one in so many.
  private static let leastEnded = 4, oneIn = 20
  /// Of long paragraphs, as of sentences in one, fewer tell as much.
  private static let few = 2
  /// Letters of a word that is no piece of one.
  private static let leastLetters = 3

  /// How many paragraphs of the document end with a stop, and how many do not.
  private func ends(_ document: Document) -> (ended: Int, isRare: Bool) {
    var ended = 0, open = 0
    for paragraph in document.paragraphs where paragraph.kind == .prose && paragraph.words >= least {
      let last = document.tokens[paragraph.tokens.upperBound - 1]
      if last.kind == .word || last.kind == .number { open += 1 } else { ended += 1 }
    }
    return (ended, open <= max(1, (ended + open) / Self.oneIn))
  }

  /// Whether a paragraph ends with a common word, and no line of it is broken: page numbers and headings come between those of
  /// extracted text.
  private func isPlain(_ last: Int, _ paragraph: Paragraph, _ document: Document) -> Bool {
    document.vocabulary[document.tokens[last].word].shape == .lower
      && !paragraph.tokens.contains { document.tokens[$0].kind == .lineBreak && $0 < last }
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
