/// Best-first search through the trie: states are pairs of a node and a place in the observed word, ordered by the
/// channel's cost so far and the frequency of the most frequent word below the node, so that candidates come out
/// in the order of their score (A*, the heuristic being consistent).
struct CandidateSearch: ~Copyable {
  private typealias State = SearchFrontier.State

  /// How much is spent on a word; scores in units of `ChannelModel.scale`.
  struct Effort {
    let mostCandidates: Int
    /// The scores up to which candidates are looked for, one after the other until there are some.
    let limits: [Int]
    /// How far beyond the best score candidates are looked for: the further away the best is, the less sure.
    let leastReach: Int, mostReach: Int

    fileprivate init(_ mostCandidates: Int, _ limits: [Float], reach: ClosedRange<Float>) {
      self.mostCandidates = mostCandidates
      self.limits = limits.map { Int($0 * ChannelModel.scale) }
      (leastReach, mostReach) = (Int(reach.lowerBound * ChannelModel.scale), Int(reach.upperBound * ChannelModel.scale))
    }

    /// Candidates beyond this score are not looked for when the best has that one.
    func reach(_ best: Int) -> Int { best + min(mostReach, max(leastReach, best * 2 / 5)) }

    /// For what people write: the right word may be far away, and is worth the search.
    static let patient = Effort(30, [7, 9.5, 12, 15], reach: 2.6...4)
    /// For a page that a machine misread: what is far away is hopeless there, and every line may have some of it.
    static let hasty = Effort(8, [6.5, 9, 10.5], reach: 1.0...1.4)
  }

  /// States taken from the queue at most.
  private static let mostStates = 40_000
  private static let nearLimit: Float = 6.6

  private let scope: SearchScope
  private var frontier: SearchFrontier
  private var taken = 0

  /// `capital` is the cost of a first letter that is one; `priors[v]` that of a word of value v,
  /// falling with v.
  init(trie: CandidateTrie, model: ChannelModel, word: ObservedWord, capital: Int, priors: [Int], effort: Effort) {
    scope = SearchScope(
      trie: trie, model: model, word: word, lower: trie.alphabet.lower, bits: trie.alphabet.bits, capital: capital, priors: priors,
      effort: effort)
    frontier = SearchFrontier(scores: (effort.limits.last ?? 0) + 1)
  }

  /// The candidates, best first.
  mutating func run(_ reach: CorrectionContext.Reach) -> [Candidate] {
    if reach == .common { return search(Int(Self.nearLimit * ChannelModel.scale)).found }
    let limits = scope.effort.limits
    for bound in limits.prefix(reach == .near ? 1 : reach == .wide ? 2 : limits.count) {
      let result = search(bound, mayGoOn: true)
      if let wanted = result.wanted { return search(wanted).found }
      if !result.found.isEmpty { return result.found }
    }
    return []
  }

  /// The candidates up to a score; or, where the best of them `mayGoOn` to others beyond it, how far to look.
  private mutating func search(_ limit: Int, mayGoOn: Bool = false) -> (found: [Candidate], wanted: Int?) {
    var found: [Candidate] = []
    frontier.reset(limit: limit)
    scope.begin(&frontier)
    while let index = frontier.pop() {
      let state = frontier[index]
      if state.kind == .terminal {
        guard frontier.visit(state.node, 0xFF) else { continue }
        let candidate = candidate(state)
        if mayGoOn, found.isEmpty {
          let wanted = min(scope.effort.reach(candidate.cost + scope.priors[candidate.value]), scope.effort.limits.last ?? 0)
          // Once half of the states are spent, what is at hand has to do.
          if wanted > limit, taken * 2 < Self.mostStates { return ([], wanted) }
        }
        found.append(candidate)
        if found.count >= scope.effort.mostCandidates { break }
        continue
      }
      guard frontier.visit(state.node, state.place) else { continue }
      taken += 1
      if taken > Self.mostStates { break }
      scope.expand(state, index, &frontier)
    }
    return (found, nil)
  }

  /// Reads a candidate's spelling and edits off the chain of states that led to it.
  private func candidate(_ terminal: State) -> Candidate {
    var chain: [State] = []
    var index = terminal.parent
    while index >= 0 {
      chain.append(frontier[index])
      index = frontier[index].parent
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
        codes.append(scope.trie[state.node].label)
        intended.append(scope.lower[Int(scope.trie[state.node].label)])
      }
      guard state.kind == .open else { continue }
      let observed = Array(scope.word.letters[Int(from.place)..<Int(state.place)])
      if observed != intended { edits.append(.init(observed: observed, intended: intended)) }
      intended = []
      from = state
    }
    // The ranking has its own price for capitals.
    let isCapital = codes.first.map { scope.lower[Int($0)] != $0 } ?? false
    let cost = Int(terminal.cost) - (isCapital ? scope.capital : 0)
    return Candidate(codes: codes, cost: cost, value: scope.trie[terminal.node].own, edits: edits)
  }
}
