/// Finds American spellings in a British text, British ones in an American, and -ise among -ize.
package struct MixedDialect: Rule {
  package static let id: RuleID = "mixed-dialect"
  package init(_ card: RuleCard) {}
  /// A text with more is one that mixes as it likes.
  private static let most = 12

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let dialect = analysis.shared(Dialect.self)
    guard dialect.strangers.count <= Self.most else { return }
    for stranger in dialect.strangers {
      let range = document.tokens[stranger.token].range
      let other = String(decoding: stranger.other, as: UTF8.self)
      let word = document.text(range)
      let message =
        stranger.kind.hasPrefix("-")
        ? "“\(word)” among words in \(stranger.majority)"
        : "“\(word)” is \(stranger.kind) in a text that is otherwise \(stranger.majority) (\(max(dialect.british, dialect.american)) signs to \(min(dialect.british, dialect.american)))"
      findings.flag(range, "\(message): “\(other)”", fix: Fix(range, other, confidence: 0.9, safety: .unsafe))
    }
  }
}
