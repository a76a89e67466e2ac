/// How many unknown words stand near a token.
struct NearbyUnknown {
  /// Of the tokens before each, and of all.
  private let sums: [Int32]
  /// Tokens on each side.
  private static let nearby = 12

  init(_ analysis: Analysis) {
    var sum: Int32 = 0
    sums = [0] + analysis.document.tokens.map { token in
      if token.kind == .word, !analysis.words.isKnown(token.word) { sum += 1 }
      return sum
    }
  }

  func count(around i: Int) -> Double {
    Double(sums[min(sums.count - 1, i + Self.nearby + 1)] - sums[max(0, i - Self.nearby)] - (sums[i + 1] - sums[i]))
  }
}
