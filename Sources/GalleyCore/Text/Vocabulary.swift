package import Formats

/// The distinct words of a document, each once, with its occurrences.
package struct Vocabulary: Sendable {
  /// How a word is capitalised.
  package enum Shape: UInt8, Sendable {
    case lower, capitalised, upper, mixed
  }

  package struct Word: Sendable {
    /// The first occurrence.
    package let range: TextRange
    package let flags: Token.Flags
    /// Of this very spelling; see `Vocabulary.key`.
    let key: UInt64
    package internal(set) var shape: Shape = .lower
    /// Equal for words that differ only in case.
    package internal(set) var folded: FoldedID = 0
    /// Occurrences of this very spelling.
    package internal(set) var count: Int = 1
  }

  /// Index into `folds`.
  package typealias FoldedID = UInt32

  /// Words that are equal but for case.
  package struct Fold: Sendable {
    /// Lower-case form in UTF-8, as written (invisible scalars and apostrophes included).
    package let text: [UInt8]
    /// See `Vocabulary.key`.
    let key: UInt64
    /// The key of the same word with straight apostrophes.
    let plainKey: UInt64
    /// The classes of the lexicon that have it.
    package let classes: WordClassSet
    /// Occurrences of all spellings.
    package internal(set) var count: Int = 0
    /// Occurrences with a lowercase initial.
    package internal(set) var lowerCount: Int = 0
  }

  package private(set) var words: [Word]
  package private(set) var folds: [Fold] = []
  /// Identities of folds plus one, by `key`: open addressing with linear probing; and the keys of those that are taken.
  private var slots: [UInt32] = [], slotKeys: [UInt64] = []

  /// The key of a word in lower case with straight apostrophes.
  @inline(__always) func plainKey(of word: WordID) -> UInt64 { folds[Int(words[Int(word)].folded)].plainKey }
  package func fold(of word: WordID) -> Fold { folds[Int(words[Int(word)].folded)] }
  package subscript(_ word: WordID) -> Word { words[Int(word)] }

  /// The identity of a lower-case form, if the document has it.
  package func foldID(_ lowerCase: [UInt8]) -> FoldedID? { foldID(lowerCase, key: Self.key(lowerCase)) }
  package func foldID(_ lowerCase: String) -> FoldedID? { foldID(Array(lowerCase.utf8)) }

  /// The same for a word whose `key` is known.
  func foldID(_ lowerCase: [UInt8], key: UInt64) -> FoldedID? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.slot(key, slots.count)
    while slots[slot] != 0 {
      let id = Int(slots[slot]) - 1
      if slotKeys[slot] == key, folds[id].text == lowerCase { return FoldedID(id) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// A word by its key alone, for those who go on to compare it.
  func foldID(key: UInt64) -> FoldedID? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.slot(key, slots.count)
    while slots[slot] != 0 {
      if slotKeys[slot] == key { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The bytes of a word of at most eight, the hash of a longer one.
  static func key(_ word: [UInt8]) -> UInt64 { key(word.span) }

  static func key(_ word: borrowing Span<UInt8>) -> UInt64 {
    if word.count > Builder.shortest { return Builder.hash(word, 0, word.count) }
    var key: UInt64 = 0
    for i in word.indices { key = key << 8 | UInt64(word[i]) }
    return key
  }

  /// Where the search for a key begins in a table of `count` slots, a power of two.
  @inline(__always) static func slot(_ key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: spread(key)) & (count - 1)
  }

  @inline(__always) static func spread(_ key: UInt64) -> UInt64 {
    let wide = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return wide.high ^ wide.low
  }

  private init(_ words: [Word], _ bytes: [UInt8]) {
    self.words = words
    var size = 64
    while size < words.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    slotKeys = Array(repeating: 0, count: size)
    folds.reserveCapacity(words.count)
    for i in words.indices {
      let text = bytes[words[i].range.start..<words[i].range.end]
      let lower = lowercased(text)
      let key = Self.key(lower)
      let id: FoldedID
      if let known = foldID(lower, key: key) {
        id = known
      } else {
        id = FoldedID(folds.count)
        var slot = Self.slot(key, size)
        while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = id + 1
        slotKeys[slot] = key
        let isPlain = !words[i].flags.contains(.nonASCII) || !lower.contains(0xE2)
        folds.append(
          Fold(
            text: lower, key: key, plainKey: isPlain ? key : Self.key(withStraightApostrophes(lower[...])),
            classes: WordClassSet(of: lower, key: key)))
      }
      let shape = Self.shape(of: text)
      self.words[i].folded = id
      self.words[i].shape = shape
      folds[Int(id)].count += words[i].count
      if shape == .lower { folds[Int(id)].lowerCount += words[i].count }
    }
  }

  private static func shape(of text: ArraySlice<UInt8>) -> Shape {
    var upper = 0, letters = 0
    var isFirstUpper = false
    func count(isUpper: Bool) {
      letters += 1
      guard isUpper else { return }
      upper += 1
      if letters == 1 { isFirstUpper = true }
    }
    let bytes = text.span
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        if byte.isLetter { count(isUpper: byte & 0x20 == 0) }
        continue
      }
      let (scalar, length) = decodeScalar(bytes, at)
      at += length
      let kind = ScalarClass(scalar).kind
      if kind == .lower || kind == .upper || kind == .letter { count(isUpper: kind == .upper) }
    }
    if upper == 0 { return .lower }
    if upper == 1, isFirstUpper { return .capitalised }
    return upper == letters ? .upper : .mixed
  }

  /// Interns words (open addressing, linear probing): short ones by their bytes in one number, longer ones by a hash.
  struct Builder: ~Copyable {
    /// Bytes that fit a key.
    static let shortest = 8
    private var slots = Array(repeating: Slot(), count: 1024)
    private var words: [Word] = []

    private struct Slot {
      /// The bytes of a short word, the hash of a longer one.
      var key: UInt64 = 0
      var length: UInt32 = 0
      /// The word's identity plus one; 0 where the slot is free.
      var word: UInt32 = 0
    }

    mutating func intern(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags) -> WordID {
      if end - start <= Self.shortest {
        var key: UInt64 = 0
        for i in start..<end { key = key << 8 | UInt64(bytes[i]) }
        return intern(key, start, end, flags)
      }
      let hash = Self.hash(bytes, start, end)
      let length = UInt32(truncatingIfNeeded: end - start)
      var at = Vocabulary.slot(hash, slots.count)
      while true {
        let slot = slots[at]
        if slot.word == 0 { return insert(hash, start, end, flags) }
        if slot.key == hash, slot.length == length, equals(bytes, words[Int(slot.word) - 1].range, start, end) { return slot.word - 1 }
        at = (at + 1) & (slots.count - 1)
      }
    }

    /// - Parameter key: the bytes of a word of at most eight, the first in the highest byte
    @inline(__always)
    mutating func intern(_ key: UInt64, _ start: Int, _ end: Int, _ flags: Token.Flags) -> WordID {
      let length = UInt32(truncatingIfNeeded: end - start)
      var at = Vocabulary.slot(key, slots.count)
      while true {
        let slot = slots[at]
        if slot.key == key, slot.length == length, slot.word != 0 { return slot.word - 1 }
        if slot.word == 0 { return insert(key, start, end, flags) }
        at = (at + 1) & (slots.count - 1)
      }
    }

    /// Adds a word that is not there yet.
    @inline(never)
    private mutating func insert(_ key: UInt64, _ start: Int, _ end: Int, _ flags: Token.Flags) -> WordID {
      if (words.count + 1) * 2 > slots.count { grow() }
      words.append(Word(range: TextRange(start, end), flags: flags, key: key))
      occupy(Slot(key: key, length: UInt32(truncatingIfNeeded: end - start), word: UInt32(words.count)))
      return WordID(words.count - 1)
    }

    private mutating func occupy(_ slot: Slot) {
      var at = Vocabulary.slot(slot.key, slots.count)
      while slots[at].word != 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = slot
    }

    /// - Parameter tokens: all tokens of the text, by which the words are counted
    consuming func finish(_ bytes: [UInt8], _ tokens: borrowing Span<Token>) -> Vocabulary {
      var counts = [UInt32](repeating: 0, count: words.count)
      var count = counts.mutableSpan
      for i in tokens.indices where tokens[i].kind == .word { count[Int(tokens[i].word)] += 1 }
      for i in words.indices { words[i].count = Int(counts[i]) }
      return Vocabulary(words, bytes)
    }

    private func equals(_ bytes: borrowing Span<UInt8>, _ range: TextRange, _ start: Int, _ end: Int) -> Bool {
      guard range.count == end - start else { return false }
      for i in 0..<range.count where bytes[range.start + i] != bytes[start + i] { return false }
      return true
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count * 4)
      for slot in old where slot.word != 0 { occupy(slot) }
    }

    @inline(__always)
    fileprivate static func hash(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
      var hash = FNV1a()
      for i in start..<end { hash.combine(bytes[i]) }
      return hash.value
    }
  }
}
