import Formats

/// Comments to galley that suppress nothing, or that cannot be understood. The engine asks it last.
package struct UnusedSuppression: Rule {
  package static let id: RuleID = "unused-suppression"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for (place, message) in analysis.suppressionProblems {
      // In reading order it stands before the first text after it.
      let offset = document.proseOffset(atOrAfter: place.start)
      findings.flag(TextRange(offset, offset), message, source: place)
    }
  }
}
