import Formats

/// Finds somebody's words that stand without quotation marks: “I’m hoping for more, she added.”
package struct UnquotedSpeech: Rule {
  package static let id: RuleID = "unquoted-speech"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let family = analysis.quotations[.double]
    // A text that quotes.
    guard let mark = family.marks.first(where: { $0.role != .none && $0.glyph != .lost }) else { return }
    let closing = mark.role == .close ? mark.glyph : family.profile.closer(of: mark.glyph)
    let document = analysis.document
    let opener = family.profile.opener(of: closing).text, closer = closing.text
    for passage in UnquotedPassages(analysis).find() {
      let start = document.tokens[passage.first].range, last = document.tokens[passage.last].range
      let end = TextRange(document.scalarStart(before: last.end), last.end)
      // Two marks are missing, at two places; unless a character was lost at the first, which another rule tells.
      if document.scalar(before: start.start) != QuoteGlyph.lostScalar {
        findings.flag(
          start, "somebody’s words without quotation marks: the opening mark \(opener) is missing here",
          fix: Fix(edits: [Edit(TextRange(start.start, start.start), opener)], confidence: .halfPair, safety: .unsafe),
          related: [Related(end, "they end here")])
      }
      findings.flag(
        end, "somebody’s words without quotation marks: the closing mark \(closer) is missing here",
        fix: Fix(edits: [Edit(TextRange(end.end, end.end), closer)], confidence: .halfPair, safety: .unsafe),
        related: [Related(start, "they begin here")])
    }
  }
}
