/// Pairs of words that are mistaken for each other, with the neighbours that tell them apart; a table beside the card.
///
/// A row is: the word that stands, the one meant, what stands before, what behind. A neighbour is a list of words, `*`
/// for any, `.` for a mark or an edge, `#` for a number.
struct WordCues: Sendable {
  private struct Cue: Sendable {
    let meant: String
    let before: Neighbours
    let after: Neighbours
  }

  /// What may stand beside a word.
  private struct Neighbours: Sendable {
    let words: WordSet
    let anything: Bool, edge: Bool, number: Bool, hyphen: Bool

    init(_ list: String) {
      let parts = list.split(separator: " ")
      (anything, edge, number, hyphen) = (parts.contains("*"), parts.contains("."), parts.contains("#"), parts.contains("-"))
      words = WordSet(list)
    }
  }

  private var cues: [[Cue]] = []
  /// The words that have cues, in the order of `cues`.
  private let words: WordSet

  init(_ table: [UInt8], file: String) throws(CardError) {
    var order: [String] = []
    var index: [String: Int] = [:]
    for row in try TableReader.rows(table, file: file, columns: 4...4) {
      let word = row.fields[0]
      if index[word] == nil {
        index[word] = order.count
        order.append(word)
        cues.append([])
      }
      cues[index[word] ?? 0].append(Cue(meant: row.fields[1], before: Neighbours(row.fields[2]), after: Neighbours(row.fields[3])))
    }
    words = WordSet(order.map { Array($0.utf8) })
  }

  /// The places of a document where neighbours leave no doubt that another word was meant, with that word.
  func find(_ analysis: Analysis) -> [Int: String] {
    let document = analysis.document
    var found: [Int: String] = [:]
    for (word, cues) in zip(words.members, cues) {
      guard let fold = document.vocabulary.foldID(word) else { continue }
      let present = cues.map { (cue: $0, before: document.vocabulary.marks($0.before.words), after: document.vocabulary.marks($0.after.words)) }
      for place in analysis.tokenIndex.places(of: fold) {
        let i = Int(place)
        guard let sentence = document.sentence(of: i),
          document.vocabulary[document.tokens[i].word].shape == .lower || i == sentence.tokens.lowerBound
        else { continue }
        let before = Self.neighbour(i, -1, sentence, document), after = Self.neighbour(i, 1, sentence, document)
        let match = present.first { Self.agrees(before, $0.cue.before, $0.before) && Self.agrees(after, $0.cue.after, $0.after) }
        if let match { found[i] = match.cue.meant }
      }
    }
    return found
  }

  private enum Neighbour {
    case word(Vocabulary.FoldedID)
    case edge, number, hyphen
  }

  private static func agrees(_ found: Neighbour, _ wanted: Neighbours, _ words: WordMarks) -> Bool {
    if wanted.anything { return true }
    return switch found {
    case .word(let fold): words.contains(fold)
    case .edge: wanted.edge
    case .number: wanted.number
    case .hyphen: wanted.hyphen
    }
  }

  private static func neighbour(_ i: Int, _ step: Int, _ sentence: Sentence, _ document: Document) -> Neighbour {
    guard sentence.tokens.contains(i + step) else { return .edge }
    guard document.tokens[i + step].isBlank else { return document.tokens[i + step].kind == .hyphen ? .hyphen : .edge }
    guard sentence.tokens.contains(i + 2 * step) else { return .edge }
    let token = document.tokens[i + 2 * step]
    return switch token.kind {
    case .word: .word(document.vocabulary[token.word].folded)
    case .number: .number
    case .hyphen: .hyphen
    default: .edge
    }
  }
}
