import Formats
import Spelling

/// The commonest words with a digit or stroke for their first letter: `0n Monday 1t rained`, `!t was late`, `ln all`. Most of them
/// could be numbers with units, which no sentence begins with and few fit where they stand.
struct MisreadBeginnings {
  struct Reading {
    let range: TextRange
    let intended: String
  }

  private let analysis: Analysis
  private let document: Document
  private let context: WordContext

  init(_ analysis: Analysis) {
    (self.analysis, document, context) = (analysis, analysis.document, analysis.shared(WordContext.self))
  }

  /// Zipf frequency of words that every text has; bytes of the longest of them that is looked for.
  private static let everywhere: Zipf = 6.0, longest = 5
  /// log₁₀ of how much better the word must fit than a number.
  private static let leastGain = 1.0

  func find() -> [Reading] {
    guard !document.isTechnical else { return [] }
    return (glued() + parted()).sorted { $0.range.start < $1.range.start }
  }

  /// `0n`, `1t`, and `ln` where a sentence begins.
  private func glued() -> [Reading] {
    document.vocabulary.words.indices.flatMap { id -> [Reading] in
      let word = document.vocabulary.words[id]
      guard (2...Self.longest).contains(word.range.count) else { return [] }
      let text = document.bytes[word.range.start..<word.range.end]
      let isDigit = word.flags.contains(.digit)
      guard isDigit || word.shape == .lower && text.first == UInt8(ascii: "l"), let meant = meant(text) else { return [] }
      return analysis.occurrences(ofWord: WordID(id)).compactMap { i in
        guard isAlone(i), beginsProse(i) || isDigit && fits(meant, i) else { return nil }
        return reading(document.tokens[i].range, meant, i)
      }
    }
  }

  /// `!t`, `|f`
  private func parted() -> [Reading] {
    let marks = analysis.tokenIndex.marks(MarkSet("!")) + analysis.tokenIndex.symbols.filter { document.bytes[document.tokens[$0].start] == .bar }
    return marks.compactMap { i in
      let tokens = document.tokens
      guard i + 1 < tokens.count, tokens[i + 1].kind == .word, isLowercase(tokens[i + 1], document), i == 0 || tokens[i - 1].isBlank || tokens[i - 1].kind == .quote,
        tokens[i + 1].count < Self.longest, i + 2 < tokens.count, tokens[i + 2].isBlank
      else { return nil }
      let range = TextRange(tokens[i].start, tokens[i + 1].end)
      return meant([UInt8(ascii: "1")] + document.bytes(tokens[i + 1])).map { reading(range, $0, i) }
    }
  }

  /// The word that a beginning was misread of.
  private func meant(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = text.first, text.dropFirst().allSatisfy(\.isLowercase) else { return nil }
    let letter = first == UInt8(ascii: "0") ? UInt8(ascii: "o") : first == UInt8(ascii: "1") || first == UInt8(ascii: "l") ? UInt8(ascii: "i") : nil
    guard let letter else { return nil }
    let word = [letter] + text.dropFirst()
    return analysis.lexicon.zipf(word) >= Self.everywhere && !analysis.lexicon.accepts(word).isEmpty ? word : nil
  }

  /// A word with blanks on both sides, or an opening quotation mark before it.
  private func isAlone(_ i: Int) -> Bool {
    let tokens = document.tokens
    return i + 1 < tokens.count && tokens[i + 1].isBlank && (i == 0 || tokens[i - 1].isBlank || tokens[i - 1].kind == .quote)
  }

  /// Whether a sentence of prose begins with it and goes on with a word.
  private func beginsProse(_ i: Int) -> Bool {
    guard let sentence = document.sentence(of: i), document.paragraphs[sentence.paragraph].kind == .prose, begins(i), let next = document.next(i)
    else { return false }
    return document.tokens[next].kind == .word
  }

  /// What looks like no capital is no sign of a sentence: the stop before it is.
  private func begins(_ i: Int) -> Bool {
    if document.startsSentence(i) { return true }
    guard let stop = document.previous(i), stop > 0, document.tokens[stop].kind == .punctuation, document.tokens[stop].count == 1,
      [.stop, .question, .exclamation].contains(document.bytes[document.tokens[stop].start])
    else { return false }
    let word = document.tokens[stop - 1]
    return word.kind == .word && word.count > 2 && Abbreviations.kind(of: document.bytes(word)) == .none
  }

  private func fits(_ meant: [UInt8], _ i: Int) -> Bool {
    guard let neighbours = context.neighbours(of: i), neighbours.near != nil, neighbours.next != nil else { return false }
    return context.total(context.word(meant), in: neighbours) >= context.total(context.number, in: neighbours) + Self.leastGain
  }

  private func reading(_ range: TextRange, _ meant: [UInt8], _ i: Int) -> Reading {
    let text = String(decoding: meant, as: UTF8.self)
    return Reading(range: range, intended: begins(i) ? text.prefix(1).uppercased() + text.dropFirst() : text)
  }
}
