/// Which words of a document follow which, blanks alone between them, by their keys: sometimes more than do, never fewer.
struct AdjacentWords: SharedAnalysis {
  /// Hashes of words and of pairs, 0 where a slot is free: open addressing with linear probing.
  private var slots: [UInt64]

  init(_ analysis: Analysis) {
    let document = analysis.document
    var size = 64
    // A pair and a word for each, and as much again is free.
    while size < 4 * (document.tokens.count / 2 + 1) { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    var last: UInt64?
    for token in document.tokens where !token.isBlank {
      guard token.kind == .word else {
        last = nil
        continue
      }
      let key = document.vocabulary.plainKey(of: token.word)
      insert(Self.hash(key, 0))
      if let last { insert(Self.hash(last, key)) }
      last = key
    }
  }

  func contains(_ word: UInt64) -> Bool { has(Self.hash(word, 0)) }
  func contains(_ first: UInt64, _ second: UInt64) -> Bool { has(Self.hash(first, second)) }

  @inline(__always) private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
    Vocabulary.spread(first ^ (second &* 0x9E37_79B9_7F4A_7C15 &+ second >> 29)) | 1
  }

  private mutating func insert(_ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = hash
  }

  private func has(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }
}

extension KeyGroups {
  /// Whether words of some groups follow each other in a text where they have to.
  func follow(_ groups: Range<Int>, in words: AdjacentWords) -> Bool {
    for group in groups.dropFirst() where adjoins(group) {
      let second = keys(of: group).filter(words.contains)
      if !keys(of: group - 1).contains(where: { first in words.contains(first) && second.contains { words.contains(first, $0) } }) { return false }
    }
    return true
  }
}
