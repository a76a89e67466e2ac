/// What a search through the trie knows from the beginning on, and how it goes from one state to the next.
struct SearchScope: ~Copyable {
  typealias State = SearchFrontier.State

  let trie: CandidateTrie
  let model: ChannelModel
  let word: ObservedWord
  /// The lowercase letter of every code.
  let lower: [UInt8]
  /// The bit of each code’s lowercase letter, one that every set holds for what is no letter of a…z.
  let bits: [UInt32]
  /// What a word costs in addition that begins with a capital, where the observed one has none.
  let capital: Int
  /// Cost of a value's frequency, for all 256 values.
  let priors: [Int]
  let effort: CandidateSearch.Effort

  /// Queues the first state.
  func begin(_ frontier: inout SearchFrontier) {
    push(trie[0], 0, 0, 0, parent: -1, &frontier)
  }

  /// Queues what may follow a state.
  func expand(_ state: State, _ index: Int32, _ frontier: inout SearchFrontier) {
    let node = trie[state.node]
    let place = Int(state.place)
    let cost = Int(state.cost)
    let isAtEnd = place == word.letters.count
    if isAtEnd {
      if node.own > 0 { finish(cost &+ priors[node.own], State(state.node, index, cost, place, .terminal), &frontier) }
    } else {
      push(node, state.node, place &+ 1, cost &+ word.additions[place], parent: index, &frontier)
      for removal in word.removals[place] {
        push(node, state.node, place &+ removal.span, cost &+ removal.cost, parent: index, &frontier)
      }
    }
    let here = word.places[place]
    let next = word.places[place &+ 1]
    let edge = state.node == 0 ? Int(model.firstLetter) : 0
    let capital = state.node == 0 ? self.capital : 0
    let previous = lower[Int(node.label)]
    let slack = frontier.limit &- cost
    // What a word below a child that takes one of the usual steps costs at least for its length.
    let leastSurplus = edge &+ min(here.surplus, next.surplus)
    let leastShortfall = edge &+ min(here.shortfall, next.shortfall)
    let heads = word.heads.span.extracting(place &<< 8..<(place &+ 1) &<< 8)
    let row = Int(here.letter) &<< 8..<(Int(here.letter) &+ 1) &<< 8
    let substitutions = model.substitution.span.extracting(row)
    let omissions = isAtEnd ? model.omittedAtEnd.span : model.omission.span
    let changes = isAtEnd ? omissions : model.change.span.extracting(row)
    let (priors, lower) = (self.priors.span, self.lower.span)
    let children = trie.children(node)
    if children.count == 0 { return }
    // Most children have a letter that would cost too much here: the more, the rarer the words below, which come last.
    let spare = slack &- min(leastSurplus, leastShortfall)
    let doubled = CandidateTrie.letterBit(previous)
    let dearest = least(children[0])
    var letters = word.possible(at: place, costing: spare &- dearest, whole: slack &- dearest) | doubled
    let bits = self.bits.span
    // As bits, the places of the children that are looked at, up to 64 at a time.
    var at = 0
    var places = trie.index(node)?.places(of: letters) ?? Self.all(children.count)
    while true {
      if places == 0 {
        at &+= 64
        if at >= children.count { return }
        places = Self.all(children.count &- at)
      }
      let offset = at &+ places.trailingZeroBitCount
      places &= places &- 1
      let content = children[offset]
      guard unsafe bits[unchecked: Int(content.label)] & letters != 0 else { continue }
      let child = children.number(offset)
      let short = unsafe priors[unchecked: content.bestShort]
      let long = unsafe priors[unchecked: content.bestLong]
      guard min(short, long) <= slack else { return }
      letters = word.possible(at: place, costing: spare &- min(short, long), whole: slack &- min(short, long)) | doubled
      let label = unsafe lower[unchecked: Int(content.label)]
      let head = unsafe heads[unchecked: Int(label)]
      let base = label == content.label ? cost : cost &+ capital
      let change = unsafe base &- cost &+ Int(changes[unchecked: Int(label)])
      if head == ObservedWord.plain, label != previous, change &+ min(short &+ leastSurplus, long &+ leastShortfall) > slack {
        continue
      }
      var omission = unsafe Int(omissions[unchecked: Int(label)])
      if label == previous { omission = min(omission, Int(model.omittedDouble)) }
      let omitted = base &+ omission &+ edge
      if omitted <= here.omissionAllowance {
        let rest = min(short &+ here.surplus, long &+ here.shortfall)
        if omitted &+ rest <= frontier.limit {
          let absent = min(short, long) &+ word.absence(trie.letters(below: content), place)
          frontier.push(omitted &+ max(rest, absent), State(child, index, omitted, place))
        }
      }
      let substitution = unsafe Int(substitutions[unchecked: Int(label)])
      let substituted = base &+ substitution &+ (substitution > 0 ? edge : 0)
      if substituted <= next.allowance {
        let rest = min(short &+ next.surplus, long &+ next.shortfall)
        if substituted &+ rest <= frontier.limit {
          let absent = min(short, long) &+ word.absence(trie.letters(below: content), place &+ 1)
          frontier.push(substituted &+ max(rest, absent), State(child, index, substituted, place &+ 1))
        }
      }
      if head == ObservedWord.plain { continue }
      if label == here.following, label != here.letter {
        transpose(content, child, place, base &+ Int(model.transposition) &+ edge, index, &frontier)
      }
      var rewrite = head
      while rewrite >= 0 {
        let step = unsafe word.steps.span[unchecked: Int(rewrite)]
        if step.cost &+ min(short, long) > slack { break }
        follow(step, letter: 0, content, child, place: place, cost: base &+ step.cost, index, &frontier)
        rewrite = step.next
      }
    }
  }

