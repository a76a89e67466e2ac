/// Finds paragraphs of prose that stop without a stop.
package struct MissingTerminal: Rule {
  package static let id: RuleID = "missing-terminal"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for (p, paragraph) in document.paragraphs.enumerated() where paragraph.kind == .prose && paragraph.words > 16 {
      guard let last = lastInk(paragraph, document), document.tokens[last].kind == .word,
        document.bytes[document.tokens[last].end - 1] != 0x2E,
        document.sentences[paragraph.sentences].contains(where: { $0.tokens.upperBound < last })
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
