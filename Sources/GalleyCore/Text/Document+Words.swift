import Formats

extension Document {
  /// Bytes of a token.
  package func bytes(_ token: Token) -> ArraySlice<UInt8> { bytes[token.start..<token.end] }

  /// The sentence that holds the token at index `i`.
  package func sentence(of i: Int) -> Sentence? { sentenceIndex(of: i).map { sentences[$0] } }

  /// The index of the sentence that holds the token at index `i`.
  package func sentenceIndex(of i: Int) -> Int? {
    let s = sentences.partitioningIndex { $0.tokens.upperBound > i }
    return s < sentences.count && sentences[s].tokens.contains(i) ? s : nil
  }

  /// Whether the token at index `i` is the first word of its sentence, marks before it not counted.
  package func startsSentence(_ i: Int) -> Bool {
    guard let sentence = sentence(of: i) else { return false }
    return tokens[sentence.tokens.lowerBound..<i].allSatisfy { $0.isBlank || $0.kind == .quote || $0.kind == .punctuation }
  }

  /// The index of the first token that ends after `offset`.
  package func firstToken(endingAfter offset: Int) -> Int {
    tokens.partitioningIndex { $0.end > offset }
  }

  /// The index of the next token after `i` that is not blank, within `limit`.
  package func next(_ i: Int, limit: Int? = nil) -> Int? {
    var k = i + 1
    let end = limit ?? tokens.count
    while k < end, tokens[k].isBlank { k += 1 }
    return k < end ? k : nil
  }

  /// The index of the token before `i` that is not blank, from `limit` on.
  package func previous(_ i: Int, limit: Int = 0) -> Int? {
    var k = i - 1
    while k >= limit, tokens[k].isBlank { k -= 1 }
    return k >= limit ? k : nil
  }
}
