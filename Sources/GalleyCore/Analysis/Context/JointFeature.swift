/// What speaks for and against a slip where sentences join; the names are those of the table that `Scripts/fit joints` writes.
package enum JointFeature: Int, CaseIterable, CodingKey, Sendable {
  /// log₁₀ of how well the word, in lower case, goes on with what stands before it, and what stands after with it.
  case on, onNext, onLast
  /// log₁₀ of an end after what stands before, of the word as a beginning, and of what stands after it then.
  case end, start, startNext
  /// log₁₀ of the odds of a capital within sentences; 1 where nothing is known of them.
  case capitals, unknownCapitals
  /// The same of some name instead of the word.
  case nameOn, nameNext
  /// log₂ of 1 + how often the text has the word in lower case, and with a capital, elsewhere.
  case lowercase, capitalised
  /// Zipf.
  case frequency
  /// What stands before: a mark of its kind, the sentence's first word, a name, an article or possessive.
  case afterComma, afterFirst, afterName, afterDefinite
  /// What the word before is in its sentence.
  case lastNoun, lastVerb, lastAdverb, lastOpen, lastAdjective
  /// What stands after.
  case beforeLowercase, beforeCapital, beforeMark
  /// Other capitals are near, and may be parts of one name with the word.
  case amongCapitals
  /// log₂ of 1 + the other capitals within a few words; of 1 + all words of the kind in the text.
  case capitalsNear, occurrences
  /// A quotation mark opens or closes within a few words.
  case quoteNear
  /// A clause with subject and verb stands before; begins at the word; begins after it.
  case clauseBefore, clauseAfter, verbAfter
  /// A main verb stands after; a clause begins after a comma.
  case mainVerb, fronting
  /// log₂ of 1 + the words before and after, in their sentences.
  case wordsBefore, wordsAfter
  /// What the word is, read in lower case.
  case isNoun, isVerb, isAdjective, isAdverb, isDeterminer, isPronoun, isPreposition, isClause, isConjunction
  /// A name or place is called so; the word is often part of names.
  case named, namelike
  case quoted, quoteChanges
  case commaAfter, asks
  /// The text is scanned; old; technical.
  case damaged, period, technical
}

extension JointFeature {
  /// Whether the parts of speech around have to be told for it; such a feature holds or does not.
  var isGrammatical: Bool {
    switch self {
    case .lastNoun, .lastVerb, .lastAdverb, .lastOpen, .lastAdjective, .isNoun, .isVerb, .isAdjective, .isAdverb, .isDeterminer, .isPronoun,
      .isPreposition, .isClause, .isConjunction, .clauseBefore, .clauseAfter, .verbAfter, .mainVerb, .fronting:
      true
    default: false
    }
  }
}

/// The features of one joint.
package struct JointEvidence: Sendable {
  package private(set) var values = [Double](repeating: 0, count: JointFeature.allCases.count)

  package subscript(_ feature: JointFeature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  mutating func set(_ feature: JointFeature, _ holds: Bool) { self[feature] = holds ? 1 : 0 }
}
