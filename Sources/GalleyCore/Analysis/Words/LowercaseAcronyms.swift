import Formats
import Spelling

/// Finds acronyms in small letters: `bbc`, `nato`, and `the us` for the country.
struct LowercaseAcronyms {
  private static let letters = 2...6
  /// Letters of what may as well be a prefix before a hyphen: un-, re-.
  private static let longestPrefix = 2
  /// Zipf frequency of an acronym that everybody knows; some of them are words by now: ok, wifi.
  private static let common: Zipf = 3.8
  private static let country = WordSet("us")

  private let analysis: Analysis
  private let document: Document

  init(_ analysis: Analysis) { (self.analysis, document) = (analysis, analysis.document) }

  struct Acronym {
    /// Without a possessive ending.
    let range: TextRange
    let right: String
  }

  /// They, in reading order.
  func find() -> [Acronym] {
    let vocabulary = document.vocabulary
    var found = analysis.occurrences(of: Self.country).filter(isCountry).map { acronym($0, Array("US".utf8)) }
    for id in vocabulary.words.indices {
      let word = vocabulary.words[id]
      guard word.shape == .lower, word.flags.isSubset(of: .apostrophe), Self.letters.contains(analysis.words[WordID(id)].stem),
        !analysis.words.isKnown(WordID(id)), let right = capitals(id)
      else { continue }
      found += analysis.occurrences(ofWord: WordID(id)).filter(isWord).map { acronym($0, right) }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  private func acronym(_ i: Int, _ right: [UInt8]) -> Acronym {
    let start = document.tokens[i].start
    return Acronym(range: TextRange(start, start + right.count), right: String(decoding: right, as: UTF8.self))
  }

  /// Whether a word stands by itself: no part of an address or a file name, nor before a number or a bracket as names in programs are.
  private func isWord(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard document.sentence(of: i).map({ !isNearForeignWords(i, $0, document) }) ?? true, i == 0 || tokens[i - 1].isBlank || tokens[i - 1].kind == .quote else { return false }
    guard i + 1 < tokens.count else { return true }
    let mark = document.bytes[tokens[i + 1].start]
    return tokens[i + 1].isBlank || tokens[i + 1].kind == .hyphen && tokens[i].count > Self.longestPrefix || tokens[i + 1].kind == .punctuation && (mark == .comma || mark == .stop) && (i + 2 == tokens.count || tokens[i + 2].isBlank)
  }

  /// The word in capitals (BBC, MPs), if nothing else is known, and the text has that or everybody knows it.
  private func capitals(_ id: Int) -> [UInt8]? {
    let word = document.vocabulary.words[id], fold = document.vocabulary.folds[Int(word.folded)]
    let small = Array(document.bytes[word.range.start..<(word.range.start + analysis.words[WordID(id)].stem)])
    guard small.allSatisfy(\.isLowercase), !WordClass.twoLetterWord.contains(small), analysis.lexicon.accepts([small[0] & ~0x20] + small.dropFirst()).isEmpty,
      fold.count > fold.lowerCount || analysis.lexicon.zipf(small) >= Self.common && analysis.shared(WordContext.self).word(small).capitals ?? 0 >= 0
    else { return nil }
    let all = small.map { $0 & ~0x20 }
    if !analysis.lexicon.accepts(all).isEmpty { return all }
    let plural = Array(all.dropLast()) + [UInt8(ascii: "s")]
    return small.last == UInt8(ascii: "s") && !analysis.lexicon.accepts(plural).isEmpty ? plural : nil
  }

  /// `the us economy`, `new us laws`: no pronoun stands after an article or adjective.
  private func isCountry(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard document.vocabulary[tokens[i].word].shape == .lower, i >= 2, tokens[i - 1].kind == .space, tokens[i - 2].kind == .word,
      i + 2 < tokens.count, document.sentence(of: i)?.tokens.contains(i - 2) ?? false
    else { return false }
    let isNext = tokens[i + 1].kind == .space && tokens[i + 2].kind == .word && !document.classes(of: i + 2).contains(.fragmentPreposition)
    if document.vocabulary.fold(of: tokens[i - 2].word).text.elementsEqual("the".utf8) { return tokens[i + 1].kind == .punctuation || isNext }
    let grammar = analysis.shared(Grammar.self)
    func isVerb(_ i: Int) -> Bool { [.base, .third, .past, .gerund].contains { grammar.canBe($0, i) } }
    return isNext && grammar.canBe(.adjective, i - 2) && !isVerb(i - 2) && grammar.canBe(.noun, i + 2) && !isVerb(i + 2)
  }
}
