/// Finds straight quotation marks in a document of curly ones, and the reverse.
package struct MixedQuoteStyle: Rule {
  package static let id: RuleID = "mixed-quote-style"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let family = analysis.quotations[.double]
    let marks = family.marks.filter { $0.role != .none }
    let straight = marks.count { $0.glyph.isStraight }
    let choice = Majority(straight, marks.count - straight)
    guard choice.isClear else { return }
    let isStraightRight = straight > marks.count - straight
    let usual = isStraightRight ? "straight" : "curly"
    for mark in marks where mark.glyph.isStraight != isStraightRight {
      let right: QuoteGlyph =
        isStraightRight
        ? .straight : mark.role == .close ? family.profile.closer(of: .curlyOpen) : family.profile.opener(of: .curlyClose)
      findings.flag(
        mark.range, "\(mark.glyph.text) among \(usual) quotation marks (\(choice.counts))",
        fix: Fix(mark.range, right.text, confidence: 0.9))
    }
  }
}

/// How two ways of writing are spread over a document.
struct Majority {
  private let major: Int, minor: Int

  init(_ a: Int, _ b: Int) { (major, minor) = (max(a, b), min(a, b)) }

  /// One way is the rule (four cases and 80% at least) and the other occurs.
  var isClear: Bool { minor > 0 && major >= 4 && minor * 5 <= major + minor }
  var counts: String { "\(minor) against \(major)" }
}
