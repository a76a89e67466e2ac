import Synchronization

/// The states that a search through the trie has yet to visit, by the score they can reach at best.
///
/// Its memory is its own, and goes from one search to the next: a search queues and takes thousands of states.
@safe struct SearchFrontier: ~Copyable {
  /// A node of the trie and a place in the observed word.
  struct State: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
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

  /// Every state that was queued or noted, in that order.
  private var pool: UnsafeMutableBufferPointer<State>
  private(set) var count = 0
  /// The last state queued for each score; −1 = none.
  private let buckets: UnsafeMutableBufferPointer<Int32>
  /// States that are kept for the next search; more are not.
  private static let mostKept = 1 << 15

  /// The memory of searches that are over.
  private static let kept = Mutex<[Memory]>([])

  /// Addresses, which may cross threads.
  private struct Memory {
    let pool: UInt, states: Int
    let buckets: UInt, scores: Int
  }
  /// The score that has been reached.
  private var bucket = 0
  /// Scores beyond it are not looked for.
  private(set) var limit = 0
  private var visited = VisitedPlaces()

  /// Scores are less than `scores`.
  init(scores: Int) {
    let old = Self.kept.withLock { kept in kept.lastIndex { $0.scores == scores }.map { kept.remove(at: $0) } }
    if let old, let pool = unsafe UnsafeMutablePointer<State>(bitPattern: old.pool) {
      unsafe self.pool = UnsafeMutableBufferPointer(start: pool, count: old.states)
      unsafe buckets = UnsafeMutableBufferPointer(start: UnsafeMutablePointer(bitPattern: old.buckets), count: scores)
    } else {
      unsafe pool = .allocate(capacity: 2048)
      unsafe buckets = .allocate(capacity: scores)
    }
  }

  deinit {
    if unsafe pool.count <= Self.mostKept {
      let memory = unsafe Memory(
        pool: UInt(bitPattern: pool.baseAddress), states: pool.count, buckets: UInt(bitPattern: buckets.baseAddress), scores: buckets.count)
      Self.kept.withLock { $0.append(memory) }
      return
    }
    unsafe pool.deallocate()
    unsafe buckets.deallocate()
  }

  /// The state with a number that `pop`, `push` or `note` has given out.
  subscript(index: Int32) -> State { unsafe pool[Int(index)] }

  /// Forgets all states.
  mutating func reset(limit: Int) {
    self.limit = min(limit, unsafe buckets.count - 1)
    bucket = 0
    count = 0
    unsafe buckets.update(repeating: -1)
    visited.removeAll()
  }

  /// Looks no further than for this score.
  mutating func lower(limit: Int) { self.limit = min(self.limit, limit) }

  /// The number of the best state, which leaves the queue; nil when there is none within the limit.
  @inline(__always)
  mutating func pop() -> Int32? {
    while bucket <= limit {
      let index = unsafe buckets[bucket]
      if index >= 0 {
        unsafe buckets[bucket] = pool[Int(index)].next
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
    unsafe state.next = buckets[score]
    unsafe buckets[score] = note(state)
  }

  /// Keeps a state that is never visited; its number.
  @inline(__always)
  mutating func note(_ state: State) -> Int32 {
    if unsafe count == pool.count { grow() }
    unsafe pool[count] = state
    count &+= 1
    return Int32(truncatingIfNeeded: count &- 1)
  }

  /// Notes a place as visited; false when it already was.
  @inline(__always)
  mutating func visit(_ node: UInt32, _ place: UInt8) -> Bool { visited.insert(node &<< 8 | UInt32(place)) }

  @inline(never)
  private mutating func grow() {
    let larger = unsafe UnsafeMutableBufferPointer<State>.allocate(capacity: pool.count * 4)
    unsafe _ = larger.update(fromContentsOf: pool)
    unsafe pool.deallocate()
    unsafe pool = larger
  }
}

/// A set of nodes (24 bits) with places (8 bits), open addressing.
@safe private struct VisitedPlaces: ~Copyable {
  /// 0 = free, otherwise a key + 1.
  private var slots: UnsafeMutableBufferPointer<UInt32>
  private var count = 0

  init() {
    unsafe slots = .allocate(capacity: 1024)
    unsafe slots.initialize(repeating: 0)
  }

  deinit { unsafe slots.deallocate() }

  mutating func removeAll() {
    if count > 0 { unsafe slots.update(repeating: 0) }
    count = 0
  }

  /// False when it was already there.
  @inline(__always)
  mutating func insert(_ key: UInt32) -> Bool {
    if unsafe count &* 2 > slots.count { grow() }
    let mask = unsafe slots.count &- 1
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while unsafe slots[slot] != 0 {
      if unsafe slots[slot] == key &+ 1 { return false }
      slot = (slot &+ 1) & mask
    }
    unsafe slots[slot] = key &+ 1
    count &+= 1
    return true
  }

  @inline(never)
  private mutating func grow() {
    let old = unsafe slots
    unsafe slots = .allocate(capacity: old.count * 4)
    unsafe slots.initialize(repeating: 0)
    count = 0
    for slot in 0..<old.count {
      let key = unsafe old[slot]
      if key != 0 { _ = insert(key &- 1) }
    }
    unsafe old.deallocate()
  }
}
