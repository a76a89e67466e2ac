/// The states that a search through the trie has yet to visit, by the score they can reach at best.
struct SearchFrontier {
  /// A node of the trie and a place in the observed word.
  struct State {
    enum Kind: UInt8 {
      case open
      /// A word ends here and the observed one does too.
      case terminal
      /// A letter in the middle of a longer step.
      case passing
    }

    let node: UInt32
    /// The next state in the same bucket.
    var next: Int32
    let parent: Int32
    let cost: UInt16
    let place: UInt8
    let kind: Kind

    init(_ node: UInt32, _ parent: Int32, _ cost: Int, _ place: Int, _ kind: Kind = .open) {
      self.node = node
      self.next = -1
      self.parent = parent
      self.cost = UInt16(truncatingIfNeeded: cost)
      self.place = UInt8(truncatingIfNeeded: place)
      self.kind = kind
    }
  }

  private(set) var pool: [State] = []
  private var buckets: [Int32]
  /// The score that has been reached.
  private var bucket = 0
  /// Scores beyond it are not looked for.
  var limit = 0
  private var visited: [UInt64]
  private var visitedCount = 0

  /// Scores are less than `scores`.
  init(scores: Int) {
    buckets = Array(repeating: -1, count: scores)
    visited = Array(repeating: 0, count: 4096)
    pool.reserveCapacity(4096)
  }

  /// Forgets all states.
  mutating func reset(limit: Int) {
    self.limit = min(limit, buckets.count - 1)
    bucket = 0
    pool.removeAll(keepingCapacity: true)
    for bucket in buckets.indices { buckets[bucket] = -1 }
    if visitedCount > 0 { for slot in visited.indices { visited[slot] = 0 } }
    visitedCount = 0
  }

  /// The index of the best state, which leaves the queue; nil when there is none within the limit.
  @inline(__always)
  mutating func pop() -> Int32? {
    while bucket <= limit {
      let index = buckets[bucket]
      if index >= 0 {
        buckets[bucket] = pool[Int(index)].next
        return index
      }
      bucket &+= 1
    }
    return nil
  }

  /// Queues a state whose word will have at least this score.
  @inline(__always)
  mutating func push(_ score: Int, _ state: State) {
    let score = max(score, bucket)
    guard score <= limit else { return }
    var state = state
    state.next = buckets[score]
    buckets[score] = Int32(truncatingIfNeeded: pool.count)
    pool.append(state)
  }

  /// Keeps a state that is never visited; its index.
  mutating func note(_ state: State) -> Int32 {
    pool.append(state)
    return Int32(truncatingIfNeeded: pool.count - 1)
  }

  /// Notes a place as visited; false when it already was.
  @inline(__always)
  mutating func visit(_ node: UInt32, _ place: UInt8) -> Bool { insert(UInt64(node) << 8 | UInt64(place)) }

  private mutating func insert(_ key: UInt64) -> Bool {
    if visitedCount * 2 > visited.count { growVisited() }
    let mask = visited.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while visited[slot] != 0 {
      if visited[slot] == key &+ 1 { return false }
      slot = (slot + 1) & mask
    }
    visited[slot] = key &+ 1
    visitedCount += 1
    return true
  }

  private mutating func growVisited() {
    let old = visited
    visited = Array(repeating: 0, count: old.count * 4)
    visitedCount = 0
    for key in old where key != 0 { _ = insert(key &- 1) }
  }
}
