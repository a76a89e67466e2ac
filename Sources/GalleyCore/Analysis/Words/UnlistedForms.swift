import Formats
import Spelling

/// Forms of words that no dictionary lists because everybody knows how they are made.
enum UnlistedForms {
  /// `Whaaat`, `yesss`, `goooood`: a vowel held for as long as a voice holds it, or the last letter. Where three of a letter stand for
  /// two (`beginnning`), or a long word has them (`forwwward`), a key was held.
  static func isLengthened(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    guard let run = longestRun(word), run.count > 2, run.lowerBound > 0 || vowels.contains(word[0] | 0x20) else { return false }
    let text = lowercased(word[...])
    guard text.allSatisfy(\.isLowercase) else { return false }
    guard run.upperBound == word.count || vowels.contains(text[run.lowerBound]) && word.count - run.count < longestHeld else { return false }
    let isOne = isCommon(shortened(text, to: 1), lexicon), isTwo = isCommon(shortened(text, to: 2), lexicon)
    return run.count > 3 ? isOne || isTwo : isOne && !isTwo
  }

  /// Letters beside those that are held in a word that people call out.
  private static let longestHeld = 5
  /// A word that people say aloud.
  private static let common: Zipf = 4.8
  private static let vowels = Array("aeiou".utf8)

  private static func isCommon(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    !lexicon.accepts(word).isEmpty && lexicon.zipf(word) >= common
  }

  private static func longestRun(_ word: [UInt8]) -> Range<Int>? {
    var best: Range<Int>?, start = 0
    for i in word.indices where i + 1 == word.count || word[i + 1] != word[i] {
      if i + 1 - start > best?.count ?? 0 { best = start..<(i + 1) }
      start = i + 1
    }
    return best
  }

  /// Every row of three and more of a letter, cut.
  private static func shortened(_ word: [UInt8], to count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var run = 0
    for (i, letter) in word.enumerated() {
      run = i > 0 && word[i - 1] == letter ? run + 1 : 1
      if run == 1 { result.append(letter); continue }
      // How long the row is, is known at its end only.
      result.append(letter)
      if i + 1 == word.count || word[i + 1] != letter, run > 2 { result.removeLast(run - count) }
    }
    return result
  }

  /// `the kth root`: the ordinal of a number that has a letter for its name.
  static func isOrdinal(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 3 && word.dropFirst().elementsEqual("th".utf8) && indices.contains(word[word.startIndex])
  }

  /// Letters that mathematics counts by.
  private static let indices = Array("ijkmnpq".utf8)

  /// Whether a word is such an ordinal wherever it stands: after an article, where “ith” is no slip for “with”.
  static func isOrdinal(_ id: WordID, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    return analysis.occurrences(ofWord: id).allSatisfy { i in
      guard let before = document.previous(i), document.tokens[before].kind == .word else { return false }
      return document.classes(of: before).contains(.ordinalLead)
    }
  }
}
