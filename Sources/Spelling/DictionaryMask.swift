/// Which of a lexicon's dictionaries accept a word: bit *n* stands for `Lexicon.dictionaries[n]`.
package struct DictionaryMask: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  // What `SetAlgebra` has in general is not specialised for other modules, and words are many.
  package init() { rawValue = 0 }
  package var isEmpty: Bool { rawValue == 0 }
  package func isDisjoint(with other: DictionaryMask) -> Bool { rawValue & other.rawValue == 0 }

  package init(arrayLiteral elements: DictionaryMask...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }

  /// How many dictionaries one lexicon tells apart.
  static let capacity = 15

  /// The dictionary at this place in the list.
  package static func dictionary(_ index: Int) -> DictionaryMask {
    DictionaryMask(rawValue: 1 << UInt32(index))
  }
}
