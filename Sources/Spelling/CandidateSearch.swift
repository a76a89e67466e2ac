/// Best-first search through the trie: states are pairs of a node and a place in the observed word, ordered by the
/// channel's cost so far and the frequency of the most frequent word below the node, so that candidates come out
/// in the order of their score (A*, the heuristic being consistent).
struct CandidateSearch: ~Copyable {
  private typealias State = SearchFrontier.State

  private static let mostCandidates = 30
  /// States taken from the queue at most.
  private static let mostStates = 40_000
  /// The scores up to which candidates are looked for, one after the other until there are some.
  private static let limits: [Float] = [7, 9.5, 12, 15]
  private static let nearLimit: Float = 6.6
  private static let furthest = Int(limits[3] * ChannelModel.scale)

  private let scope: SearchScope
  private var frontier: SearchFrontier
  private var taken = 0

  /// `word` in small letters; `capital` is the cost of a first letter that is one; `priors[v]` that of a word of value v,
  /// falling with v.
  init(trie: CandidateTrie, model: ChannelModel, word: [UInt8], capital: Int, priors: [Int]) {
    scope = SearchScope(
      trie: trie, model: model, word: ObservedWord(word, model), lower: trie.alphabet.lower, bits: trie.alphabet.bits, capital: capital, priors: priors)
    frontier = SearchFrontier(scores: Self.furthest + 1)
  }

  /// Candidates beyond this score are not looked for when the best has that one: the further away the best is, the
  /// less sure.
  static func reach(_ best: Int) -> Int {
    best + min(Int(4 * ChannelModel.scale), max(Int(2.6 * ChannelModel.scale), best * 2 / 5))
  }

  /// The candidates, best first; common words near by alone unless `isThorough`.
  mutating func run(isThorough: Bool) -> [Candidate] {
    if !isThorough { return search(Int(Self.nearLimit * ChannelModel.scale)).found }
    for bound in Self.limits {
      let result = search(Int(bound * ChannelModel.scale), mayGoOn: true)
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
          let wanted = min(Self.reach(candidate.cost + scope.priors[candidate.value]), Self.furthest)
          // Once half of the states are spent, what is at hand has to do.
          if wanted > limit, taken * 2 < Self.mostStates { return ([], wanted) }
        }
        found.append(candidate)
        if found.count >= Self.mostCandidates { break }
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
