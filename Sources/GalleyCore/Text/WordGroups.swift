/// Several sets of lower-case words, of which a document’s vocabulary tells at once how often it has words of each.
package struct WordGroups: Sendable {
  private var members: [[UInt8]] = []
  /// See `Vocabulary.key`.
  private var keys: [UInt64] = []
  /// By member, where its groups begin in `owners`.
  private let firsts: [UInt32]
  private let owners: [UInt32]
  package let count: Int

  package init(_ groups: [[[UInt8]]]) {
    count = groups.count
    let total = groups.reduce(0) { $0 + $1.count }
    var size = 4
    while size < total * 2 { size *= 2 }
    // Indices of members plus one: open addressing with linear probing.
    var slots = [UInt32](repeating: 0, count: size)
    var pairs: [(member: UInt32, group: UInt32)] = []
    pairs.reserveCapacity(total)
    var lastGroups: [Int] = []
    for (group, words) in groups.enumerated() {
      for word in words {
        let key = Vocabulary.key(word)
        var slot = Vocabulary.slot(key, size)
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key || members[Int(slots[slot]) - 1] != word { slot = (slot + 1) & (size - 1) }
        if slots[slot] == 0 {
          members.append(word)
          keys.append(key)
          lastGroups.append(-1)
          slots[slot] = UInt32(members.count)
        }
        let member = slots[slot] - 1
        if lastGroups[Int(member)] == group { continue }
        lastGroups[Int(member)] = group
        pairs.append((member, UInt32(group)))
      }
    }
    var firsts = [UInt32](repeating: 0, count: members.count + 1)
    for pair in pairs { firsts[Int(pair.member) + 1] += 1 }
    for member in members.indices { firsts[member + 1] += firsts[member] }
    var next = firsts
    var owners = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      owners[Int(next[Int(pair.member)])] = pair.group
      next[Int(pair.member)] += 1
    }
    (self.firsts, self.owners) = (firsts, owners)
  }

  /// How often a document has words of each group.
  package func counts(in vocabulary: Vocabulary) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for member in members.indices {
      guard let fold = vocabulary.foldID(members[member], key: keys[member]) else { continue }
      let places = vocabulary.folds[Int(fold)].count
      for owner in Int(firsts[member])..<Int(firsts[member + 1]) { counts[Int(owners[owner])] += places }
    }
    return counts
  }
}
