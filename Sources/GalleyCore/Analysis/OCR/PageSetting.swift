import Formats
import Spelling

/// How a text stands on its page, as far as plain text shows it: what looks odd by the customs of an article may be
/// how the printer set it.
package struct PageSetting: SharedAnalysis {
  /// Lines end where the column did: hyphens at their ends are how words were set.
  package let isWrapped: Bool
  /// Lines of verse run together: function words with capitals in mid-sentence throughout.
  package let isVerse: Bool
  /// The English of older books, which had its own spellings and spaced its tall marks.
  package let isOld: Bool
  /// Some sign of an older book at least: its forms of words are no slips.
  package let isPeriod: Bool
  /// Words are cut where the column’s lines ended: the text was taken from a page.
  package let isCut: Bool
  /// Tall marks stand after a thin space.
  package let spacesMarks: Bool
  /// A page of a book: nobody typed it.
  package var isBook: Bool { isCut || isPeriod }
  /// Taken from a printed page, by any of these signs.
  package var isPrinted: Bool { isWrapped || isCut || isPeriod }

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let tokens = document.tokens
    let words = document.wordCount
    /// What stands before token `i` in its line, spaces left out.
    func before(_ i: Int) -> Token? {
      var k = i - 1
      while k >= 0, tokens[k].kind == .space { k -= 1 }
      return k >= 0 ? tokens[k] : nil
    }
    func isInside(_ i: Int) -> Bool { document.paragraph(ofToken: i).map { i > $0.tokens.lowerBound } ?? false }
    var walk = ParagraphWalk(document)
    let lineBreaks = analysis.tokenIndex.tokens(.lineBreak).filter { walk.paragraph(ofToken: $0) != nil }
    let breaks = lineBreaks.count
    let cut = lineBreaks.count { before($0)?.kind == .hyphen }
    // Tall marks after a thin space.
    let spaced = analysis.tokenIndex.marks(Self.tall).count { i in
      guard i > 1, tokens[i - 1].kind == .space else { return false }
      return before(i)?.kind == .word && isInside(i)
    }
    let openers = document.vocabulary.marks(Self.openers)
    var capitals = 0
    for (id, opener) in document.vocabulary.words.enumerated() where opener.shape == .capitalised && openers.contains(opener.folded) {
      for place in analysis.tokenIndex.occurrences(of: opener.folded) where tokens[Int(place)].word == WordID(id) {
        if let word = before(Int(place)), isLowercase(word, document), isInside(Int(place)) { capitals += 1 }
      }
    }
    let leastCut = max(Self.leastCut, words / Self.wordsForOne)
    isCut = Self.cutWords(analysis, atMost: leastCut) == leastCut
    isWrapped = breaks >= Self.leastLines && breaks * Self.longestLine >= words || cut > Self.mostCut
    isVerse = capitals >= Self.leastVerses && capitals * Self.wordsForVerse >= words
    var old = document.vocabulary.count(Archaisms.signs)
    for fold in document.vocabulary.folds where fold.text.count >= Self.leastElided && fold.lowerCount > 0 && fold.text.last == UInt8(ascii: "d") {
      // pass'd
      let stem = fold.text.dropLast(2)
      if fold.text[stem.count] == .apostrophe, !analysis.lexicon.accepts(Array(stem) + "ed".utf8).isEmpty { old += fold.count }
    }
    // What tells old English is how other languages are written today: French has a space before tall marks.
    if !analysis.resources.isEnglish { old = 0 }
    isOld = isVerse || old >= 2 && old * Self.wordsForOldForm >= words
    spacesMarks = spaced >= 2
    // A long text may quote an old one.
    isPeriod = isOld || analysis.resources.isEnglish && max(old, spaced) >= max(2, words / Self.wordsForOne)
  }

  /// Words in two pieces of which one at least is none, with the hyphen between or the space that it left.
  private static func cutWords(_ analysis: Analysis, atMost most: Int) -> Int {
    let document = analysis.document, tokens = document.tokens
    var found = 0, last = -1
    for i in analysis.outOfVocabulary where tokens[i].count > 1 && tokens[i].flags.isDisjoint(with: [.digit, .apostrophe]) {
      for (left, right) in [(i, i + 2), (i - 2, i)] where left > last && right < tokens.count && isLowercase(tokens[right], document) {
        guard tokens[left].kind == .word, tokens[left].count > 1, tokens[left + 1].kind == .hyphen || tokens[left + 1].kind == .space
        else { continue }
        let whole = lowercased((document.bytes(tokens[left]) + document.bytes(tokens[right]))[...])
        guard analysis.lexicon.zipf(whole) >= Self.known, !analysis.lexicon.accepts(whole).isEmpty else { continue }
        (found, last) = (found + 1, right)
        if found == most { return found }
      }
    }
    return found
  }

  /// Line ends within paragraphs, and the words of the longest line that a column has.
  private static let leastLines = 3, longestLine = 40
  /// Compounds that happen to break at their hyphens.
  private static let mostCut = 3
  /// Capitals that no sentence explains, and words for each.
  private static let leastVerses = 4, wordsForVerse = 200
  /// Words for each old form in a text that was written so.
  private static let wordsForOldForm = 250
  /// Bytes of a verb with an apostrophe for its e: pass'd.
  private static let leastElided = 6
  /// Zipf frequency of a word that a line’s end may have cut.
  private static let known: Zipf = 2.0
  /// One such word is a slip.
  private static let leastCut = 2
  /// A sign of an old book or a page in so many words makes a text one.
  private static let wordsForOne = 1_500

  private static let tall = MarkSet("!?;")
  /// Words that begin lines of verse and no names.
  private static let openers = WordClass.pageOpener
}
