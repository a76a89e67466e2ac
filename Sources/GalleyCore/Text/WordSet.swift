import Formats

/// A closed set of lower-case words that a rule asks for, with the keys by which a vocabulary finds them.
package struct WordSet: Sendable {
  /// One piece of memory for all copies: sets are handed about wherever words are compared.
  private final class Table: Sendable {
    let members: [[UInt8]]
    let keys: [UInt64]
    /// Indices of members plus one: open addressing with linear probing.
    let slots: [UInt16]

    init(_ words: [[UInt8]]) {
      var members: [[UInt8]] = [], keys: [UInt64] = []
      members.reserveCapacity(words.count)
      keys.reserveCapacity(words.count)
      var size = 4
      while size < words.count * 2 { size *= 2 }
      var slots = [UInt16](repeating: 0, count: size)
      for word in words {
        let key = Vocabulary.key(word)
        var slot = Vocabulary.slot(key, size), isNew = true
        while isNew, slots[slot] != 0 {
          let known = Int(slots[slot]) - 1
          isNew = keys[known] != key || members[known] != word
          slot = (slot + 1) & (size - 1)
        }
        guard isNew else { continue }
        members.append(word)
        keys.append(key)
        slots[slot] = UInt16(members.count)
      }
      (self.members, self.keys, self.slots) = (members, keys, slots)
    }
  }

  private let table: Table
  /// None twice.
  var members: [[UInt8]] { table.members }
  /// See `Vocabulary.key`.
  var keys: [UInt64] { table.keys }

  /// - Parameter words: separated by white space
  package init(_ words: String) {
    self.init(words.utf8.split { $0 == .space || $0 == .lineFeed }.map(Array.init))
  }

  package init(_ words: [[UInt8]]) { table = Table(words) }

  package func contains(_ word: [UInt8]) -> Bool {
    let key = Vocabulary.key(word)
    var slot = Vocabulary.slot(key, table.slots.count)
    while table.slots[slot] != 0 {
      let i = Int(table.slots[slot]) - 1
      if table.keys[i] == key, table.members[i] == word { return true }
      slot = (slot + 1) & (table.slots.count - 1)
    }
    return false
  }

  /// Whether a word with this key is a member: certain for words of at most eight bytes, and for longer ones as certain as a
  /// hash of 64 bits.
  func contains(key: UInt64) -> Bool {
    let (slots, keys) = (table.slots, table.keys)
    var slot = Vocabulary.slot(key, slots.count)
    while slots[slot] != 0 {
      if keys[Int(slots[slot]) - 1] == key { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }
}

/// The words of a document that belong to a `WordSet`: found once, then asked for by identity.
package struct WordMarks: Sendable {
  /// By folded word.
  private var isMember: [Bool]
  /// The members that the document has.
  package private(set) var folds: [Vocabulary.FoldedID] = []

  fileprivate init(_ count: Int) { isMember = Array(repeating: false, count: count) }

  fileprivate mutating func add(_ fold: Vocabulary.FoldedID) {
    guard !isMember[Int(fold)] else { return }
    isMember[Int(fold)] = true
    folds.append(fold)
  }

  @inline(__always) package func contains(_ fold: Vocabulary.FoldedID) -> Bool { isMember[Int(fold)] }
  package var isEmpty: Bool { folds.isEmpty }
}

extension Vocabulary {
  /// Which words of the document belong to a set, whatever their case.
  package func marks(_ set: WordSet) -> WordMarks {
    var marks = WordMarks(folds.count)
    for (word, key) in zip(set.members, set.keys) { if let id = foldID(word, key: key) { marks.add(id) } }
    return marks
  }

  /// Which words of the document belong to a set or to a class of the lexicon.
  package func marks(_ set: WordSet, or wordClass: WordClass) -> WordMarks {
    var marks = marks(set)
    for id in folds.indices where folds[id].classes.contains(wordClass) { marks.add(FoldedID(id)) }
    return marks
  }

  /// How often the words of a set occur; not counted on from `most`.
  func occurrences(of set: WordSet, most: Int) -> Int {
    var sum = 0
    for key in set.keys {
      guard let id = foldID(key: key) else { continue }
      sum += folds[Int(id)].count
      if sum >= most { return sum }
    }
    return sum
  }

  /// Which words of the document belong to a class of the lexicon.
  package func marks(_ wordClass: WordClass) -> WordMarks {
    var marks = WordMarks(folds.count)
    for id in folds.indices where folds[id].classes.contains(wordClass) { marks.add(FoldedID(id)) }
    return marks
  }

  /// How often the words of a class occur.
  package func count(_ wordClass: WordClass) -> Int {
    folds.reduce(0) { $1.classes.contains(wordClass) ? $0 + $1.count : $0 }
  }

  /// How often the words of a set occur.
  package func count(_ set: WordSet) -> Int { marks(set).folds.reduce(0) { $0 + folds[Int($1)].count } }
}
