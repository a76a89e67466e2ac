import Formats
import Spelling

/// Letters that stand alone and are no words there.
struct LoneLetters {
  private let document: Document
  private let words: Words
  private let lexicon: Lexicon
  private let isDamaged: Bool

  init(_ analysis: Analysis) {
    (document, words, lexicon) = (analysis.document, analysis.words, analysis.lexicon)
    isDamaged = analysis.shared(Damage.self).level >= .damaged
  }

  func isStray(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard i > 1, i + 2 < tokens.count, tokens[i - 1].isBlank, tokens[i + 1].isBlank else { return false }
    let before = document.previous(i) ?? i, after = document.next(i) ?? i
    // 5 s. 6 d., point 3 b, initials.
    guard tokens[before].kind == .word || tokens[before].kind == .punctuation,
      tokens[after].kind == .word || tokens[after].kind == .symbol
    else { return false }
    let byte = document.bytes[tokens[i].start]
    let next = lowercased(document.bytes(tokens[after]))
    // Foreign words of one letter: y, e, o.
    if let sentence = document.sentence(of: i), isNearForeignWords(i, sentence, document) { return false }
    switch byte {
    case UInt8(ascii: "a"): return isDamaged && Self.afterNoArticle.contains(next)
    case UInt8(ascii: "I"): return isDamaged && (Self.afterNoPronoun.contains(next) || isWord(before, Self.beforeNoPronoun))
    case UInt8(ascii: "A"), UInt8(ascii: "O"): return false
    case UInt8.capitals: return isStrayCapital(byte, before, after)
    case UInt8.lowercaseLetters: return !isWord(before, Self.namers)
    default: return false
    }
  }

  /// `x-axis`
  func touchesHyphen(_ i: Int) -> Bool {
    [i - 1, i + 1].contains { document.tokens.indices.contains($0) && document.tokens[$0].kind == .hyphen }
  }

  /// A capital letter that is no initial, no name of a thing and no number: “he would, V who was”.
  private func isStrayCapital(_ byte: UInt8, _ before: Int, _ after: Int) -> Bool {
    let tokens = document.tokens
    let isStart = tokens[before].kind == .punctuation
    guard isStart ? !Self.numerals.contains(byte) || document.bytes[tokens[before].start] == .comma : isLowercase(tokens[before], document)
    else { return false }
    guard !isWord(before, Self.namers), !isWord(before, Self.joiners) else { return false }
    guard tokens[after].kind == .word else { return true }
    return isLowercase(tokens[after], document) || words.zipf(tokens[after].word) >= Self.commonest
  }

  /// `F or`, `T hen`: the word that a capital makes with the rest of it.
  func whole(_ i: Int) -> (range: TextRange, text: String)? {
    let tokens = document.tokens
    guard i + 2 < tokens.count else { return nil }
    let range = TextRange(tokens[i].start, tokens[i + 2].end)
    guard document.bytes[tokens[i].start].isCapital, tokens[i + 1].kind == .space, isLowercase(tokens[i + 2], document) else { return nil }
    let text = document.text(tokens[i].range) + document.text(tokens[i + 2].range)
    let word = lowercased(Array(text.utf8)[...])
    guard lexicon.zipf(word) >= Self.common, !lexicon.accepts(word).isEmpty else { return nil }
    return (range, text)
  }

  func removal(_ i: Int) -> Fix {
    let range = document.tokens[i].range
    let isBeforeSpace = i + 1 < document.tokens.count && document.tokens[i + 1].isBlank
    return Fix(edits: [Edit(TextRange(range.start, isBeforeSpace ? document.tokens[i + 1].end : range.end), "")], confidence: 0.7, safety: .unsafe)
  }

  private func isWord(_ i: Int, _ words: WordClass) -> Bool {
    document.tokens[i].kind == .word && words.contains(lowercased(document.bytes(document.tokens[i])))
  }

  /// Zipf frequency of a word that a capital makes with the rest of it; of one that begins no name.
  private static let common: Zipf = 5.0, commonest: Zipf = 5.8
  private static let afterNoArticle = WordClass.afterNoArticle
  private static let afterNoPronoun = WordClass.afterNoPronoun
  private static let beforeNoPronoun = WordClass.beforeNoPronoun
  /// Capital letters that number chapters.
  private static let numerals = Set("VXLCDM".utf8)
  /// Between letters that are names: A and B, from A to B.
  private static let joiners = WordClass.letterJoiner
  private static let namers = WordClass.letterNamer
}
