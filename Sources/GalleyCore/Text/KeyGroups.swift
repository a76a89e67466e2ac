/// Groups of words by their keys alone (`Vocabulary.key`): enough to tell what is worth a closer look.
struct KeyGroups: Sendable {
  private var keys: [UInt64] = []
  private var ends: [Int] = []
  /// Groups of which a word stands right after one of the group before.
  private var adjoining: [Bool] = []
  var count: Int { ends.count }

  init() {}

  /// - Parameters:
  ///   - ends: how many keys the groups have up to and with each
  ///   - adjoining: by group, whether its word follows one of the group before without another between
  init(_ keys: [UInt64], ends: [Int], adjoining: [Bool]) { (self.keys, self.ends, self.adjoining) = (keys, ends, adjoining) }

  /// Adds a word to the group that is being made.
  mutating func add(_ key: UInt64) { keys.append(key) }
  mutating func close() {
    ends.append(keys.count)
    adjoining.append(false)
  }

  /// Adds the groups of another.
  mutating func append(_ other: KeyGroups) {
    ends += other.ends.map { $0 + keys.count }
    keys += other.keys
    adjoining += other.adjoining
  }

  func keys(of group: Int) -> ArraySlice<UInt64> { keys[(group == 0 ? 0 : ends[group - 1])..<ends[group]] }

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

  /// Whether the words of a group follow one of the group before without another between.
  func adjoins(_ group: Int) -> Bool { adjoining[group] }
}
