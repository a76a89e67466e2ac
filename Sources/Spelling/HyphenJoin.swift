/// What a hyphen at a line’s end is, by how frequent the word is without it and its parts are alone.
package enum HyphenJoin {
  /// Zipf × 10 from which on a part is a word of its own in everyday use.
  private static let everyday = 35
  /// Zipf × 10 by which everyday parts outweigh the word that they make up without a hyphen: “well-known” beside
  /// “wellknown”, which careless writers use too; “afternoon” is not outweighed by “after” and “noon”.
  private static let outweighs = 15

  /// Whether the parts are surely one word without the hyphen; where they are not, it may belong to the word.
  /// - Parameters:
  ///   - first: the letters before the hyphen, in lower case
  ///   - second: the letters after the line’s end, in lower case
  package static func isWhole(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let joined = frequency(first + second)
    guard joined > 0 else { return false }
    let weaker = min(frequency(first), frequency(second))
    return weaker < everyday || joined + outweighs > weaker
  }

  /// In English or the language that has the word.
  private static func frequency(_ word: [UInt8]) -> Int {
    let hash = Lexicon.lowercasedHash(word.span)
    return max(FrequencyTable.unigrams.value(hash), FrequencyTable.foreignWords.value(hash))
  }
}
