extension Lexicon {
  /// How frequent a word is, in whatever case: Zipf × 10 (log₁₀ of its count in a thousand million words), 0 when
  /// it was never seen.
  package func frequency(_ word: borrowing Span<UInt8>) -> Int {
    hasFrequencies ? FrequencyTable.unigrams.value(Self.lowercasedHash(word)) : 0
  }

  /// Whether a word that no dictionary accepts stands in large lists: old, rare or of some trade, but no slip.
  package func isRare(_ word: borrowing Span<UInt8>) -> Bool {
    (1...2).contains(rarity(word))
  }

  /// Who has a word that the usual dictionaries lack: 1 those of another region’s English, 2 large lists alone, 3 these
  /// as a name; 0 for any other word.
  package func rarity(_ word: borrowing Span<UInt8>) -> Int {
    hasFrequencies ? FrequencyTable.rareWords.value(Self.lowercasedHash(word)) : 0
  }

  /// Zipf × 10 of a word in the other language that has it, 0 for any that no other language has.
  package func foreignFrequency(_ word: borrowing Span<UInt8>) -> Int {
    hasFrequencies ? FrequencyTable.foreignWords.value(Self.lowercasedHash(word)) : 0
  }

  package func frequency(_ word: [UInt8]) -> Int {
    frequency(word.span)
  }

  /// 20 × log₁₀ of how often `right` follows `left` in a large collection of books; 0 when it hardly does.
  package func hasBigram(_ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>) -> Int {
    guard hasFrequencies else { return 0 }
    return FrequencyTable.bigrams.value(WordHash.pair(Self.lowercasedHash(left), Self.lowercasedHash(right)))
  }

  package func hasBigram(_ left: [UInt8], _ right: [UInt8]) -> Int {
    hasBigram(left.span, right.span)
  }

  /// log₁₀ of the probability that `right` follows `left`: their count over that of `left`, and where they were
  /// never seen together 0.4 × the probability of `right` alone (“stupid back-off”, Brants et al. 2007).
  package func bigram(_ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>) -> Double {
    bigram(Self.lowercasedHash(left), Self.lowercasedHash(right))
  }

  package func bigram(_ left: [UInt8], _ right: [UInt8]) -> Double {
    bigram(left.span, right.span)
  }

  func bigram(_ left: UInt64, _ right: UInt64) -> Double {
    guard hasFrequencies else { return BigramModel.backOff + BigramModel.unseenWord }
    return BigramModel.logProbability(left, right)
  }

  static func lowercasedHash(_ word: borrowing Span<UInt8>) -> UInt64 {
    if LetterCase.ofASCII(word) != nil { return WordHash.of(word, .lower) }
    let folded = FoldedWord(word)
    return WordHash.of(FoldedWord.encode(folded.lowercased).span)
  }
}

/// Probabilities of words and pairs from the two English tables, as log₁₀.
enum BigramModel {
  /// log₁₀ of the number of word pairs after the counts of the bigram table: the count of “of the” over its
  /// share of English pairs, about one in a hundred.
  private static let pairs = 13.3
  static let backOff = -0.4
  /// A word that the frequency table lacks.
  static let unseenWord = -8.5

  static func logProbability(_ word: UInt64) -> Double {
    let zipf = FrequencyTable.unigrams.value(word)
    return zipf == 0 ? unseenWord : Double(zipf) / 10 - 9
  }

  static func logProbability(_ left: UInt64, _ right: UInt64) -> Double {
    let count = FrequencyTable.bigrams.value(WordHash.pair(left, right))
    if count == 0 { return backOff + logProbability(right) }
    return min(-0.05, Double(count) / 20 - pairs - logProbability(left))
  }
}
