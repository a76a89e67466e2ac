/// Joints of one kind are judged by the same weights.
package enum JointKind: String, CaseIterable, Sendable {
  /// A capital within a sentence: a word that never has one there, and another; each also among other capitals or
  /// quotation marks, where titles and names are.
  case functionCapital = "function-capital", capital, functionAmong = "function-among", capitalAmong = "capital-among"
  /// A sentence that begins with a verb, a preposition, a conjunction, “which”, “because”.
  case verb, preposition, conjunction, relative, subordinator

  /// The kind of a sentence that begins with a word of these classes; nil where that says nothing against it.
  static func start(_ classes: WordClassSet) -> JointKind? {
    if classes.isEmpty { return nil }
    return starters.first { classes.contains($0.0) }?.1
  }

  private static let starters: [(WordClass, JointKind)] = [
    (.fragmentVerb, .verb), (.fragmentPreposition, .preposition), (.fragmentConjunction, .conjunction), (.fragmentRelative, .relative),
    (.fragmentSubordinator, .subordinator),
  ]
}
