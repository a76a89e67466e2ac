import CRules

/// The classes of the lexicon (`Rules/lexicon`) that a word belongs to, found by one look-up in the compiled table.
package struct WordClassSet: Equatable, Sendable {
  /// Number of a class set of the table; 0 is the empty one.
  private let number: UInt16

  /// The classes of a word in lower case.
  package init(of word: [UInt8]) { self.init(of: word, key: Vocabulary.key(word)) }

  /// - Parameter key: see `Vocabulary.key`
  init(of word: [UInt8], key: UInt64) {
    number = word.withUnsafeBufferPointer { unsafe galley_lexicon_find(key, Vocabulary.spread(key), $0.baseAddress, $0.count) }
  }

  /// The classes of a word of at most eight bytes.
  /// - Parameter key: the bytes, the first in the highest place
  init(ofShort key: UInt64) {
    let length = (64 - key.leadingZeroBitCount + 7) / 8
    number = unsafe galley_lexicon_find(key, Vocabulary.spread(key), nil, length)
  }

  package var isEmpty: Bool { number == 0 }
  @inline(__always) package func contains(_ wordClass: WordClass) -> Bool { unsafe galley_lexicon_has(number, wordClass.rawValue) != 0 }
  package func contains(anyOf classes: WordClass...) -> Bool { classes.contains { contains($0) } }
}

extension WordClass {
  /// Whether a word in lower case belongs to the class.
  package func contains(_ word: [UInt8]) -> Bool { WordClassSet(of: word).contains(self) }
  package func contains(_ word: String) -> Bool { contains(Array(word.utf8)) }

  /// All words of the class, in no order. A search through the whole table.
  package var members: [[UInt8]] {
    var words: [[UInt8]] = []
    for i in 0..<galley_lexicon_slot_count() {
      guard let slot = unsafe galley_lexicon_slot(i)?.pointee, slot.length > 0, unsafe galley_lexicon_has(slot.set, rawValue) != 0
      else { continue }
      words.append(unsafe Array(UnsafeBufferPointer(start: galley_lexicon_text(slot.text), count: Int(slot.length))))
    }
    return words
  }
}

extension Document {
  /// The classes of the word at token `i`, whatever its case; none for any other token.
  package func classes(of i: Int) -> WordClassSet {
    tokens[i].kind == .word ? vocabulary.fold(of: tokens[i].word).classes : WordClassSet(ofShort: 0)
  }
}
