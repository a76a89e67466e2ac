/// Groups of words by their keys alone (`Vocabulary.key`): enough to tell what is worth a closer look.
struct KeyGroups: Sendable {
  private var keys: [UInt64] = []
  private var ends: [Int] = []
  /// Groups of which a word stands right after one of the group before.
  private var adjoining: [Bool] = []
  var count: Int { ends.count }

  init() {}

  /// Adds a word to the group that is being made.
  mutating func add(_ key: UInt64) { keys.append(key) }
  /// - Parameter adjoins: whether the group’s word follows one of the group before without another between
  mutating func close(adjoins: Bool = false) {
    ends.append(keys.count)
    adjoining.append(adjoins)
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
