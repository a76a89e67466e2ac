/// What a search through the trie knows from the beginning on, and how it goes from one state to the next.
struct SearchScope {
  typealias State = SearchFrontier.State

  let trie: CandidateTrie
  let model: ChannelModel
  let word: ObservedWord
  /// The small letter of every code.
  let lower: [UInt8]
  /// Cost of a value's frequency.
  let priors: [Int]

  /// Queues the first state.
  func begin(_ frontier: inout SearchFrontier) {
    push(node: 0, place: 0, cost: 0, parent: -1, trie[0], &frontier)
  }

  /// Queues what may follow a state.
  func expand(_ state: State, _ index: Int32, _ frontier: inout SearchFrontier) {
    let node = trie[state.node]
    let place = Int(state.place)
    let cost = Int(state.cost)
    let isAtEnd = place == word.letters.count
    if isAtEnd {
      if node.own > 0 { finish(cost + priors[node.own], State(state.node, index, cost, place, .terminal), &frontier) }
    } else {
      push(node: state.node, place: place + 1, cost: cost + word.additions[place], parent: index, node, &frontier)
      for removal in word.removals[place] {
        push(node: state.node, place: place + removal.span, cost: cost + removal.cost, parent: index, node, &frontier)
      }
    }
    let observed = isAtEnd ? 0 : word.letters[place]
    let following = place + 1 < word.letters.count ? word.letters[place + 1] : 0
    let previous = lower[Int(node.label)]
    let edge = state.node == 0 ? Int(model.firstLetter) : 0
    let surplus = (word.surpluses[place], isAtEnd ? 0 : word.surpluses[place + 1])
    let shortfall = (word.shortfalls[place], isAtEnd ? 0 : word.shortfalls[place + 1])
    let allowance = (word.allowances[place], isAtEnd ? -1 : word.allowances[place + 1])
    // What any other letter than the observed one costs at least.
    let least = cost &+ edge &+ (isAtEnd ? model.leastOmissionAtEnd : min(model.leastOmission, Int(model.leastSubstitution[Int(observed)])))
    let (leastSurplus, leastShortfall) = isAtEnd ? (surplus.0, shortfall.0) : (min(surplus.0, surplus.1), min(shortfall.0, shortfall.1))
    let limit = frontier.limit
    let end = node.firstChild &+ UInt32(node.childCount)
    var child = node.firstChild
    while child < end {
      let next = trie[child]
      defer { child &+= 1 }
      let short = priors[next.bestShort]
      let long = priors[next.bestLong]
      guard cost &+ min(short, long) <= limit else { break }
      let label = lower[Int(next.label)]
      let isOther = label != observed
      let step: Int16 = isAtEnd ? -1 : word.step(at: place, label)
      if isOther, label != previous, label != following || isAtEnd, step < 0,
        least &+ min(short &+ leastSurplus, long &+ leastShortfall) > limit
      {
        continue
      }
      var omission = Int(isAtEnd ? model.omittedAtEnd[Int(label)] : model.omission[Int(label)])
      if label == previous { omission = min(omission, Int(model.omittedDouble)) }
      let omitted = cost &+ omission &+ edge
      if omitted <= allowance.0 {
        let rest = min(short &+ surplus.0, long &+ shortfall.0)
        if omitted &+ rest <= limit {
          let absent = min(short, long) &+ word.absence(trie.letters(below: child), place)
          frontier.push(omitted &+ max(rest, absent), State(child, index, omitted, place))
        }
      }
      if isAtEnd { continue }
      let substitution = Int(model.substitution[Int(observed) << 8 | Int(label)])
      let substituted = cost &+ substitution &+ (substitution > 0 ? edge : 0)
      if substituted <= allowance.1 {
        let rest = min(short &+ surplus.1, long &+ shortfall.1)
        if substituted &+ rest <= limit {
          let absent = min(short, long) &+ word.absence(trie.letters(below: child), place + 1)
          frontier.push(substituted &+ max(rest, absent), State(child, index, substituted, place + 1))
        }
      }
      if label == following, isOther { transpose(next, child, state, index, edge, &frontier) }
      var rewrite = step
      while rewrite >= 0 {
        let step = word.steps[Int(rewrite)]
        follow(step, letter: 0, node: child, next, place: place, cost: cost &+ step.cost, index, &frontier)
        rewrite = step.next
      }
    }
  }

  /// Two letters in the wrong order.
  private func transpose(
    _ next: CandidateTrie.Node, _ child: UInt32, _ state: State, _ index: Int32, _ edge: Int,
    _ frontier: inout SearchFrontier
  ) {
    let place = Int(state.place)
    let cost = Int(state.cost) + Int(model.transposition) + edge
    guard cost <= word.allowances[place + 2], cost + least(next) <= frontier.limit else { return }
    for grandchild in next.firstChild..<next.firstChild + UInt32(next.childCount) {
      let node = trie[grandchild]
      guard cost + least(node) <= frontier.limit else { break }
      guard lower[Int(node.label)] == word.letters[place] else { continue }
      let parent = frontier.note(State(child, index, cost, place, .passing))
      push(node: grandchild, place: place + 2, cost: cost, parent: parent, node, &frontier)
    }
  }

  /// Follows a rewrite from the node of its intended letter number `letter` on; a letter may lead to two nodes, as
  /// in “phone” and “pH”.
  private func follow(
    _ step: ObservedWord.Step, letter: Int, node: UInt32, _ content: CandidateTrie.Node, place: Int, cost: Int,
    _ parent: Int32, _ frontier: inout SearchFrontier
  ) {
    guard cost <= word.allowances[place + step.span], cost + least(content) <= frontier.limit else { return }
    guard letter + 1 < step.count else {
      push(node: node, place: place + step.span, cost: cost, parent: parent, content, &frontier)
      return
    }
    let wanted = word.intended[step.start + letter + 1]
    if trie.letters(below: node) & CandidateTrie.letterBit(wanted) == 0, CandidateTrie.letterBit(wanted) != 0 { return }
    for next in content.firstChild..<content.firstChild + UInt32(content.childCount) {
      let child = trie[next]
      guard cost + least(child) <= frontier.limit else { break }
      guard lower[Int(child.label)] == wanted else { continue }
      let passed = frontier.note(State(node, parent, cost, place, .passing))
      follow(step, letter: letter + 1, node: next, child, place: place, cost: cost, passed, &frontier)
    }
  }

  private func push(
    node: UInt32, place: Int, cost: Int, parent: Int32, _ content: CandidateTrie.Node,
    _ frontier: inout SearchFrontier
  ) {
    guard cost <= word.allowances[place] else { return }
    let rest = min(
      priors[content.bestShort] &+ word.surpluses[place], priors[content.bestLong] &+ word.shortfalls[place])
    guard cost &+ rest <= frontier.limit else { return }
    let absent = least(content) &+ word.absence(trie.letters(below: node), place)
    frontier.push(cost &+ max(rest, absent), State(node, parent, cost, place))
  }

  /// Queues a whole word, beyond which others need not be looked for as far.
  private func finish(_ score: Int, _ state: State, _ frontier: inout SearchFrontier) {
    guard score <= frontier.limit else { return }
    frontier.limit = min(frontier.limit, CandidateSearch.reach(score))
    frontier.push(score, state)
  }

  private func least(_ node: CandidateTrie.Node) -> Int {
    min(priors[node.bestShort], priors[node.bestLong])
  }
}
