/// Parts of speech, as fine as galley's rules need them.
package enum Tag: UInt8, CaseIterable, Sendable {
  case noun, name, pronoun
  /// Articles, demonstratives, possessives, quantifiers.
  case determiner
  case adjective, adverb
  /// `go`: infinitive or present.
  case base
  /// `goes`
  case third
  /// `went`, `gone`: finite or participle.
  case past
  /// `going`
  case gerund
  /// `can`, `will`, `do`: a plain verb follows.
  case modal
  case be, have
  case preposition
  /// Opens a clause: `because`, `that`, `which`.
  case subordinator
  case conjunction, number
  /// `to` before a verb.
  case to
  case not
  /// Punctuation and all else.
  case other

  /// May be the verb of a clause.
  package var isFinite: Bool { self == .base || self == .third || self == .past || self == .modal || self == .be || self == .have }
  package var isVerb: Bool { isFinite || self == .gerund }
  package var isNominal: Bool { self == .noun || self == .name || self == .pronoun }
}

/// A reading of a word with its price: tenths of −log₁₀ of how seldom the word is read so.
package struct Reading: Sendable {
  package let tag: Tag
  package let price: Int
  init(_ tag: Tag, _ price: Int = 0) { (self.tag, self.price) = (tag, price) }
}
