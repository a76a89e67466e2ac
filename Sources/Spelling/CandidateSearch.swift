/// A word of the lexicon with the cheapest way from it to the observed word.
struct Candidate: Sendable {
  /// One piece that came out otherwise than intended.
  struct Edit: Equatable, Sendable {
    let observed: [UInt8]
    let intended: [UInt8]
  }

  /// In the alphabet's codes and the dictionary's case.
  let codes: [UInt8]
  /// −log₁₀ of the channel's probability, in units of `ChannelModel.scale`.
  let cost: Int
  /// Zipf × 10 + 1.
  let value: Int
  let edits: [Edit]
}

/// Best-first search through the trie: states are pairs of a node and a place in the observed word, ordered by the
/// channel's cost so far and the frequency of the most frequent word below the node, so that candidates come out
/// in the order of their score (A*, the heuristic being consistent).
struct CandidateSearch {
  /// How far it goes.
  struct Bounds {
    var candidates = 30
    /// States taken from the queue at most.
    var states = 40_000

    /// Candidates beyond this score are not looked for when the best has that one: the further away the best is,
    /// the less sure.
    func reach(_ best: Int) -> Int {
      best + min(Int(4 * ChannelModel.scale), max(Int(2.6 * ChannelModel.scale), best * 2 / 5))
    }
  }

  private struct State {
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

  /// The scores up to which candidates are looked for, one after the other until there are some.
  private static let limits: [Float] = [7, 9.5, 12, 15]
  private static let nearLimit: Float = 6.6

  private enum Kind: UInt8 { case open, terminal, passing }

  private let trie: CandidateTrie
  private let model: ChannelModel
  private let word: [UInt8]
  /// The small letter of every code.
  private let lower: [UInt8]
  /// Cost of a value's frequency.
  private let priors: [Int]
  private let bounds: Bounds
  /// The most that the channel may cost up to each place: errors crowd at no word's beginning.
  private let allowances: [Int]
  private let additions: [Int]
  /// At each place, what a word at most `shortReach` letters longer costs for the letters that it has too few, and
  /// a longer one for those that it has too many.
  private let surpluses: [Int]
  private let shortfalls: [Int]
  /// The letters of the word from each place on.
  private var remaining: [UInt32]
  /// What a letter of the word costs at least, from each place on, that no word has which is still possible: by
  /// place × 32 + letter.
  private var absences: [UInt16]
  /// Rewrites that apply at each place, chained by the first intended letter.
  private var rewriteHeads: [Int16]
  private var rewriteNext: [Int16] = []
  private var applicable: [ChannelModel.Rewrite] = []
  private var removals: [[ChannelModel.Rewrite]]

  private var pool: [State] = []
  private var buckets: [Int32]
  private var limit: Int
  private var taken = 0
  /// The score that has been reached.
  private var bucket = 0
  /// What every letter costs at least that the word has more, or less, than any word below a node.
  private static let surplus = Int(0.9 * ChannelModel.scale)
  private static let shortfall = Int(1.0 * ChannelModel.scale)
  private var visited: [UInt64]
  private var visitedCount = 0

  /// `word` in small letters; `priors[v]` is the cost of a word of value v, falling with v.
  init(trie: CandidateTrie, model: ChannelModel, word: [UInt8], priors: [Int], bounds: Bounds = Bounds()) {
    self.trie = trie
    self.model = model
    self.word = word
    lower = trie.alphabet.lower
    self.priors = priors
    self.bounds = bounds
    let most = min(Int(9.5 * ChannelModel.scale), Int((2.5 + 1.1 * Float(word.count)) * ChannelModel.scale))
    allowances = (0...word.count).map { place in
      min(most, Int((4.8 + 0.9 * Float(place)) * ChannelModel.scale))
    }
    surpluses = (0...word.count).map { max(0, word.count - $0 - CandidateTrie.shortReach) * Self.surplus }
    shortfalls = (0...word.count).map { max(0, CandidateTrie.shortReach + 1 - word.count + $0) * Self.shortfall }
    limit = Int(Self.limits[0] * ChannelModel.scale)
    buckets = Array(repeating: -1, count: Int(Self.limits[3] * ChannelModel.scale) + 1)
    visited = Array(repeating: 0, count: 8192)
    rewriteHeads = Array(repeating: -1, count: (word.count + 1) * 256)
    removals = Array(repeating: [], count: word.count + 1)
    additions = word.indices.map { Self.additionCost(word, $0, model) }
    remaining = Array(repeating: 0, count: word.count + 1)
    absences = Array(repeating: 0, count: (word.count + 1) * 32)
    pool.reserveCapacity(8192)
    for place in 0...word.count { collectRewrites(at: place) }
    sumAbsences()
  }

