/// Finds a word written twice in a row, also across a line end.
package struct DoubledWord: Rule {
  package static let id: RuleID = "doubled-word"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var previous = -1
    for i in document.tokens.indices {
      let token = document.tokens[i]
      if token.isBlank { continue }
      defer { previous = token.kind == .word ? i : -1 }
      guard token.kind == .word, previous >= 0 else { continue }
      let first = document.tokens[previous]
      guard first.end < token.start,
        document.vocabulary[first.word].folded == document.vocabulary[token.word].folded
      else { continue }
      let word = document.text(first.range)
      findings.flag(
        TextRange(first.start, token.end), "“\(word)” is written twice",
        fix: Fix(TextRange(first.start, token.end), word))
    }
  }
}
