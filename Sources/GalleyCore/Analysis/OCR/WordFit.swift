package import Spelling

/// How well words fit between their neighbours, from the counts of English pairs.
package struct WordFit {
  private let lexicon: Lexicon

  package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// What the neighbours say of a word and one that may have been intended.
  package struct Comparison {
    /// log₁₀ of how much better the other word fits after the left, before the right neighbour.
    package var left = 0.0
    package var right = 0.0
    /// Neighbours that the word, or the other, was ever seen with.
    package var seen = 0
    package var otherSeen = 0
    package var ratio: Double { left + right }

    /// Notes how often the word and the other were seen with a neighbour; gives what that says.
    fileprivate mutating func count(_ word: Int, _ other: Int, _ gain: (Int, Int) -> Double) -> Double {
      seen += word > 0 ? 1 : 0
      otherSeen += other > 0 ? 1 : 0
      return gain(word, other)
    }
  }

  /// Whether the two were ever counted in a row.
  package func wasSeen(_ left: UInt64?, _ right: UInt64?) -> Bool {
    guard let left, let right else { return false }
    return lexicon.pairCount(left, right) > 0
  }

  package func compare(_ word: UInt64, _ other: UInt64, between left: UInt64?, and right: UInt64?) -> Comparison {
    let (mine, its) = (probability(word), probability(other))
    var result = Comparison()
    if let left {
      let before = probability(left)
      result.left = result.count(lexicon.pairCount(left, word), lexicon.pairCount(left, other)) { a, b in
        follows(before, its, b) - follows(before, mine, a)
      }
    } else {
      result.left = its - mine
    }
    if let right {
      let after = probability(right)
      result.right = result.count(lexicon.pairCount(word, right), lexicon.pairCount(other, right)) { a, b in
        follows(its, after, b) - follows(mine, after, a)
      }
    }
    return result
  }

  private func probability(_ key: UInt64) -> Double {
    let zipf = lexicon.zipf(key: key)
    return zipf == .unseen ? -8.5 : zipf.value - 9
  }

  /// log₁₀ of the probability of a word after another. A pair that was never counted, of words that are both common,
  /// is rarer than the rarest counted one.
  private func follows(_ left: Double, _ right: Double, _ count: Int) -> Double {
    if count > 0 { return min(-0.05, Double(count) / 20 - Self.pairs - left) }
    let backOff = right - 0.4
    return left > Self.commonBefore && right > Self.commonAfter ? min(backOff, Self.rarest - left) : backOff
  }

  /// log₁₀ of the number of pairs after the counts.
  private static let pairs = 13.3
  private static let rarest = -6.8
  /// log₁₀ of the probabilities of two words from which on their pair would have been counted.
  private static let commonBefore = -4.5, commonAfter = -5.5
}
