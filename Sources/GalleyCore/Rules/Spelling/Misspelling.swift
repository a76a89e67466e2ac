import Spelling

/// Finds words that no dictionary knows and that were probably mistyped.
package struct Misspelling: Rule {
  package static let id: RuleID = "misspelling"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.misspelling, analysis, &findings) { word, best in
      best.map { "“\(word)” is not a word; did you mean “\($0.text)”?" } ?? "“\(word)” is in no dictionary"
    }
  }
}
