/// Leaves alone what comments and front matter ask to leave alone, and comments themselves: they are nothing to proofread.
struct SuppressionFilter: FindingFilter {
  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard let suppressions = pass.suppressions else { return }
    found.removeAll {
      let place = pass.document.sourceRange(of: $0)
      return suppressions.isInComment(place) || suppressions.covers($0, at: place)
    }
  }
}
