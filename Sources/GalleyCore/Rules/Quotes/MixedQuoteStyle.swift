import Formats

/// Finds straight quotation marks in a document of curly ones, and the reverse.
package struct MixedQuoteStyle: Rule {
  package static let id: RuleID = "mixed-quote-style"
  private let style: String

  package init(_ card: RuleCard) { style = card.style }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let family = analysis.quotations[.double]
    let marks = family.marks.filter { $0.role != .none && $0.isWritten }
    let straight = marks.count { $0.glyph.isStraight }
    let choice = Majority(straight, marks.count - straight)
    guard style != RuleCard.majority || choice.isClear else { return }
    let isStraightRight = style == RuleCard.majority ? straight > marks.count - straight : style == "straight"
    let usual = isStraightRight ? "straight" : "curly"
    let reason =
      style == RuleCard.majority ? "among \(usual) quotation marks (\(choice.counts))" : "where the house sets \(usual) quotation marks"
    for mark in marks where mark.glyph.isStraight != isStraightRight {
      let right: QuoteGlyph =
        isStraightRight
        ? .straight : mark.role == .close ? family.profile.closer(of: .curlyOpen) : family.profile.opener(of: .curlyClose)
      findings.flag(
        mark.range, "\(mark.glyph.text) \(reason)",
        fix: Fix(mark.range, right.text, confidence: .custom))
    }
  }
}

extension RuleCard {
  /// Leaves a question of style to the text.
  static let majority = "majority"
  /// The option `style`: what the house has settled on.
  var style: String { option("style")?.string ?? Self.majority }
}

/// How two ways of writing are spread over a document.
struct Majority {
  private let major: Int, minor: Int
  /// Fewer cases make no rule.
  private static let leastCases = 4
  /// The other way is at most one case in so many.
  private static let oneIn = 5

  init(_ a: Int, _ b: Int) { (major, minor) = (max(a, b), min(a, b)) }

  /// One way is the rule (four cases and 80% at least) and the other occurs.
  var isClear: Bool { minor > 0 && major >= Self.leastCases && minor * Self.oneIn <= major + minor }
  /// A slip or two in a text that is otherwise of one mind.
  var isLone: Bool { isClear && minor <= 2 && major >= 2 * Self.leastCases }
  var counts: String { "\(minor) against \(major)" }
}
