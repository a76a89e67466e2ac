import Formats
import Spelling

/// Finds single lowercase letters that stand between words and are none: `the c region`, `the company s plan`.
struct StrayLetters {
  private let analysis: Analysis
  private var document: Document { analysis.document }

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// A letter that a text has by itself more often is a variable.
  private static let mostOften = 4
  /// Letters of words that seldom own anything, and Zipf frequency of a word that no formula has.
  private static let shortWord = 3, common: Zipf = 4.0

  func find(_ findings: inout Findings) {
    guard analysis.isEnglish else { return }
    let candidates = document.vocabulary.words.indices.filter { isCandidate(WordID($0)) }
    guard !candidates.isEmpty else { return }
    let wanted = Set(candidates.map { WordID($0) })
    for i in document.tokens.indices where document.tokens[i].kind == .word && document.tokens[i].count == 1 {
      guard wanted.contains(document.tokens[i].word) else { continue }
      judge(i, &findings)
    }
  }

  /// Lowercase letters that are no words, and rare enough not to be variables.
  private func isCandidate(_ word: WordID) -> Bool {
    let entry = document.vocabulary[word]
    guard entry.range.count == 1, entry.shape == .lower, entry.count <= Self.mostOften else { return false }
    return !"ainovcx".utf8.contains(document.bytes[entry.range.start])
  }

  private func judge(_ i: Int, _ findings: inout Findings) {
    let tokens = document.tokens
    guard i >= 2, i + 2 < tokens.count, tokens[i - 1].kind == .space, tokens[i + 1].kind == .space,
      tokens[i - 2].kind == .word, tokens[i + 2].kind == .word
    else { return }
    let left = tokens[i - 2], right = tokens[i + 2], letter = tokens[i]
    let text = document.text(letter.range), before = Array(document.bytes(left))
    let contraction = before + [.apostrophe] + Array(document.bytes(letter))
    if isLostApostrophe(left, document.bytes[letter.start], contraction) {
      let range = TextRange(left.start, letter.end), fixed = String(decoding: contraction, as: UTF8.self)
      findings.flag(
        range, "“\(document.text(range))” lacks its apostrophe: “\(fixed)”", severity: .warning,
        fix: Fix(range, fixed, confidence: .knownWord))
      return
    }
    guard document.vocabulary[letter.word].count == 1, isPlain(left), isPlain(right), !isSecondHalf(left, letter, right),
      !Self.namers.contains(lowercased(before[...])), !isVariable(i)
    else { return }
    findings.flag(
      letter.range, "a stray “\(text)” stands by itself", severity: .warning,
      fix: Fix(edits: [Edit(TextRange(letter.start, right.start), "")], confidence: 0.8, safety: .unsafe))
  }

  /// `let y be the sum of x and z`: another letter stands by itself in the sentence.
  private func isVariable(_ i: Int) -> Bool {
    document.sentence(of: i)?.tokens.contains { k in
      let token = document.tokens[k]
      return k != i && token.kind == .word && token.count == 1 && !"aAiIoO".utf8.contains(document.bytes[token.start])
    } ?? false
  }

  /// `don t`, `company s`: the word with an apostrophe is one.
  private func isLostApostrophe(_ left: Token, _ letter: UInt8, _ contraction: [UInt8]) -> Bool {
    guard letter == UInt8(ascii: "s") || letter == UInt8(ascii: "t") || letter == UInt8(ascii: "d") || letter == UInt8(ascii: "m"), left.count > 1 else { return false }
    if !analysis.lexicon.accepts(contraction).isEmpty { return true }
    return letter == UInt8(ascii: "s") && left.count > Self.shortWord && analysis.words.isKnown(left.word)
  }

  private func isPlain(_ token: Token) -> Bool {
    document.vocabulary[token.word].shape == .lower && token.count > 1 && analysis.words.zipf(token.word) >= Self.common
  }

  /// Whether the letter belongs to a neighbour that was cut in two.
  private func isSecondHalf(_ left: Token, _ letter: Token, _ right: Token) -> Bool {
    let (l, m, r) = (Array(document.bytes(left)), Array(document.bytes(letter)), Array(document.bytes(right)))
    return !analysis.lexicon.accepts(l + m).isEmpty || !analysis.lexicon.accepts(m + r).isEmpty
  }

  /// Words that a letter names one of.
  private static let namers = WordClass.letterContext
}
