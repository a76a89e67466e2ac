extension Lexicon {
  /// What may have been intended by a wrong word, the likeliest first, in the case of the word.
  ///
  /// The word may hold digits and marks (`1ittle`, `wor,d`); a possessive ending is kept. Never proposes the word
  /// itself.
  package func corrections(
    of word: ArraySlice<UInt8>, in context: CorrectionContext = CorrectionContext(), limit: Int = 5
  ) -> [Correction] {
    guard !word.isEmpty, word.count <= 60, limit > 0, let corrector = corrector() else { return [] }
    let folded = FoldedWord(word.span)
    let curly = word.contains(0xE2) && String(decoding: word, as: UTF8.self).unicodeScalars.contains("\u{2019}")
    let (stem, ending) = Self.possessive(folded.scalars)
    var ranking = Ranking(self, corrector, context, word: stem, isPossessive: !ending.isEmpty)
    ranking.addLexiconWords()
    ranking.addExtraWords()
    ranking.addSplits()
    ranking.addRuns()
    ranking.addNumerals()
    ranking.addJoins()
    if ranking.isEmpty { ranking.addSuggestions(lastResort(FoldedWord(scalars: stem).bytes)) }
    return ranking.corrections(limit: limit, ending: ending, hasCurlyApostrophe: curly)
  }

  /// What `Scripts/fit ranking` learns from: the best words of the dictionary for a word that somebody wrote, with the
  /// features of a `Resemblance` in their order.
  package func rankingEvidence(of word: [UInt8]) -> [(text: String, features: [Double])] {
    guard let corrector = corrector() else { return [] }
    let (stem, ending) = Self.possessive(FoldedWord(word.span).scalars)
    var ranking = Ranking(self, corrector, CorrectionContext(), word: stem, isPossessive: !ending.isEmpty)
    ranking.addLexiconWords()
    return ranking.evidence()
  }

  package static var rankingFeatures: [String] { Resemblance.Feature.allCases.map { "\($0)" } }

  package func corrections(
    of word: [UInt8], in context: CorrectionContext = CorrectionContext(), limit: Int = 5
  ) -> [Correction] {
    corrections(of: word[...], in: context, limit: limit)
  }

  /// What it takes for `intended` to come out as `observed`; nil beyond one in 10⁸.
  package func channelCost(observed: [UInt8], intended: [UInt8], ocrPrior: Double) -> Cost? {
    guard let corrector = corrector() else { return nil }
    let alphabet = corrector.trie.alphabet
    let encode = { (word: [UInt8]) in FoldedWord(word.span).lowercased.map(alphabet.code) }
    let pair = PairCost(encode(observed), corrector.model(ocrPrior: ocrPrior))
    let limit = Int(8 * ChannelModel.scale)
    return pair.cost(of: encode(intended), limit: limit).map(Cost.init(units:))
  }

  /// Takes `'s` off a word of more than three letters.
  private static func possessive(
    _ scalars: [Unicode.Scalar]
  ) -> (stem: [Unicode.Scalar], ending: [Unicode.Scalar]) {
    guard scalars.count > 4, scalars[scalars.count - 2] == "'", scalars[scalars.count - 1].asciiLowercased == "s" else {
      return (scalars, [])
    }
    return (Array(scalars.dropLast(2)), Array(scalars.suffix(2)))
  }
}
