import Formats
import Spelling

/// A form that no dictionary, no list and nothing else knows, with all its occurrences in a document.
package struct UnknownWord: Sendable {
  package let fold: Vocabulary.FoldedID
  /// In lower case, as a dictionary spells it, without a possessive ending.
  package let text: [UInt8]
  /// Tokens, ascending.
  package internal(set) var occurrences: [Int]
}

/// The forms of a document that nothing knows, in the order of their first occurrences.
package struct UnknownWords: SharedAnalysis {
  package let words: [UnknownWord]
  /// Bytes of the longest run of letters that is judged as a word; no language writes longer ones.
  private static let longest = 64

  package init(_ analysis: Analysis) {
    let document = analysis.document, vocabulary = document.vocabulary
    let setting = analysis.shared(PageSetting.self)
    let isScan = analysis.shared(Damage.self).level >= .light
    var indices: [Vocabulary.FoldedID: Int] = [:]
    var found: [UnknownWord] = []
    var species: Set<Vocabulary.FoldedID> = []
    for i in analysis.resources.isEnglish && (isScan || setting.isPeriod) ? outOfVocabularyAndScraps(analysis) : analysis.outOfVocabulary {
      let token = document.tokens[i]
      let known = analysis.words[token.word]
      if !isScan, Self.isCode(document.bytes(token)) { continue }
      guard !known.isForeignScript, known.stem <= Self.longest, let sentence = document.sentence(of: i), !Self.isMarked(i, document)
      else { continue }
      let fold = vocabulary[token.word].folded
      if species.contains(fold) { continue }
      // What taxonomists call their finds no dictionary says.
      if !isScan, vocabulary[token.word].shape == .lower, epithetSigns(i, after: sentence.tokens.lowerBound, analysis) == 2 {
        species.insert(fold)
        continue
      }
      if let index = indices[fold] {
        found[index].occurrences.append(i)
        continue
      }
      let text = lowercased(plainSpelling(document.bytes[token.start..<(token.start + known.stem)])[...])
      // A word of the English that the text is written in.
      if setting.isPeriod, Archaisms.isForm(text[...], analysis.lexicon) { continue }
      // Accents and all a word of another language.
      guard !text.isEmpty, !token.flags.contains(.nonASCII) || text.allSatisfy({ $0 < 0x80 }) || analysis.lexicon.foreignZipf(text.span) == .unseen
      else { continue }
      indices[fold] = found.count
      found.append(UnknownWord(fold: fold, text: text, occurrences: [i]))
    }
    words = found
  }

  /// A capital letter with nothing but digits after it: what lines, roads, vitamins and machines are called.
  private static func isCode(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count > 1, let first = bytes.first, first.isCapital else { return false }
    return bytes.dropFirst().allSatisfy { $0.isDigit }
  }

  /// Damage that the character rules report whole: marks inside a word, invisible scalars.
  private static func isMarked(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    if tokens[i].flags.contains(.invisible) { return true }
    for step in [-1, 1] where tokens.indices.contains(i + step) {
      let mark = tokens[i + step]
      if mark.kind == .invisible { return true }
      guard mark.kind == .symbol || mark.kind == .quote, tokens.indices.contains(i + 2 * step) else { continue }
      // An apostrophe of another glyph, a sign in the midst of a word.
      if tokens[i + 2 * step].kind == .word { return true }
    }
    return false
  }
}
