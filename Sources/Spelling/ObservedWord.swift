/// What a channel says of a wrong word, before any right one is looked for.
struct ObservedWord {
  /// A rewrite that applies at some place; its intended letters stand in `intended`.
  struct Step {
    let cost: Int
    /// Letters observed.
    let span: Int
    let start: Int
    let count: Int
    /// The next one from the same place with the same first letter, which costs no less; −1 = none.
    let next: Int16
  }

  /// What holds at a place before a letter or after the last one.
  struct Place: BitwiseCopyable {
    /// The observed letter and the one after it, 0 where there is none.
    let letter: UInt8
    let following: UInt8
    /// The most that the channel may cost up to here, and the most where the last thing to happen was that a letter got
    /// lost: errors crowd at no word's beginning, least of all lost letters.
    let allowance: Int
    let omissionAllowance: Int
    /// What a word at most `shortReach` letters longer costs for the letters that it has too few, and a longer one for
    /// those that it has too many.
    let surplus: Int
    let shortfall: Int
  }

  /// In lower case.
  let letters: [UInt8]
  /// One for each letter, one after the last, and one that nothing reaches.
  let places: [Place]
  /// What each letter costs that should not be there.
  let additions: [Int]
  /// Rewrites that end in letters, and those that take letters away, by place.
  private(set) var steps: [Step] = []
  private(set) var intended: [UInt8] = []
  private(set) var removals: [[(cost: Int, span: Int)]]
  /// By place × 256 + first intended letter, into `steps`; otherwise `plain` or `notable`.
  private(set) var heads: [Int16]
  /// By place × `costSteps` + cost / `costStep`, the intended letters that may be looked at: those that no more than this turns
  /// into the observed one, or leaves out, and all beyond a…z; and those with which longer steps of no more than this begin.
  private var lettersByCost: [UInt32], headsByCost: [UInt32]
  private static let costStep = 16, costSteps = 32
  /// The letters from each place on.
  private var remaining: [UInt32]
  /// What a letter of the word costs at least, from each place on, that no word has which is still possible: by
  /// place × 32 + letter.
  private var absences: [UInt16]

  /// What every letter costs at least that the word has more, or less, than any word below a node.
  private static let surplus = Int(0.9 * ChannelModel.scale)
  private static let shortfall = Int(1.0 * ChannelModel.scale)
  /// Of an intended letter with which no rewrite begins: it is like any other, or the observed one or the one after it.
  static let plain: Int16 = -2
  static let notable: Int16 = -1

  /// - Parameters:
  ///   - word: in lower case
  ///   - farthest: what the channel may cost at most
  init(_ word: [UInt8], _ model: ChannelModel, farthest: Cost) {
    letters = word
    places = Self.places(word, farthest: farthest)
    additions = word.indices.map { Self.additionCost(word, $0, model) }
    removals = Array(repeating: [], count: word.count + 1)
    heads = Array(repeating: Self.plain, count: (word.count + 1) * 256)
    lettersByCost = Array(repeating: 0, count: (word.count + 1) * Self.costSteps)
    headsByCost = lettersByCost
    remaining = Array(repeating: 0, count: word.count + 1)
    absences = Array(repeating: 0, count: (word.count + 1) * 32)
    for place in word.indices {
      heads[place << 8 | Int(word[place])] = Self.notable
      if place + 1 < word.count { heads[place << 8 | Int(word[place + 1])] = Self.notable }
      collectRewrites(at: place, model)
    }
    sumAbsences(model)
    sumLetters(model)
  }

  /// A set of letters, as bits, that holds all those which can be intended at a place where no more than `cost` may be
  /// spent on one, and no more than `whole` on a longer step; it may hold others.
  @inline(__always)
  func possible(at place: Int, costing cost: Int, whole: Int) -> UInt32 {
    unsafe lettersByCost.span[unchecked: Self.index(place, cost)] | headsByCost.span[unchecked: Self.index(place, whole)]
  }

  @inline(__always)
  private static func index(_ place: Int, _ cost: Int) -> Int {
    place &* costSteps &+ (cost < 0 ? 0 : min(cost / costStep, costSteps - 1))
  }

  /// What the letters from `place` on cost at least that are not among these.
  @inline(__always)
  func absence(_ available: UInt32, _ place: Int) -> Int {
    var absent = unsafe remaining.span[unchecked: place] & ~available
    var cost = 0
    while absent != 0 {
      cost &+= unsafe Int(absences.span[unchecked: place &<< 5 | absent.trailingZeroBitCount])
      absent &= absent &- 1
    }
    return cost
  }

  private static func places(_ word: [UInt8], farthest: Cost) -> [Place] {
    let count = word.count
    let most = min(9.5, 2.5 + 1.1 * Float(count), Float(farthest.value))
    return (0...count + 1).map { place in
      let letter = place < count ? word[place] : 0
      let allowance = 4.8 + 0.9 * Float(place)
      return Place(
        letter: letter, following: place + 1 < count ? word[place + 1] : 0,
        allowance: place > count ? -1 : Int(min(most, allowance) * ChannelModel.scale),
        omissionAllowance: Int(min(most, allowance - 1.2) * ChannelModel.scale),
        surplus: max(0, count - place - CandidateTrie.shortReach) * surplus,
        shortfall: max(0, CandidateTrie.shortReach + 1 - count + place) * shortfall)
    }
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
    for rewrite in model.rewrites(from: letters[place]).reversed() {
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

  private mutating func sumLetters(_ model: ChannelModel) {
    let always = ~UInt32(0) << 26
    for place in 0...letters.count {
      let first = place * Self.costSteps
      let row = Int(places[place].letter) << 8
      lettersByCost[first] = always
      for letter in 0..<26 {
        let bit = UInt32(1) << UInt32(letter)
        let cost = place == letters.count ? model.omittedAtEnd[0x61 + letter] : model.change[row | 0x61 + letter]
        lettersByCost[Self.index(place, Int(cost))] |= bit
        let head = heads[place << 8 | 0x61 + letter]
        if places[place].letter == 0x61 + UInt8(letter) { headsByCost[Self.index(place, 0)] |= bit }
        if places[place].following == 0x61 + UInt8(letter) { headsByCost[Self.index(place, Int(model.transposition))] |= bit }
        if head >= 0 { headsByCost[Self.index(place, steps[Int(head)].cost)] |= bit }
      }
      for step in 1..<Self.costSteps {
        lettersByCost[first + step] |= lettersByCost[first + step - 1]
        headsByCost[first + step] |= headsByCost[first + step - 1]
      }
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
