extension Lexicon {
  /// The typing channel explains nearly everything at some low cost, a scanner’s own errors too.
  private static let leniency = 0.3

  /// log₁₀ of how much likelier it is that a scanner made this wrong word than that a person did, by the words near
  /// it; nil where nothing is near. One word proves little either way: within ±1.5.
  package func scannerEvidence(_ word: ArraySlice<UInt8>) -> Double? {
    guard !word.isEmpty, word.count <= 60, let corrector = corrector() else { return nil }
    let codes = FoldedWord(word.span).lowercased.map(corrector.trie.alphabet.code)
    let candidates = corrector.candidates(codes, isLowercase: false, ocrPrior: 0.5, reach: .common, farthest: .unlimited)
    guard !candidates.isEmpty else { return nil }
    func likelihood(_ channel: ChannelModel) -> Double {
      candidates.reduce(1e-12) { sum, candidate in
        let cost = candidate.edits.reduce(0.0 as Cost) { $0 + channel.cost(of: $1) }
        return sum + tenToThe(-(cost + corrector.prior(candidate.value)).value)
      }
    }
    let ratio = log10Of(likelihood(corrector.ocr) / likelihood(corrector.typing))
    return max(-1.5, min(1.5, ratio + Self.leniency))
  }
}
