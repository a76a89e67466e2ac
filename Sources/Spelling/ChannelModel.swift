/// What an error costs: −log₁₀ of the probability that an intended piece of a word comes out as the observed one.
///
/// Costs are whole numbers of 1/`scale`. A model is either one channel (typing, OCR) or a mixture of both.
struct ChannelModel: Sendable {
  static let scale: Float = 50
  static let impossible: UInt16 = 2000

  /// A piece of the observed word that stands for a piece of the intended one.
  struct Rewrite: Sendable {
    let observed: [UInt8]
    let intended: [UInt8]
    var cost: UInt16
  }

  /// `substitution[observed << 8 | intended]`, lowercase letters.
  var substitution: [UInt16]
  /// The cheapest substitution by another letter, by the observed one; like `change`, of mixtures alone.
  private(set) var leastSubstitution = [UInt16](repeating: 0, count: 256)
  /// The cheaper of a substitution and the intended letter's omission, but for doubled letters, as in `substitution`.
  private(set) var change: [UInt16] = []
  /// An intended letter that is missing, by that letter; after its like; at the end of the word.
  var omission: [UInt16]
  var omittedDouble: UInt16
  var omittedAtEnd: [UInt16]
  /// An observed letter that should not be there; after its like; beside a neighbour of its key.
  var addition: [UInt16]
  var addedDouble: UInt16
  var addedNeighbour: UInt16
  var transposition: UInt16
  /// What any error costs in addition when it befalls the first letter.
  var firstLetter: UInt16
  /// Sorted by their first observed letter; none has an empty observed side.
  private(set) var rewrites: [Rewrite]
  /// Where the rewrites begin whose first observed letter is at least this.
  private var firstRewrites: [Int] = []

  /// The rewrites whose first observed letter is this.
  func rewrites(from letter: UInt8) -> ArraySlice<Rewrite> {
    rewrites[firstRewrites[Int(letter)]..<firstRewrites[Int(letter) + 1]]
  }

  mutating func setRewrites(_ unsorted: [Rewrite]) {
    rewrites = unsorted.sorted { ($0.observed[0], $0.cost) < ($1.observed[0], $1.cost) }
    var at = 0
    for letter in 0...256 {
      while at < rewrites.count, rewrites[at].observed[0] < letter { at += 1 }
      firstRewrites[letter] = at
    }
  }

  /// Sums up what a search asks of all letters at once; the other costs change no more.
  private mutating func summarize() {
    var change = substitution
    for observed in 0..<256 {
      let row = observed << 8..<(observed + 1) << 8
      // Whole rows at a time; the letter itself costs nothing.
      change[observed << 8 | observed] = Self.impossible
      leastSubstitution[observed] = change[row].reduce(Self.impossible) { min($0, $1) }
      change[observed << 8 | observed] = 0
      let omissions = omission.span
      var costs = change.mutableSpan
      for intended in 0..<256 { costs[row.lowerBound &+ intended] = min(costs[row.lowerBound &+ intended], omissions[intended]) }
    }
    self.change = change
  }

  init() {
    substitution = Array(repeating: Self.impossible, count: 65536)
    omission = Array(repeating: Self.impossible, count: 256)
    omittedAtEnd = omission
    addition = omission
    omittedDouble = Self.impossible
    addedDouble = Self.impossible
    addedNeighbour = Self.impossible
    transposition = Self.impossible
    firstLetter = 0
    rewrites = []
    firstRewrites = Array(repeating: 0, count: 257)
  }

  static func cost(_ value: Float) -> UInt16 {
    UInt16(max(0, min(Float(impossible), (value * scale).rounded())))
  }

  /// The channel that is `ocr` with this probability and `typing` otherwise, error by error.
  static func mixture(typing: ChannelModel, ocr: ChannelModel, ocrPrior: Float) -> ChannelModel {
    let ocrShare = Float(-log10Of(Double(max(0.001, ocrPrior))))
    let typingShare = Float(-log10Of(Double(max(0.001, 1 - ocrPrior))))
    func mix(_ typing: UInt16, _ ocr: UInt16) -> UInt16 {
      let a = Float(typing) / scale + typingShare
      let b = Float(ocr) / scale + ocrShare
      let least = min(a, b)
      let other = max(a, b)
      return other - least > 3 ? cost(least) : cost(least - Float(log10Of(1 + tenToThe(Double(least - other)))))
    }
    var mixed = typing
    // Nearly all pairs cost what the one before did.
    var last = (typing: UInt16.max, ocr: UInt16.max, mixed: UInt16.max)
    var costs = typing.substitution
    do {
      var cost = costs.mutableSpan
      let others = ocr.substitution.span
      for index in 0..<65536 {
        let pair = (cost[index], others[index])
        if pair.0 != last.typing || pair.1 != last.ocr { last = (pair.0, pair.1, mix(pair.0, pair.1)) }
        cost[index] = last.mixed
      }
    }
    for letter in 0..<256 { costs[letter << 8 | letter] = typing.substitution[letter << 8 | letter] }
    mixed.substitution = costs
    for index in 0..<256 {
      mixed.omission[index] = mix(typing.omission[index], ocr.omission[index])
      mixed.omittedAtEnd[index] = mix(typing.omittedAtEnd[index], ocr.omittedAtEnd[index])
      mixed.addition[index] = mix(typing.addition[index], ocr.addition[index])
    }
    mixed.omittedDouble = mix(typing.omittedDouble, ocr.omittedDouble)
    mixed.addedDouble = mix(typing.addedDouble, ocr.addedDouble)
    mixed.addedNeighbour = mix(typing.addedNeighbour, ocr.addedNeighbour)
    mixed.transposition = mix(typing.transposition, ocr.transposition)
    mixed.firstLetter = UInt16(Float(typing.firstLetter) * (1 - ocrPrior) + Float(ocr.firstLetter) * ocrPrior)
    let typingOffset = cost(typingShare)
    let ocrOffset = cost(ocrShare)
    mixed.setRewrites(
      typing.rewrites.map { Rewrite(observed: $0.observed, intended: $0.intended, cost: $0.cost + typingOffset) }
        + ocr.rewrites.map { Rewrite(observed: $0.observed, intended: $0.intended, cost: $0.cost + ocrOffset) })
    mixed.summarize()
    return mixed
  }
}

extension ChannelModel {
  /// The cost of one edit, whatever its place.
  func cost(of edit: Candidate.Edit) -> Cost {
    let units: UInt16
    switch (edit.observed.count, edit.intended.count) {
    case (1, 1): units = substitution[Int(edit.observed[0]) << 8 | Int(edit.intended[0])]
    case (0, 1): units = omission[Int(edit.intended[0])]
    case (1, 0): units = addition[Int(edit.observed[0])]
    default:
      let known = edit.observed.first.flatMap { rewrites(from: $0).lazy.filter { $0.observed == edit.observed && $0.intended == edit.intended }.map(\.cost).min() }
      let isSwap = edit.observed.count == 2 && edit.observed == edit.intended.reversed()
      units = known ?? (isSwap ? transposition : ChannelModel.cost(8))
    }
    return Cost(units: Int(units))
  }
}
