import Formats

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
    let outliers = dialect.outliers(in: house)
    guard house != nil || outliers.count <= Self.most else { return }
    for outlier in outliers {
      let range = document.tokens[outlier.token].range
      let other = String(decoding: outlier.other, as: UTF8.self)
      let word = document.text(range)
      let message =
        outlier.kind.hasPrefix("-")
        ? "“\(word)” among words in \(outlier.majority)"
        : house != nil
          ? "“\(word)” is \(outlier.kind), and the house writes \(outlier.majority) English"
          : "“\(word)” is \(outlier.kind) in a text that is otherwise \(outlier.majority) (\(max(dialect.british, dialect.american)) signs to \(min(dialect.british, dialect.american)))"
      findings.flag(range, "\(message): “\(other)”", fix: Fix(range, other, confidence: .custom, safety: .unsafe))
    }
  }
}
