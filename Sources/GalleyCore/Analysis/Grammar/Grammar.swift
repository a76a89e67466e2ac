/// Parts of speech of a document's sentences. A sentence is tagged when first asked for.
package final class Grammar: SharedAnalysis {
  private let document: Document
  private let tagger = Tagger()
  private let words: TaggerWords
  /// By sentence.
  private var known: [[Tag]?]

  package init(_ analysis: Analysis) {
    document = analysis.document
    words = TaggerWords(analysis)
    known = Array(repeating: nil, count: document.sentences.count)
  }

  /// The tags of all tokens of a sentence; a blank's says nothing. A contraction has the tag of its first half
  /// (“don’t” that of “do”), `clitic` tells that of the second.
  package func tags(_ sentence: Int) -> [Tag] {
    if let tags = known[sentence] { return tags }
    let tags = tag(document.sentences[sentence].tokens)
    known[sentence] = tags
    return tags
  }

  /// The tag of a token, read in its sentence; nil outside sentences.
  package func tag(of i: Int) -> Tag? {
    guard let k = document.sentenceIndex(of: i) else { return nil }
    return tags(k)[i - document.sentences[k].tokens.lowerBound]
  }

  /// Tags a run of tokens as if it were a sentence of its own.
  /// - Parameter asLowercase: a token that is read as if its capital were not there
  package func tag(_ range: Range<Int>, asLowercase: Int? = nil) -> [Tag] {
    var units: [Tagger.Unit] = []
    var indices: [Int] = []
    units.reserveCapacity(range.count)
    indices.reserveCapacity(range.count)
    for i in range where !document.tokens[i].isBlank {
      indices.append(units.count)
      words.append(i, to: &units, asLowercase: i == asLowercase)
    }
    let tags = tagger.tag(units, words.words)
    var result = [Tag](repeating: .sym, count: range.count)
    var n = 0
    for i in range where !document.tokens[i].isBlank {
      result[i - range.lowerBound] = tags[indices[n]]
      n += 1
    }
    return result
  }

  /// The coarse parts of speech of all tokens of a sentence, blank ones included (as `.other`).
  package func parts(_ sentence: Int) -> [PartOfSpeech] { parts(of: document.sentences[sentence].tokens, tags(sentence)) }

  /// The same for a run of tokens that is read as if it were a sentence of its own.
  package func parts(of range: Range<Int>, asLowercase: Int? = nil) -> [PartOfSpeech] {
    parts(of: range, tag(range, asLowercase: asLowercase))
  }

  private func parts(of range: Range<Int>, _ tags: [Tag]) -> [PartOfSpeech] {
    zip(range, tags).map { i, tag in
      let token = document.tokens[i]
      if token.isBlank { return .other }
      // “the minister’s”: what owns stands where an article would.
      if token.kind == .word, words.clitic(i) == .possessive, TagSet.nouns.contains(tag) { return .determiner }
      return tag.partOfSpeech(token.kind == .word ? words.word(ofToken: i).auxiliary : nil)
    }
  }

  /// The tags that a word may have, whatever stands around it. Other tokens have none.
  package func possibleTags(_ i: Int) -> TagSet {
    document.tokens[i].kind == .word ? words.tags(ofToken: i) : []
  }

  /// Whether a word can be read so at all; its capital says nothing.
  package func canBe(_ part: PartOfSpeech, _ i: Int) -> Bool {
    guard document.tokens[i].kind == .word else { return document.tokens[i].kind == .number && part == .number }
    let word = words.word(ofToken: i)
    return Tag.allCases.contains { word.entry.tags.contains($0) && $0.partOfSpeech(word.auxiliary) == part }
  }
}

extension TagSet {
  package static let nouns = TagSet(.nn, .nns, .nnp, .nnps, .pronounNN, .adjectiveNNP, .verbNNP)
}
