/// Groups of words by their keys alone (`Vocabulary.key`): enough to tell what is worth a closer look.
struct KeyGroups: Sendable {
  private var keys: [UInt64] = []
  private var ends: [Int] = []
  var count: Int { ends.count }

  /// Adds a word to the group that is being made.
  mutating func add(_ key: UInt64) { keys.append(key) }
  mutating func close() { ends.append(keys.count) }

  /// Whether a document has a word of each group.
  func present(in vocabulary: Vocabulary) -> [Bool] {
    var isPresent = [Bool](repeating: false, count: ends.count)
    var at = 0
    for group in ends.indices {
      while at < ends[group], !isPresent[group] {
        isPresent[group] = vocabulary.foldID(key: keys[at]) != nil
        at += 1
      }
      at = ends[group]
    }
    return isPresent
  }
}