  /// The least that it costs to explain each letter by another one, by none or as a part of a rewrite.
  private mutating func sumAbsences() {
    var least = word.indices.map { place in
      min(additions[place], Int(model.leastSubstitution[Int(word[place])]))
    }
    for (place, rewrites) in removals.enumerated() {
      for rewrite in rewrites { spread(rewrite, at: place, &least) }
    }
    for head in rewriteHeads.indices {
      var rewrite = rewriteHeads[head]
      while rewrite >= 0 {
        spread(applicable[Int(rewrite)], at: head >> 8, &least)
        rewrite = rewriteNext[Int(rewrite)]
      }
    }
    for place in word.indices.reversed() {
      for letter in 0..<32 { absences[place << 5 | letter] = absences[(place + 1) << 5 | letter] }
      let bit = CandidateTrie.letterBit(word[place])
      remaining[place] = remaining[place + 1] | bit
      if bit != 0 { absences[place << 5 | bit.trailingZeroBitCount] += UInt16(least[place]) }
    }
  }

  private func spread(_ rewrite: ChannelModel.Rewrite, at place: Int, _ least: inout [Int]) {
    let share = Int(rewrite.cost) / rewrite.observed.count
    for letter in place..<place + rewrite.observed.count { least[letter] = min(least[letter], share) }
  }

  /// What the letters from `place` on cost at least that no word below the node has.
  @inline(__always)
  private func absence(_ node: UInt32, _ place: Int) -> Int {
    var absent = remaining[place] & ~trie.letters(below: node)
    var cost = 0
    while absent != 0 {
      cost &+= Int(absences[place << 5 | absent.trailingZeroBitCount])
      absent &= absent &- 1
    }
    return cost
  }

  private static func additionCost(_ word: [UInt8], _ place: Int, _ model: ChannelModel) -> Int {
    let letter = word[place]
    var cost = model.addition[Int(letter)]
    if place > 0, word[place - 1] == letter { cost = min(cost, model.addedDouble) }
    if place > 0, ChannelModel.areNeighbours(word[place - 1], letter) { cost = min(cost, model.addedNeighbour) }
    if place + 1 < word.count, ChannelModel.areNeighbours(word[place + 1], letter) {
      cost = min(cost, model.addedNeighbour)
    }
    return Int(cost) + (place == 0 ? Int(model.firstLetter) : 0)
  }

  private mutating func collectRewrites(at place: Int) {
    guard place < word.count else { return }
    for rewrite in model.rewrites(from: word[place]) {
      let end = place + rewrite.observed.count
      guard end <= word.count, word[place..<end].elementsEqual(rewrite.observed) else { continue }
      var rewrite = rewrite
      if place == 0 { rewrite.cost += model.firstLetter / 2 }
      guard let first = rewrite.intended.first else {
        removals[place].append(rewrite)
        continue
      }
      let head = place << 8 | Int(first)
      rewriteNext.append(rewriteHeads[head])
      rewriteHeads[head] = Int16(applicable.count)
      applicable.append(rewrite)
    }
  }

  /// The candidates, best first; common words near by alone unless `isThorough`.
  mutating func run(isThorough: Bool) -> [Candidate] {
    if !isThorough {
      limit = Int(Self.nearLimit * ChannelModel.scale)
      return search()
    }
    for bound in Self.limits {
      let reach = Int(bound * ChannelModel.scale)
      limit = reach
      let found = search()
      guard let best = found.first else { continue }
      let wanted = bounds.reach(best.cost + priors[best.value])
      if wanted <= reach || found.count >= bounds.candidates || taken > bounds.states { return found }
      limit = min(wanted, buckets.count - 1)
      return search()
    }
    return []
  }

