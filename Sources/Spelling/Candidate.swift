/// A word of the lexicon with the cheapest way from it to the observed word.
struct Candidate: Sendable {
  /// One piece that came out otherwise than intended.
  struct Edit: Equatable, Sendable {
    let observed: [UInt8]
    let intended: [UInt8]
  }

  /// In the alphabet's codes and the dictionary's case.
  let codes: [UInt8]
  /// −log₁₀ of the channel's probability, in units of `ChannelModel.scale`.
  let cost: Int
  /// Zipf × 10 + 1.
  let value: Int
  let edits: [Edit]
}
