/// Finds U+FFFD, the mark of a character that an earlier program could not read.
package struct ReplacementCharacter: Rule {
  package static let id: RuleID = "replacement-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    var i = 0
    while i < tokens.count {
      let start = i
      while i < tokens.count, tokens[i].kind == .symbol, document.bytes(tokens[i]).elementsEqual([0xEF, 0xBF, 0xBD]) { i += 1 }
      guard i > start else {
        i += 1
        continue
      }
      let range = TextRange(tokens[start].start, tokens[i - 1].end)
      let isApostrophe =
        i - start == 1 && start > 0 && i < tokens.count && tokens[start - 1].kind == .word && tokens[i].kind == .word
        && [1, 2].contains(tokens[i].count)
      findings.flag(
        range, "a character was lost here (U+FFFD)", fixes: isApostrophe ? [Fix(range, "’", confidence: 0.8)] : [])
    }
  }
}
