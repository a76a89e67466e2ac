/// The cheapest way from an intended word to one observed word, for intended words that are in no trie.
struct PairCost {
  private let model: ChannelModel
  private let observed: [UInt8]
  private let rewrites: [[ChannelModel.Rewrite]]

  /// `observed` in lower case.
  init(_ observed: [UInt8], _ model: ChannelModel) {
    self.model = model
    self.observed = observed
    rewrites = (0...observed.count).map { place in
      guard place < observed.count else { return [] }
      return model.rewrites(from: observed[place]).filter { observed[place...].starts(with: $0.observed) }
    }
  }

  /// In units of `ChannelModel.scale`; nil when it exceeds `limit`.
  func cost(of intended: [UInt8], limit: Int) -> Int? {
    let width = intended.count + 1
    var costs = [Int](repeating: Int.max / 2, count: width * (observed.count + 1))
    costs[0] = 0
    for place in 0...observed.count {
      var rowMinimum = Int.max
      for letter in 0...intended.count {
        let cost = costs[place * width + letter]
        rowMinimum = min(rowMinimum, cost)
        guard cost <= limit else { continue }
        let edge = letter == 0 ? Int(model.firstLetter) : 0
        func relax(_ observedCount: Int, _ intendedCount: Int, _ step: Int) {
          let target = (place + observedCount) * width + letter + intendedCount
          costs[target] = min(costs[target], cost + step)
        }
        if letter < intended.count {
          let table = place == observed.count ? model.omittedAtEnd : model.omission
          var omission = Int(table[Int(intended[letter])])
          if letter > 0, intended[letter] == intended[letter - 1] { omission = min(omission, Int(model.omittedDouble)) }
          relax(0, 1, omission + edge)
        }
        guard place < observed.count else { continue }
        var addition = Int(model.addition[Int(observed[place])])
        if place > 0, observed[place] == observed[place - 1] { addition = min(addition, Int(model.addedDouble)) }
        relax(1, 0, addition + edge)
        guard letter < intended.count else { continue }
        let substitution = Int(model.substitution[Int(observed[place]) << 8 | Int(intended[letter])])
        relax(1, 1, substitution == 0 ? 0 : substitution + edge)
        if place + 1 < observed.count, letter + 1 < intended.count, observed[place] == intended[letter + 1],
          observed[place + 1] == intended[letter], observed[place] != intended[letter]
        {
          relax(2, 2, Int(model.transposition) + edge)
        }
        for rewrite in rewrites[place] where intended[letter...].starts(with: rewrite.intended) {
          relax(rewrite.observed.count, rewrite.intended.count, Int(rewrite.cost))
        }
      }
      if rowMinimum > limit && place < observed.count && rewrites[place].isEmpty { return nil }
    }
    let total = costs[costs.count - 1]
    return total <= limit ? total : nil
  }
}
