/// Finds American spellings in a British text, British ones in an American, and -ise among -ize.
package struct MixedDialect: Rule {
  package static let id: RuleID = "mixed-dialect"
  /// What the house writes; nil leaves it to the text.
  private let house: Dialect.Side?

  package init(_ card: RuleCard) {
    house = ["british": .british, "american": .american][card.option("dialect")?.string ?? ""]
  }

  /// A text with more is one that mixes as it likes.
  private static let most = 12

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let dialect = analysis.shared(Dialect.self)
    let strangers = dialect.strangers(in: house)
    guard house != nil || strangers.count <= Self.most else { return }
    for stranger in strangers {
      let range = document.tokens[stranger.token].range
      let other = String(decoding: stranger.other, as: UTF8.self)
      let word = document.text(range)
      let message =
        stranger.kind.hasPrefix("-")
        ? "“\(word)” among words in \(stranger.majority)"
        : house != nil
          ? "“\(word)” is \(stranger.kind), and the house writes \(stranger.majority) English"
          : "“\(word)” is \(stranger.kind) in a text that is otherwise \(stranger.majority) (\(max(dialect.british, dialect.american)) signs to \(min(dialect.british, dialect.american)))"
      findings.flag(range, "\(message): “\(other)”", fix: Fix(range, other, confidence: 0.9, safety: .unsafe))
    }
  }
}
