/// What parts of speech say of a joint between sentences.
extension JointEvidence {
  /// The part of speech of the word before the joint.
  mutating func addLast(_ part: PartOfSpeech) {
    switch part {
    case .noun, .name, .pronoun, .number: self[.lastNoun] = 1
    case .adverb: self[.lastAdverb] = 1
    case .adjective: self[.lastAdjective] = 1
    case .base, .third, .past, .gerund: self[.lastVerb] = 1
    default: self[.lastOpen] = 1
    }
  }

  /// The part of speech of the word in question.
  mutating func addWord(_ part: PartOfSpeech) {
    switch part {
    case .noun: self[.isNoun] = 1
    case .base, .third, .past, .gerund, .modal, .be, .have: self[.isVerb] = 1
    case .adjective: self[.isAdjective] = 1
    case .adverb: self[.isAdverb] = 1
    case .determiner: self[.isDeterminer] = 1
    case .pronoun: self[.isPronoun] = 1
    case .preposition, .to: self[.isPreposition] = 1
    case .subordinator: self[.isClause] = 1
    case .conjunction: self[.isConjunction] = 1
    default: break
    }
  }
}
