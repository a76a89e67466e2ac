import Spelling

/// Finds digits among the letters of a word and letters among the digits of a number.
package struct DigitInWord: Rule {
  package static let id: RuleID = "digit-in-word"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.digits, analysis, &findings) { word, best in
      best.map { "“\(word)” has a digit among its letters; did you mean “\($0.text)”?" }
        ?? "“\(word)” has a digit among its letters"
    }
  }
}
