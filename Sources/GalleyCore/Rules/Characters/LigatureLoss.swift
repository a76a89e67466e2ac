import Formats
import Spelling

/// Finds words that lost a ligature on the way out of a PDF: `o cer` (officer), `di erent` (different), `of®ce`.
package struct LigatureLoss: Rule {
  package static let id: RuleID = "ligature-loss"
  package init(_ card: RuleCard) {}

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl"].map { Array($0.utf8) }
  /// Zipf frequency of a word that only the gap suggests.
  private static let least: Zipf = 2.8
  /// The same of a word that is believed though it is the only one, and of a short piece that is a word by itself.
  private static let common: Zipf = 3.5
  /// How often a lone word was meant; one of several, or one with a foreign character; one that holds its ligature.
  private static let lone: Confidence = 0.9, several: Confidence = 0.96, held: Confidence = 0.98
  /// Bytes of both pieces together.
  private static let fewest = 4, most = 24
  /// Letters of pieces that are words by chance; bytes of a word in which a character is looked at.
  private static let shortWord = 3, longest = 30

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    guard analysis.resources.isEnglish else { return }
    let tokens = document.tokens
    var found: [(range: TextRange, word: String, zipf: Zipf)] = []
    // Hardly any pair makes a word; each is asked once.
    var isNone = PairCache()
    for i in gaps(analysis) {
      let pair = UInt64(tokens[i - 1].word) << 32 | UInt64(tokens[i + 1].word)
      guard isNone[pair] == nil else { continue }
      if let word = reading(tokens[i - 1], tokens[i + 1], analysis) {
        found.append((TextRange(tokens[i - 1].start, tokens[i + 1].end), word.text, word.zipf))
      } else {
        isNone[pair] = 1
      }
    }
    // One common word may be chance; a second one shows how the text was made.
    for place in found where found.count > 1 || place.zipf >= Self.common {
      findings.flag(
        place.range, "“\(document.text(place.range))” has lost a ligature: “\(place.word)”",
        fix: Fix(place.range, place.word, confidence: found.count > 1 ? Self.several : Self.lone))
    }
    isNone = PairCache()
    for i in analysis.tokenIndex.symbols { symbol(i, analysis, &isNone, &findings) }
    for i in analysis.tokenIndex.marks(MarkSet("?")) { symbol(i, analysis, &isNone, &findings) }
    flagCharacters(analysis, &findings)
  }

  /// Words with a ligature of their own as one character: what finds and sorts words does not know them.
  private func flagCharacters(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var words: [(token: Int, text: String)] = []
    for i in analysis.tokenIndex.wideWords {
      var text: [UInt8] = []
      var isLigature = false
      for (scalar, _, _) in UTF8Scalars(document.bytes(document.tokens[i])) {
        if (0xFB00...0xFB06).contains(scalar) {
          isLigature = true
          text += Self.characters[Int(scalar - 0xFB00)].utf8
        } else {
          appendUTF8(scalar, to: &text)
        }
      }
      if isLigature { words.append((i, String(decoding: text, as: UTF8.self))) }
    }
    guard let first = words.first else { return }
    guard words.count > Self.mostSingle else {
      for word in words {
        let range = document.tokens[word.token].range
        findings.flag(range, "“\(document.text(range))” holds a ligature as one character: “\(word.text)”", severity: .warning, fix: Fix(range, word.text))
      }
      return
    }
    // How the whole text was made is one thing to say.
    findings.flag(
      document.tokens[first.token].range, "\(words.count) words hold ligatures as one character, as a PDF gives them", severity: .note,
      fix: Fix(edits: words.map { Edit(document.tokens[$0.token].range, $0.text) }, confidence: Self.held, safety: .safe),
      related: words.dropFirst().map { Related(document.tokens[$0.token].range, "and here") })
  }

  private static let characters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
  /// So many are reported one by one.
  private static let mostSingle = 3

  /// The spaces beside something that is no word, in reading order.
  private func gaps(_ analysis: Analysis) -> [Int] {
    let document = analysis.document
    let tokens = document.tokens, words = analysis.words
    var gaps: [Int] = []
    for id in document.vocabulary.words.indices where !isWord(WordID(id), document, words) {
      for place in analysis.occurrences(ofWord: WordID(id)) {
        for i in stride(from: place - 1, through: place + 1, by: 2)
        where i > 0 && i + 1 < tokens.count && tokens[i].kind == .space && tokens[i].count <= 2 {
          if tokens[i - 1].kind == .word, isLowercase(tokens[i + 1], document) { gaps.append(i) }
        }
      }
    }
    gaps.sort()
    // Between two pieces a gap is met twice.
    return gaps.enumerated().filter { $0.offset == 0 || gaps[$0.offset - 1] != $0.element }.map(\.element)
  }

  /// The word that two pieces make with a ligature between them, if one of them is no word by itself.
  private func reading(_ left: Token, _ right: Token, _ analysis: Analysis) -> (text: String, zipf: Zipf)? {
    let document = analysis.document
    let odd: Token.Flags = [.digit, .apostrophe, .nonASCII, .invisible, .dotted]
    guard left.flags.isDisjoint(with: odd), right.flags.isDisjoint(with: odd), (Self.fewest...Self.most).contains(left.count + right.count),
      document.vocabulary[right.word].shape == .lower,
      [.lower, .capitalised].contains(document.vocabulary[left.word].shape) || left.count == 1,
      !isWord(right.word, document, analysis.words) || document.vocabulary[left.word].shape == .lower
    else { return nil }
    let (l, r) = (Array(document.bytes(left)), Array(document.bytes(right)))
    // “expand ed” is a split word.
    guard analysis.lexicon.accepts(lowercased((l + r)[...])).isEmpty else { return nil }
    var best: (text: String, zipf: Zipf)?
    for ligature in Self.ligatures {
      let word = l + ligature + r
      guard !analysis.lexicon.accepts(word).isEmpty else { continue }
      let zipf = analysis.lexicon.zipf(lowercased(word[...]))
      if zipf >= Self.least, zipf > best?.zipf ?? .unseen {
        best = (String(decoding: word, as: UTF8.self), zipf)
      }
    }
    return best
  }

  /// A letter alone is no word but for “a” and “I”.
  private func isWord(_ word: WordID, _ document: Document, _ words: Words) -> Bool {
    let range = document.vocabulary[word].range
    if range.count == 1 { return "aAI".utf8.contains(document.bytes[range.start]) }
    return words.isKnown(word) && (range.count > Self.shortWord || words.zipf(word) >= Self.common)
  }

  /// `of®ce`: another character took the ligature's code.
  ///
  /// - Parameter isNone: the words that make none around any character, so that each pair is asked once
  private func symbol(_ i: Int, _ analysis: Analysis, _ isNone: inout PairCache, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    // “?nancial”: the ligature began the word.
    let isFirst = i > 0 && tokens[i - 1].isBlank && tokens[i].kind == .punctuation
    guard i > 0, i + 1 < tokens.count, isFirst || tokens[i - 1].kind == .word, tokens[i + 1].kind == .word,
      (isFirst ? 0 : tokens[i - 1].count) + tokens[i + 1].count < Self.longest, document.scalar(at: tokens[i].start) != 0xFFFD
    else { return }
    let pair = UInt64(isFirst ? .max : tokens[i - 1].word) << 32 | UInt64(tokens[i + 1].word)
    guard isNone[pair] == nil else { return }
    guard let word = word(isFirst ? [] : Array(document.bytes(tokens[i - 1])), Array(document.bytes(tokens[i + 1])), analysis.lexicon) else {
      isNone[pair] = 1
      return
    }
    let range = TextRange(tokens[isFirst ? i : i - 1].start, tokens[i + 1].end)
    findings.flag(range, "“\(document.text(range))” has lost a ligature: “\(word)”", fix: Fix(range, word, confidence: Self.several))
  }

  /// The word that two pieces make around a ligature; `left` may be empty. Nil if they make one without it.
  private func word(_ left: [UInt8], _ right: [UInt8], _ lexicon: Lexicon) -> String? {
    guard left.count + right.count > 2, lexicon.accepts(left + right).isEmpty, !left.isEmpty || right.count > Self.shortWord else { return nil }
    for ligature in Self.ligatures {
      let word = left + ligature + right
      if !lexicon.accepts(word).isEmpty, lexicon.zipf(lowercased(word[...])) >= Self.least { return String(decoding: word, as: UTF8.self) }
    }
    return nil
  }
}
