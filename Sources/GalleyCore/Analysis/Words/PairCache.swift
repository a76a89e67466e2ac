/// Small numbers, kept by a key such as the identities of two words: open addressing with linear probing.
struct PairCache {
  private static let empty = UInt64.max
  private var keys = [UInt64](repeating: empty, count: 256)
  private var answers = [Int32](repeating: 0, count: 256)
  private var count = 0

  subscript(_ key: UInt64) -> Int32? {
    get {
      let slot = slot(of: key)
      return keys[slot] == key ? answers[slot] : nil
    }
    set {
      guard let newValue else { return }
      if count * 2 >= keys.count { grow() }
      let slot = slot(of: key)
      if keys[slot] != key { count += 1 }
      (keys[slot], answers[slot]) = (key, newValue)
    }
  }

  /// Where a key stands, or the free slot for it.
  @inline(__always) private func slot(of key: UInt64) -> Int {
    var slot = Vocabulary.slot(key, keys.count)
    while keys[slot] != key, keys[slot] != Self.empty { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (old, answered) = (keys, answers)
    keys = Array(repeating: Self.empty, count: old.count * 2)
    answers = Array(repeating: 0, count: old.count * 2)
    for (i, key) in old.enumerated() where key != Self.empty {
      let slot = slot(of: key)
      (keys[slot], answers[slot]) = (key, answered[i])
    }
  }
}
