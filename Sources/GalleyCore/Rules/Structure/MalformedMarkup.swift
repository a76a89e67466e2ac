import Formats

/// Reports where an input breaks the rules of its format, as its reader noted it.
package struct MalformedMarkup: Rule {
  package static let id: RuleID = "malformed-markup"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for problem in analysis.document.problems where !problem.isEncoding { findings.flag(problem.range, problem.message) }
  }
}