  @inline(__always)
  private static func all(_ count: Int) -> UInt64 { count >= 64 ? .max : 1 &<< UInt64(count) &- 1 }

  /// Two letters in the wrong order.
  private func transpose(
    _ content: CandidateTrie.Node, _ child: UInt32, _ place: Int, _ cost: Int, _ index: Int32,
    _ frontier: inout SearchFrontier
  ) {
    guard cost <= word.places[place &+ 2].allowance, cost &+ least(content) <= frontier.limit else { return }
    let letter = word.letters[place]
    guard CandidateTrie.mayHold(trie.letters(below: content), letter) else { return }
    let children = trie.children(content)
    for offset in 0..<children.count {
      let grandchild = children[offset]
      guard cost &+ least(grandchild) <= frontier.limit else { break }
      guard lower[Int(grandchild.label)] == letter else { continue }
      let parent = frontier.note(State(child, index, cost, place, .passing))
      push(grandchild, children.number(offset), place &+ 2, cost, parent: parent, &frontier)
    }
  }

  /// Follows a rewrite from the node of its intended letter number `letter` on; a letter may lead to two nodes, as
  /// in “phone” and “pH”.
  private func follow(
    _ step: ObservedWord.Step, letter: Int, _ content: CandidateTrie.Node, _ node: UInt32, place: Int, cost: Int,
    _ parent: Int32, _ frontier: inout SearchFrontier
  ) {
    guard cost <= word.places[place &+ step.span].allowance, cost &+ least(content) <= frontier.limit else { return }
    guard letter &+ 1 < step.count else {
      push(content, node, place &+ step.span, cost, parent: parent, &frontier)
      return
    }
    let wanted = word.intended[step.start &+ letter &+ 1]
    guard CandidateTrie.mayHold(trie.letters(below: content), wanted) else { return }
    let children = trie.children(content)
    for offset in 0..<children.count {
      let child = children[offset]
      guard cost &+ least(child) <= frontier.limit else { break }
      guard lower[Int(child.label)] == wanted else { continue }
      let passed = frontier.note(State(node, parent, cost, place, .passing))
      let number = children.number(offset)
      follow(step, letter: letter &+ 1, child, number, place: place, cost: cost, passed, &frontier)
    }
  }

  private func push(
    _ content: CandidateTrie.Node, _ node: UInt32, _ place: Int, _ cost: Int, parent: Int32,
    _ frontier: inout SearchFrontier
  ) {
    let there = word.places[place]
    guard cost <= there.allowance else { return }
    let rest = min(priors[content.bestShort] &+ there.surplus, priors[content.bestLong] &+ there.shortfall)
    guard cost &+ rest <= frontier.limit else { return }
    let absent = least(content) &+ word.absence(trie.letters(below: content), place)
    frontier.push(cost &+ max(rest, absent), State(node, parent, cost, place))
  }

  /// Queues a whole word, beyond which others need not be looked for as far.
  private func finish(_ score: Int, _ state: State, _ frontier: inout SearchFrontier) {
    guard score <= frontier.limit else { return }
    frontier.lower(limit: effort.reach(score))
    frontier.push(score, state)
  }

  @inline(__always)
  private func least(_ node: CandidateTrie.Node) -> Int {
    unsafe min(priors.span[unchecked: node.bestShort], priors.span[unchecked: node.bestLong])
  }
}
