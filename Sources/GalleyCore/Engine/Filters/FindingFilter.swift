/// A step between what rules find and what is reported: takes findings out, weighs them, or makes one of several.
protocol FindingFilter: Sendable {
  func apply(to found: inout [Diagnostic], _ pass: FilterPass)
}

/// What filters know of the document whose findings pass through them.
struct FilterPass {
  let analysis: Analysis
  /// What the document asks to leave alone; nil if nothing.
  let suppressions: Suppressions?
  /// Ids of the rules whose findings they are.
  let reporting: Set<String>

  var document: Document { analysis.document }
}
