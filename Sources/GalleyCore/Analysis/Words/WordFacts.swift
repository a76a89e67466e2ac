import Formats
import Spelling

/// What a spelling tells wherever it stands.
struct WordFacts: Sendable {
  /// See `Words.Verdict`.
  private(set) var mask = DictionaryMask()
  /// Accepted by a dictionary, or as something that no dictionary lists.
  private(set) var isKnown = false
  private(set) var zipf = Zipf.unseen
  private(set) var isForeignScript = false
  private(set) var stem = 0
  /// ASCII alone.
  let isPlain: Bool

  init(_ word: Vocabulary.Word, _ document: Document, _ lexicon: Lexicon) {
    isPlain = word.flags.isDisjoint(with: [.invisible, .nonASCII])
    if isPlain { judge(word, document, lexicon) } else { judgeDecoded(word, document, lexicon) }
  }

  private mutating func judge(_ word: Vocabulary.Word, _ document: Document, _ lexicon: Lexicon) {
    let bytes = document.bytes
    let span = bytes.span
    let range = word.range
    stem = range.count
    mask = lexicon.accepts(span.extracting(range.start..<range.end))
    if word.flags.contains(.apostrophe), stem > 2, span[range.end - 2] == 0x27, span[range.end - 1] | 0x20 == 0x73 {
      stem -= 2
      if mask.isEmpty { mask = lexicon.accepts(span.extracting(range.start..<(range.start + stem))) }
    }
    zipf = lexicon.zipf(span.extracting(range.start..<(range.start + stem)))
    isKnown = !mask.isEmpty || stem == 1
    if isKnown { return }
    let text = Array(bytes[range.start..<(range.start + stem)])
    isKnown =
      word.shape == .upper && isRomanNumeral(text)
      || word.flags.contains(.digit) && isNumberWithUnit(text) && !Self.endsLikeDigit(text)
      || word.flags.contains(.apostrophe) && Contraction.isTwofold(text, lexicon)
      || WordClass.latinWord.contains(lowercased(text[...])) || UnlistedForms.isLengthened(text, lexicon)
  }

  /// Judges a word with scalars beyond ASCII: apostrophes, ligatures and invisible scalars are read as intended.
  private mutating func judgeDecoded(_ word: Vocabulary.Word, _ document: Document, _ lexicon: Lexicon) {
    var text = plainSpelling(document.bytes[word.range.start..<word.range.end])
    isForeignScript = UTF8Scalars(text).contains { scalar, _, _ in
      let script = ScalarClass(scalar).script
      return script != .latin && script != .common
    }
    mask = lexicon.accepts(text.span)
    stem = word.range.count
    if text.count > 2, text.suffix(2) == [0x27, 0x73] || text.suffix(2) == [0x27, 0x53] {
      text.removeLast(2)
      stem -= document.bytes[word.range.end - 2] == 0x27 ? 2 : 4
      if mask.isEmpty { mask = lexicon.accepts(text.span) }
    }
    zipf = lexicon.zipf(text.span)
    isKnown =
      !mask.isEmpty || UTF8Scalars(text).reduce(0) { n, _ in n + 1 } == 1
      || word.flags.contains(.digit) && isNumberWithUnit(text) || Contraction.isTwofold(text, lexicon)
  }

  /// `2O`, `6I`: a capital that a digit was read as.
  private static func endsLikeDigit(_ text: [UInt8]) -> Bool {
    guard let last = text.last, last == 0x4F || last == 0x49 else { return false }
    return text.dropLast().allSatisfy { $0.isDigit || $0 == 0x2C }
  }
}
