import Formats
import Spelling

/// Passages that are written as people of a region or class speak: told by words that only such speech has and by
/// apostrophes for letters that it drops. What dictionaries and grammars ask does not hold there.
package struct Vernacular: SharedAnalysis {
  private let document: Document
  /// Tokens that are signs of dialect, ascending.
  private let signs: [Int]
  /// The text speaks dialect from end to end: its narrator does.
  private let isThroughout: Bool

  /// A text with so many signs, and one in so many words, speaks dialect from end to end.
  private static let least = 6, wordsForOne = 200
  /// A passage of so many signs, one in so many words, is speech in dialect.
  private static let leastHere = 2, wordsForOneHere = 25
  /// Paragraphs on either side of one that belong to the same talk.
  private static let reach = 2

  package init(_ analysis: Analysis) {
    let document = analysis.document
    self.document = document
    // DAT, Dat Nguyen
    var found = analysis.occurrences(of: WordClass.vernacular).filter { document.vocabulary[document.tokens[$0].word].shape == .lower || document.tokens[$0].flags.contains(.apostrophe) }
    found += Self.dropped(analysis) + Self.clipped(analysis)
    signs = Array(Set(found)).sorted()
    isThroughout = signs.count >= Self.least && signs.count * Self.wordsForOne >= document.wordCount
  }

  /// How many signs of dialect the text has.
  var count: Int { signs.count }

  /// Whether the passage around a token is dialect.
  package func holds(at i: Int) -> Bool {
    if isThroughout || signs.isEmpty { return isThroughout }
    guard let here = document.paragraphIndex(ofToken: i) else { return false }
    if isDialect(here...here) { return true }
    let talk = max(0, here - Self.reach)...min(document.paragraphs.count - 1, here + Self.reach)
    return signs(in: here...here) > 0 && isDialect(talk)
  }

  private func isDialect(_ paragraphs: ClosedRange<Int>) -> Bool {
    let signs = signs(in: paragraphs)
    let words = document.paragraphs[paragraphs].reduce(0) { $0 + $1.words }
    return signs >= Self.leastHere && signs * Self.wordsForOneHere >= words
  }

  private func signs(in paragraphs: ClosedRange<Int>) -> Int {
    let tokens = document.paragraphs[paragraphs.lowerBound].tokens.lowerBound..<document.paragraphs[paragraphs.upperBound].tokens.upperBound
    return signs.partitioningIndex { $0 >= tokens.upperBound } - signs.partitioningIndex { $0 >= tokens.lowerBound }
  }

  /// Words that lost a letter to an apostrophe which is no ending’s: `’bout`, `goin’`, `ghos’`.
  private static func dropped(_ analysis: Analysis) -> [Int] {
    let document = analysis.document, tokens = document.tokens
    return analysis.quotations[.single].marks.compactMap { mark in
      guard mark.role == .none, mark.glyph == .singleClose || mark.glyph == .straightSingle else { return nil }
      if mark.flags.contains(.letterBefore), !mark.flags.contains(.letterAfter), mark.token > 0 {
        let word = tokens[mark.token - 1]
        // the boys’ coats
        guard word.kind == .word, let last = document.bytes(word).last, !sibilants.contains(last | 0x20) else { return nil }
        return mark.token - 1
      }
      // “BEE 'S NEST”: an ending that was torn off.
      guard mark.shape == .opening, mark.flags.contains(.letterAfter), mark.token + 1 < tokens.count, tokens[mark.token + 1].kind == .word,
        !document.classes(of: mark.token + 1).contains(.contractionEnding)
      else { return nil }
      return mark.token + 1
    }
  }

  /// Participles without their last letter, where the text has several: `goin`, `singin`.
  private static func clipped(_ analysis: Analysis) -> [Int] {
    let document = analysis.document
    var words: Set<Vocabulary.FoldedID> = []
    let found = analysis.outOfVocabulary.filter { i in
      let fold = document.vocabulary[document.tokens[i].word].folded
      let text = document.vocabulary.folds[Int(fold)].text
      guard text.count >= shortestClipped, text.suffix(2).elementsEqual("in".utf8), !analysis.lexicon.accepts(text + "g".utf8).isEmpty else { return false }
      words.insert(fold)
      return true
    }
    return words.count >= leastClipped ? found : []
  }

  /// Letters of `goin`; one such word is a slip of the finger.
  private static let shortestClipped = 4, leastClipped = 2

  private static let sibilants = Array("szx".utf8)
}