  private mutating func search() -> [Candidate] {
    var found: [Candidate] = []
    pool.removeAll(keepingCapacity: true)
    for bucket in buckets.indices { buckets[bucket] = -1 }
    if visitedCount > 0 { for slot in visited.indices { visited[slot] = 0 } }
    visitedCount = 0
    bucket = 0
    push(node: 0, place: 0, cost: 0, parent: -1, trie[0])
    while bucket <= limit {
      let index = buckets[bucket]
      guard index >= 0 else {
        bucket += 1
        continue
      }
      let state = pool[Int(index)]
      buckets[bucket] = state.next
      if state.kind == .terminal {
        if insert(UInt64(state.node) << 8 | 0xFF) { found.append(candidate(state)) }
        if found.count >= bounds.candidates { break }
        continue
      }
      guard insert(UInt64(state.node) << 8 | UInt64(state.place)) else { continue }
      taken += 1
      if taken > bounds.states { break }
      expand(state, index)
    }
    return found
  }

  private mutating func expand(_ state: State, _ index: Int32) {
    let node = trie[state.node]
    let place = Int(state.place)
    let cost = Int(state.cost)
    let isAtEnd = place == word.count
    if isAtEnd && node.own > 0 {
      push(cost, priors[node.own], State(state.node, index, cost, place, .terminal))
    }
    if !isAtEnd {
      push(node: state.node, place: place + 1, cost: cost + additions[place], parent: index, node)
      for rewrite in removals[place] {
        push(
          node: state.node, place: place + rewrite.observed.count, cost: cost + Int(rewrite.cost), parent: index,
          node)
      }
    }
    let observed = isAtEnd ? 0 : Int(word[place])
    let following = place + 1 < word.count ? word[place + 1] : 0
    let previous = lower[Int(node.label)]
    let edge = state.node == 0 ? Int(model.firstLetter) : 0
    let surplus = (surpluses[place], isAtEnd ? 0 : surpluses[place + 1])
    let shortfall = (shortfalls[place], isAtEnd ? 0 : shortfalls[place + 1])
    let allowance = (allowances[place], isAtEnd ? -1 : allowances[place + 1])
    var child = node.firstChild
    let end = child &+ UInt32(node.childCount)
    while child < end {
      let next = trie[child]
      defer { child &+= 1 }
      let short = priors[next.bestShort]
      let long = priors[next.bestLong]
      guard cost &+ min(short, long) <= limit else { continue }
      let label = lower[Int(next.label)]
      var omission = Int(isAtEnd ? model.omittedAtEnd[Int(label)] : model.omission[Int(label)])
      if label == previous { omission = min(omission, Int(model.omittedDouble)) }
      let omitted = cost &+ omission &+ edge
      if omitted <= allowance.0 {
        let rest = min(short &+ surplus.0, long &+ shortfall.0)
        if omitted &+ rest <= limit {
          push(omitted, max(rest, min(short, long) &+ absence(child, place)), State(child, index, omitted, place))
        }
      }
      if isAtEnd { continue }
      let substitution = Int(model.substitution[observed << 8 | Int(label)])
      let substituted = cost &+ substitution &+ (substitution > 0 ? edge : 0)
      if substituted <= allowance.1 {
        let rest = min(short &+ surplus.1, long &+ shortfall.1)
        if substituted &+ rest <= limit {
          let absent = min(short, long) &+ absence(child, place + 1)
          push(substituted, max(rest, absent), State(child, index, substituted, place + 1))
        }
      }
      if label == following, label != word[place] { transpose(next, child, state, index, edge) }
      var rewrite = rewriteHeads[place << 8 | Int(label)]
      while rewrite >= 0 {
        let total = cost &+ Int(applicable[Int(rewrite)].cost)
        follow(Int(rewrite), letter: 0, node: child, next, place: place, cost: total, index)
        rewrite = rewriteNext[Int(rewrite)]
      }
    }
  }

