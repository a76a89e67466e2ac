import Formats

/// Finds sentences that begin in lower case after a full stop.
package struct LowercaseSentenceStart: Rule {
  package static let id: RuleID = "lowercase-sentence-start"
  package init(_ card: RuleCard) {}

  /// So many are slips in any text.
  private static let few = 2

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var starts: [Int] = []
    for (p, paragraph) in document.paragraphs.enumerated() where paragraph.kind == .prose {
      if isLowercaseWord(paragraph.tokens.lowerBound, document), opensText(p, document),
        isPlainWord(paragraph.tokens.lowerBound, paragraph.tokens, analysis)
      {
        starts.append(paragraph.tokens.lowerBound)
      }
    }
    for stop in analysis.tokenIndex.marks(Self.stop) where stop + 2 < document.tokens.count && document.tokens[stop + 1].isBlank {
      let i = stop + 2
      guard isLowercaseWord(i, document), let paragraph = document.paragraph(ofToken: i), paragraph.kind == .prose,
        i - paragraph.tokens.lowerBound >= 2, isPlainWord(i, paragraph.tokens, analysis), endsSentence(stop, paragraph.tokens, analysis)
      else { continue }
      starts.append(i)
    }
    // Who writes most sentences so means it.
    guard starts.count <= max(Self.few, document.sentences.count) else { return }
    for i in starts { flag(i, document, &findings) }
  }

  /// Whether a paragraph follows another that has come to its end.
  private func opensText(_ p: Int, _ document: Document) -> Bool {
    guard p > 0, document.paragraphs[p].words >= Self.leastWords, document.paragraphs[p - 1].kind == .prose else { return false }
    let last = document.tokens[document.paragraphs[p - 1].tokens.upperBound - 1]
    guard last.kind == .punctuation, document.bytes[last.start] == 0x2E else { return false }
    // Lists and verse have many.
    let next = p + 1 < document.paragraphs.count ? document.paragraphs[p + 1] : nil
    return ![document.paragraphs[p - 1], next].contains { paragraph in
      guard let paragraph else { return false }
      let first = document.tokens[paragraph.tokens.lowerBound]
      return first.kind == .word && document.vocabulary[first.word].shape == .lower || first.kind == .symbol
    }
  }

  private func isLowercaseWord(_ i: Int, _ document: Document) -> Bool {
    document.tokens[i].kind == .word && document.vocabulary[document.tokens[i].word].shape == .lower
  }

  /// A lowercase dictionary word that is no brand's or poet's name.
  private func isPlainWord(_ i: Int, _ range: Range<Int>, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let token = document.tokens[i]
    guard isLowercaseWord(i, document), token.flags.isDisjoint(with: [.digit, .dotted, .nonASCII]),
      token.count > 1 || document.bytes[token.start] == 0x61, i + 1 < range.upperBound, document.tokens[i + 1].isBlank,
      analysis.words.isKnown(token.word), analysis.words.zipf(token.word) >= Self.common
    else { return false }
    // “e.g. van der Waals”
    return !Self.particles.contains(document.vocabulary.fold(of: token.word).text)
  }

  /// Whether the token is a full stop after a word that is no abbreviation, outside lists of such.
  private func endsSentence(_ i: Int, _ range: Range<Int>, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    guard i - 1 >= range.lowerBound, document.tokens[i].kind == .punctuation, document.bytes[document.tokens[i].start] == 0x2E else {
      return false
    }
    let word = document.tokens[i - 1]
    if document.classes(of: i + 2).contains(.clauseOpener) || isLongName(word, document) || isEveryday(word, analysis), isNoAbbreviation(i - 1, analysis) {
      return true
    }
    guard word.kind == .word, word.count > Self.longestAbbreviation, word.flags.isDisjoint(with: [.digit, .dotted, .nonASCII, .apostrophe]),
      document.vocabulary[word.word].shape == .lower, Abbreviations.kind(of: document.bytes(word)) == .none,
      analysis.words.isKnown(word.word), analysis.words.zipf(word.word) >= Self.known
    else { return false }
    // “tbsp.”
    return document.bytes(word).contains { Self.vowels.contains($0) }
  }

  /// A name of more letters than abbreviations have: “met Myskina. fifth seed”.
  private func isLongName(_ token: Token, _ document: Document) -> Bool {
    token.kind == .word && token.count > Self.longestShortened && document.vocabulary[token.word].shape == .capitalised
  }

  /// A short word that everybody uses: “or trying to. at night”.
  private func isEveryday(_ token: Token, _ analysis: Analysis) -> Bool {
    token.kind == .word && token.count > 1 && analysis.document.vocabulary[token.word].shape == .lower && analysis.words.zipf(token.word) >= Self.everyday
  }

  /// Whether a stop after the token ends a sentence if a clause begins behind it: after a year, an amount, a name, a contraction or a short
  /// word that everybody knows.
  private func isNoAbbreviation(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let token = document.tokens[i]
    guard let sentence = document.sentence(of: i), i - sentence.tokens.lowerBound >= Self.leastBefore else { return false }
    switch token.kind {
    case .number: return token.count > Self.longestItem
    case .word:
      guard token.flags.isDisjoint(with: [.digit, .dotted]), Abbreviations.kind(of: document.bytes(token)) == .none else { return false }
      if document.vocabulary[token.word].shape == .lower {
        // A word that is misspelt is still a word.
        return token.count >= Self.longestAbbreviation && analysis.words.zipf(token.word) >= Self.common || isEveryday(token, analysis)
          || token.count > Self.longestAbbreviation + 1 && !analysis.words.isKnown(token.word) && document.bytes(token).contains { Self.vowels.contains($0) }
      }
      return document.vocabulary[token.word].shape == .capitalised && token.count > Self.longestAbbreviation + 1
    default: return false
    }
  }

  /// Tokens of a sentence, spaces included, before the last of a list's number or a label; digits of such a number.
  private static let leastBefore = 6, longestItem = 1
  private static let stop = MarkSet(".")
  /// Words of a paragraph that is no label.
  private static let leastWords = 8
  /// Zipf frequency of a word that begins sentences, and of one that ends them; abbreviations that nobody lists are as short as this.
  private static let common: Zipf = 4.0, known: Zipf = 3.0, longestAbbreviation = 3
  /// Zipf frequency of words like “to” and “him”, and letters of names that are shortened: Gov., Sept., Messrs.
  private static let everyday: Zipf = 6.0, longestShortened = 6
  private static let vowels = Set("aeiouy".utf8)
  private static let particles = WordClass.lowercaseParticle

  private func flag(_ i: Int, _ document: Document, _ findings: inout Findings) {
    let range = document.tokens[i].range
    let word = document.text(range)
    let capital = word.prefix(1).uppercased() + word.dropFirst()
    findings.flag(range, "a sentence begins in lower case here, or the stop before it is a slip", fix: Fix(range, capital, confidence: 0.8))
  }
}
