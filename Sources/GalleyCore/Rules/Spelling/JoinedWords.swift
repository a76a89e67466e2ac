import Spelling

/// Finds two words written as one: `ofthe`, `JamesGrant`.
package struct JoinedWords: Rule {
  package static let id: RuleID = "joined-words"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.joined, analysis, &findings) { word, best in
      "“\(word)” is two words: “\(best?.text ?? word)”"
    }
  }
}
