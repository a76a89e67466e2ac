/// What a channel says of a wrong word, before any right one is looked for.
struct ObservedWord {
  /// A rewrite that applies at some place; its intended letters stand in `intended`.
  struct Step {
    let cost: Int
    /// Letters observed.
    let span: Int
    let start: Int
    let count: Int
    /// The next one from the same place with the same first letter; −1 = none.
    let next: Int16
  }

  /// In small letters.
  let letters: [UInt8]
  /// The most that the channel may cost up to each place: errors crowd at no word's beginning.
  let allowances: [Int]
  /// What each letter costs that should not be there.
  let additions: [Int]
  /// At each place, what a word at most `shortReach` letters longer costs for the letters that it has too few, and
  /// a longer one for those that it has too many.
  let surpluses: [Int]
  let shortfalls: [Int]
  /// Rewrites that end in letters, and those that take letters away, by place.
  private(set) var steps: [Step] = []
  private(set) var intended: [UInt8] = []
  private(set) var removals: [[(cost: Int, span: Int)]]
  /// By place × 256 + first intended letter, into `steps`.
  private var heads: [Int16]
  /// The letters from each place on.
  private var remaining: [UInt32]
  /// What a letter of the word costs at least, from each place on, that no word has which is still possible: by
  /// place × 32 + letter.
  private var absences: [UInt16]

  /// What every letter costs at least that the word has more, or less, than any word below a node.
  private static let surplus = Int(0.9 * ChannelModel.scale)
  private static let shortfall = Int(1.0 * ChannelModel.scale)

  init(_ word: [UInt8], _ model: ChannelModel) {
    letters = word
    let most = min(Int(9.5 * ChannelModel.scale), Int((2.5 + 1.1 * Float(word.count)) * ChannelModel.scale))
    allowances = (0...word.count).map { min(most, Int((4.8 + 0.9 * Float($0)) * ChannelModel.scale)) }
    surpluses = (0...word.count).map { max(0, word.count - $0 - CandidateTrie.shortReach) * Self.surplus }
    shortfalls = (0...word.count).map { max(0, CandidateTrie.shortReach + 1 - word.count + $0) * Self.shortfall }
    additions = word.indices.map { Self.additionCost(word, $0, model) }
    removals = Array(repeating: [], count: word.count + 1)
    heads = Array(repeating: -1, count: (word.count + 1) * 256)
    remaining = Array(repeating: 0, count: word.count + 1)
    absences = Array(repeating: 0, count: (word.count + 1) * 32)
    for place in word.indices { collectRewrites(at: place, model) }
    sumAbsences(model)
  }

  /// The first rewrite that applies at a place and intends a letter first; −1 = none.
  @inline(__always)
  func step(at place: Int, _ letter: UInt8) -> Int16 { heads[place << 8 | Int(letter)] }

  /// What the letters from `place` on cost at least that are not among these.
  @inline(__always)
  func absence(_ available: UInt32, _ place: Int) -> Int {
    var absent = remaining[place] & ~available
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

  private mutating func collectRewrites(at place: Int, _ model: ChannelModel) {
    for rewrite in model.rewrites(from: letters[place]) {
      let span = rewrite.observed.count
      guard place + span <= letters.count, letters[place..<place + span].elementsEqual(rewrite.observed) else { continue }
      let cost = Int(rewrite.cost) + (place == 0 ? Int(model.firstLetter / 2) : 0)
      guard let first = rewrite.intended.first else {
        removals[place].append((cost, span))
        continue
      }
      let head = place << 8 | Int(first)
      steps.append(Step(cost: cost, span: span, start: intended.count, count: rewrite.intended.count, next: heads[head]))
      intended += rewrite.intended
      heads[head] = Int16(steps.count - 1)
    }
  }

  /// The least that it costs to explain each letter by another one, by none or as a part of a rewrite.
  private mutating func sumAbsences(_ model: ChannelModel) {
    var least = letters.indices.map { min(additions[$0], Int(model.leastSubstitution[Int(letters[$0])])) }
    func spread(_ cost: Int, _ span: Int, at place: Int) {
      for letter in place..<place + span { least[letter] = min(least[letter], cost / span) }
    }
    for place in letters.indices {
      for removal in removals[place] { spread(removal.cost, removal.span, at: place) }
      for letter in 0..<256 {
        var index = heads[place << 8 | letter]
        while index >= 0 {
          spread(steps[Int(index)].cost, steps[Int(index)].span, at: place)
          index = steps[Int(index)].next
        }
      }
    }
    for place in letters.indices.reversed() {
      for letter in 0..<32 { absences[place << 5 | letter] = absences[(place + 1) << 5 | letter] }
      let bit = CandidateTrie.letterBit(letters[place])
      remaining[place] = remaining[place + 1] | bit
      if bit != 0 { absences[place << 5 | bit.trailingZeroBitCount] += UInt16(least[place]) }
    }
  }
}
