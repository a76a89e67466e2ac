import Formats

/// Reads the lists of words of a pack: rows of `class<TAB>words`, as in galley’s own `Rules/lexicon`.
extension WordClassList {
  private static let classes = Dictionary(uniqueKeysWithValues: WordClass.allCases.map { ("\($0)", $0) })

  static func read(_ bytes: [UInt8], file: String) throws(CardError) -> [WordClassList] {
    try TableReader.rows(bytes, file: file, columns: 1...2).map { (row: TableReader.Row) throws(CardError) -> WordClassList in
      let at = Position(line: row.line, column: 1)
      guard let wordClass = classes[row.fields[0]] else {
        let hint = nearest(row.fields[0], in: classes.keys).map { "; did you mean “\($0)”?" } ?? " (“galley inspect words” shows those of a text)"
        throw CardError(file, at, "“\(row.fields[0])” is no class of words\(hint)")
      }
      let words = row.fields.count > 1 ? row.fields[1].utf8.split(separator: .space) : []
      guard !words.isEmpty else {
        throw CardError(file, at, "a row is a class of words, a tab, and the words with spaces between them")
      }
      return WordClassList(wordClass, words.map { lowercased(Array($0)[...]) })
    }
  }
}
