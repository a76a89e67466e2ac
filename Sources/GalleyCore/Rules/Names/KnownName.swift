/// Finds near misses of well-known people and institutions.
package struct KnownName: Rule {
  package static let id: RuleID = "known-name"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for miss in KnownNames(analysis).find() + KnownInstitutions(analysis).find() + HouseNameMisses(analysis).find() {
      let description = miss.description.isEmpty ? "" : ", \(miss.description)"
      findings.flag(
        miss.range, "\(document.text(miss.range)): did you mean \(miss.right)\(description)?",
        severity: miss.isWeak ? .note : nil,
        fix: Fix(miss.range, miss.right, confidence: miss.confidence, safety: .unsafe))
    }
  }
}
