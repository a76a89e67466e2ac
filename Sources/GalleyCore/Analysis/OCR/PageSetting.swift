import Spelling

/// How a text stands on its page, as far as plain text shows it: what looks odd by the customs of an article may be
/// how the printer set it.
package struct PageSetting: SharedAnalysis {
  /// Lines end where the column did: hyphens at their ends are how words were set.
  package let isWrapped: Bool
  /// Lines of verse run together: small words with capitals in mid-sentence throughout.
  package let isVerse: Bool
  /// The English of older books, which had its own spellings and spaced its tall marks.
  package let isOld: Bool
  /// Some sign of an older book at least: its forms of words are no slips.
  package let isPeriod: Bool
  /// Tall marks stand behind a thin space.
  package let spacesMarks: Bool

  package init(_ analysis: Analysis) {
    let document = analysis.document
    var breaks = 0, words = 0, capitals = 0, spaced = 0, cut = 0
    for paragraph in document.paragraphs {
      words += paragraph.words
      var before: Token?
      for i in paragraph.tokens {
        let token = document.tokens[i]
        switch token.kind {
        case .lineBreak:
          breaks += 1
          if before?.kind == .hyphen { cut += 1 }
        case .space: continue
        case .punctuation:
          // Tall marks behind a thin space.
          let byte = document.bytes[token.start]
          if byte == 0x21 || byte == 0x3F || byte == 0x3B, before?.kind == .word, document.tokens[i - 1].kind == .space { spaced += 1 }
        case .word:
          if let before, isSmall(before, document), document.vocabulary[token.word].shape == .capitalised,
            Self.openers.contains(document.vocabulary.fold(of: token.word).text)
          {
            capitals += 1
          }
        default: break
        }
        before = token
      }
    }
    isWrapped = breaks >= 3 && breaks * 40 >= words || cut > 3
    isVerse = capitals >= 4 && capitals * 200 >= words
    var old = 0
    for word in Archaisms.signs {
      if let id = document.vocabulary.foldID(word) { old += document.vocabulary.folds[Int(id)].count }
    }
    for fold in document.vocabulary.folds where fold.text.count >= 6 && fold.lowerCount > 0 && fold.text.last == 0x64 {
      // pass'd
      let stem = fold.text.dropLast(2)
      if fold.text[stem.count] == 0x27, !analysis.lexicon.accepts(Array(stem) + [0x65, 0x64]).isEmpty { old += fold.count }
    }
    isOld = isVerse || old >= 2 && old * 250 >= words
    spacesMarks = spaced >= 2
    isPeriod = isOld || old >= 2 || spacesMarks
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  /// Words that begin lines of verse and no names.
  private static let openers = set(
    """
    the and to of in a with for but or as that when while where which who whose whom what than then so yet nor if from \
    by on at his her their our my thy its this these those is was are were be he she they we how not no all
    """)
}
