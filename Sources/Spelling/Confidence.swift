/// How sure the best candidates are.
enum Confidence {
  /// The score of “none of these”: a name or a word that no dictionary has.
  private static let none = 11.0
  /// A logistic regression on the odds within the list, the channel's cost and the word's length.
  private static let (bias, odds, cost, length) = (0.3, 1.6, -0.15, 0.05)

  /// The probabilities of candidates given with their scores, best first, and their channel costs.
  static func of(_ candidates: [(score: Double, cost: Double)], length count: Int) -> [Double] {
    guard let best = candidates.first?.score else { return [] }
    let masses = candidates.map { tenToThe(best - $0.score) }
    let total = masses.reduce(tenToThe(best - none), +)
    return zip(candidates, masses).map { candidate, mass in
      let share = min(1 - 1e-6, mass / total)
      let evidence = log10Of(share / (1 - share))
      return logistic(bias + odds * evidence + cost * candidate.cost + length * Double(min(count, 12)))
    }
  }
}
