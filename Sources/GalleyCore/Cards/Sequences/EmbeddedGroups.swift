/// Of which groups of words that embedded sequences ask for a document has one: told for all cards by one look at each of its words.
struct EmbeddedGroups: SharedAnalysis {
  /// By group, the cards’ one after the other.
  let isPresent: [Bool]

  init(_ analysis: Analysis) {
    let index = GroupIndex.embedded
    var isPresent = [Bool](repeating: false, count: index.count)
    for fold in analysis.document.vocabulary.folds { index.mark(fold.key, &isPresent) }
    self.isPresent = isPresent
  }
}

/// The groups that have a word, by its key.
private struct GroupIndex: Sendable {
  static let embedded = GroupIndex(CardImage.groups.all)

  let count: Int
  /// Open addressing with linear probing: keys, and where the list of each begins plus one.
  private var keys: [UInt64], heads: [UInt32]
  /// Lists of groups; the next piece of each plus one.
  private var groups: [UInt32] = [], following: [UInt32] = []

  init(_ all: KeyGroups) {
    count = all.count
    var size = 16
    let words = (0..<all.count).reduce(0) { $0 + all.keys(of: $1).count }
    while size < 2 * words { size *= 2 }
    (keys, heads) = (Array(repeating: 0, count: size), Array(repeating: 0, count: size))
    for group in 0..<all.count {
      for key in all.keys(of: group) {
        let slot = slot(of: key)
        groups.append(UInt32(group))
        following.append(heads[slot])
        (keys[slot], heads[slot]) = (key, UInt32(groups.count))
      }
    }
  }

  /// Where a key stands, or the free slot for it.
  private func slot(of key: UInt64) -> Int {
    var slot = Vocabulary.slot(key, keys.count)
    while heads[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  /// Notes the groups that have a word.
  func mark(_ key: UInt64, _ isPresent: inout [Bool]) {
    var next = heads[slot(of: key)]
    while next != 0 {
      isPresent[Int(groups[Int(next) - 1])] = true
      next = following[Int(next) - 1]
    }
  }
}