  /// Two letters in the wrong order.
  private mutating func transpose(
    _ next: CandidateTrie.Node, _ child: UInt32, _ state: State, _ index: Int32, _ edge: Int
  ) {
    let place = Int(state.place)
    let cost = Int(state.cost) + Int(model.transposition) + edge
    guard cost <= allowances[place + 2], cost + least(next) <= limit else { return }
    for grandchild in next.firstChild..<next.firstChild + UInt32(next.childCount) {
      let node = trie[grandchild]
      guard lower[Int(node.label)] == word[place] else { continue }
      let parent = pass(through: child, place: place, cost: cost, index)
      push(node: grandchild, place: place + 2, cost: cost, parent: parent, node)
    }
  }

  /// Follows a rewrite from the node of its intended letter number `letter` on; a letter may lead to two nodes, as
  /// in “phone” and “pH”.
  private mutating func follow(
    _ rewrite: Int, letter: Int, node: UInt32, _ content: CandidateTrie.Node, place: Int, cost: Int, _ parent: Int32
  ) {
    guard cost <= allowances[place + applicable[rewrite].observed.count], cost + least(content) <= limit else { return }
    guard letter + 1 < applicable[rewrite].intended.count else {
      push(node: node, place: place + applicable[rewrite].observed.count, cost: cost, parent: parent, content)
      return
    }
    let wanted = applicable[rewrite].intended[letter + 1]
    for next in content.firstChild..<content.firstChild + UInt32(content.childCount) {
      let child = trie[next]
      guard lower[Int(child.label)] == wanted else { continue }
      let passed = pass(through: node, place: place, cost: cost, parent)
      follow(rewrite, letter: letter + 1, node: next, child, place: place, cost: cost, passed)
    }
  }

  /// Notes a letter in the middle of a longer step, for the candidate's spelling.
  private mutating func pass(through node: UInt32, place: Int, cost: Int, _ parent: Int32) -> Int32 {
    pool.append(State(node, parent, cost, place, .passing))
    return Int32(truncatingIfNeeded: pool.count - 1)
  }

  private mutating func push(node: UInt32, place: Int, cost: Int, parent: Int32, _ content: CandidateTrie.Node) {
    guard cost <= allowances[place] else { return }
    let rest = min(
      priors[content.bestShort] &+ surpluses[place], priors[content.bestLong] &+ shortfalls[place])
    guard cost &+ rest <= limit else { return }
    push(cost, max(rest, least(content) &+ absence(node, place)), State(node, parent, cost, place))
  }

  private func least(_ node: CandidateTrie.Node) -> Int {
    min(priors[node.bestShort], priors[node.bestLong])
  }

  /// Queues a state whose word will cost at least `rest` in addition.
  @inline(__always)
  private mutating func push(_ cost: Int, _ rest: Int, _ state: @autoclosure () -> State) {
    let total = max(cost &+ rest, bucket)
    guard total <= limit else { return }
    var state = state()
    if state.kind == .terminal { limit = min(limit, bounds.reach(total)) }
    state.next = buckets[total]
    buckets[total] = Int32(truncatingIfNeeded: pool.count)
    pool.append(state)
  }

  /// Notes a state as seen; false when it already was.
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

  /// Reads a candidate's spelling and edits off the chain of states that led to it.
  private func candidate(_ terminal: State) -> Candidate {
    var chain: [State] = []
    var index = terminal.parent
    while index >= 0 {
      chain.append(pool[Int(index)])
      index = pool[Int(index)].parent
    }
    var codes: [UInt8] = []
    var edits: [Candidate.Edit] = []
    var intended: [UInt8] = []
    var from = chain[chain.count - 1]
    var previousNode = from.node
    for state in chain.reversed().dropFirst() {
      let isLetter = state.node != previousNode
      previousNode = state.node
      if isLetter {
        codes.append(trie[state.node].label)
        intended.append(lower[Int(trie[state.node].label)])
      }
      guard state.kind == .open else { continue }
      let observed = Array(word[Int(from.place)..<Int(state.place)])
      if observed != intended { edits.append(.init(observed: observed, intended: intended)) }
      intended = []
      from = state
    }
    return Candidate(codes: codes, cost: Int(terminal.cost), value: trie[terminal.node].own, edits: edits)
  }
}
