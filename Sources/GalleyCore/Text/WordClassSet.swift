import CRules

/// The classes of the lexicon (`Rules/lexicon`, and the lists of packs) that a word belongs to, found by one look-up.
package struct WordClassSet: Equatable, Sendable {
  /// Bit `n` of part `n / 64` is that of class `n`.
  private var parts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// No class at all.
  package static let none = WordClassSet()
  package init() {}

  /// The classes of a word in lower case.
  package init(of word: [UInt8]) { self.init(of: word, key: Vocabulary.key(word)) }

  /// - Parameter key: see `Vocabulary.key`
  init(of word: [UInt8], key: UInt64) {
    self.init(
      compiled: unsafe word.withUnsafeBufferPointer { unsafe galley_lexicon_find(key, Vocabulary.spread(key), $0.baseAddress, $0.count) })
    if let extended = LexiconExtension.current { formUnion(extended.classes(of: word)) }
  }

  /// The classes of a word of at most eight bytes.
  /// - Parameter key: the bytes, the first in the highest byte
  init(ofShort key: UInt64) {
    let length = (64 - key.leadingZeroBitCount + 7) / 8
    self.init(compiled: galley_lexicon_find(key, Vocabulary.spread(key), nil, length))
    if let extended = LexiconExtension.current {
      formUnion(extended.classes(of: (0..<length).map { UInt8(truncatingIfNeeded: key >> UInt64(8 * (length - 1 - $0))) }))
    }
  }

  /// - Parameter number: that of a class set of the table; 0 is the empty one
  fileprivate init(compiled number: UInt16) {
    guard number != 0 else { return }
    parts = (
      galley_lexicon_bits(number, 0), galley_lexicon_bits(number, 1), galley_lexicon_bits(number, 2), galley_lexicon_bits(number, 3)
    )
  }

  package var isEmpty: Bool { parts.0 | parts.1 | parts.2 | parts.3 == 0 }

  @inline(__always) package func contains(_ wordClass: WordClass) -> Bool {
    let part =
      switch wordClass.rawValue >> 6 {
      case 0: parts.0
      case 1: parts.1
      case 2: parts.2
      default: parts.3
      }
    return part &>> UInt64(wordClass.rawValue & 63) & 1 != 0
  }

  package func contains(anyOf classes: WordClass...) -> Bool { classes.contains { contains($0) } }

  mutating func insert(_ wordClass: WordClass) {
    let bit: UInt64 = 1 &<< UInt64(wordClass.rawValue & 63)
    switch wordClass.rawValue >> 6 {
    case 0: parts.0 |= bit
    case 1: parts.1 |= bit
    case 2: parts.2 |= bit
    default: parts.3 |= bit
    }
  }

  mutating func formUnion(_ other: WordClassSet) {
    parts = (parts.0 | other.parts.0, parts.1 | other.parts.1, parts.2 | other.parts.2, parts.3 | other.parts.3)
  }

  package static func == (a: WordClassSet, b: WordClassSet) -> Bool { a.parts == b.parts }
}

extension WordClass {
  /// Whether a word in lower case belongs to the class.
  package func contains(_ word: [UInt8]) -> Bool { WordClassSet(of: word).contains(self) }
  package func contains(_ word: String) -> Bool { contains(Array(word.utf8)) }

  /// All words that galley itself has of the class, in no order. A search through the whole table.
  package var builtIn: [[UInt8]] {
    var words: [[UInt8]] = []
    for i in 0..<galley_lexicon_slot_count() {
      guard let slot = unsafe galley_lexicon_slot(i)?.pointee, slot.length > 0, WordClassSet(compiled: slot.set).contains(self)
      else { continue }
      words.append(unsafe Array(UnsafeBufferPointer(start: galley_lexicon_text(slot.text), count: Int(slot.length))))
    }
    return words
  }
}

/// The words of a class one after another, for those who compare beginnings or endings instead of looking a word up.
package struct WordList: Sendable {
  private let wordClass: WordClass
  private let builtIn: [[UInt8]]

  init(_ wordClass: WordClass) { (self.wordClass, builtIn) = (wordClass, wordClass.builtIn) }

  package var words: [[UInt8]] {
    guard let extended = LexiconExtension.current else { return builtIn }
    return builtIn + extended.words(of: wordClass)
  }
}

extension Document {
  /// The classes of the word at token `i`, whatever its case; none for any other token.
  package func classes(of i: Int) -> WordClassSet {
    tokens[i].kind == .word ? vocabulary.fold(of: tokens[i].word).classes : .none
  }
}
