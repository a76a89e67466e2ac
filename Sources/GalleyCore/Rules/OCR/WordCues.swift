/// Pairs of words that are mistaken for each other, with the neighbours that tell them apart; a table beside the card.
///
/// A row is: the word that stands, the one meant, what stands before, what behind. A neighbour is a list of words, `*`
/// for any, `.` for a mark or an edge, `#` for a number.
struct WordCues: Sendable {
  private struct Cue: Sendable {
    let meant: String
    /// Lists of neighbours; read only for words that a document has.
    let before: String, after: String
  }

  /// What may stand beside a word, as far as a document has it.
  private struct Wanted {
    let words: WordMarks
    let anything: Bool, edge: Bool, number: Bool, hyphen: Bool

    init(_ list: String, _ document: Document) {
      let set = WordSet(list)
      (anything, edge, number, hyphen) = (set.contains([0x2A]), set.contains([0x2E]), set.contains([0x23]), set.contains([0x2D]))
      words = document.vocabulary.marks(set)
    }

    func agrees(_ found: Neighbour) -> Bool {
      if anything { return true }
      return switch found {
      case .word(let fold): words.contains(fold)
      case .edge: edge
      case .number: number
      case .hyphen: hyphen
      }
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
      cues[index[word] ?? 0].append(Cue(meant: row.fields[1], before: row.fields[2], after: row.fields[3]))
    }
    words = WordSet(order.map { Array($0.utf8) })
  }

  /// The places of a document where neighbours leave no doubt that another word was meant, with that word.
  func find(_ analysis: Analysis) -> [Int: String] {
    let document = analysis.document
    var found: [Int: String] = [:]
    for (word, cues) in zip(words.members, cues) {
      guard let fold = document.vocabulary.foldID(word) else { continue }
      let present = cues.map { (meant: $0.meant, before: Wanted($0.before, document), after: Wanted($0.after, document)) }
      for place in analysis.tokenIndex.places(of: fold) {
        let i = Int(place)
        guard let sentence = document.sentence(of: i),
          document.vocabulary[document.tokens[i].word].shape == .lower || i == sentence.tokens.lowerBound
        else { continue }
        let before = Self.neighbour(i, -1, sentence, document), after = Self.neighbour(i, 1, sentence, document)
        let match = present.first { $0.before.agrees(before) && $0.after.agrees(after) }
        if let match { found[i] = match.meant }
      }
    }
    return found
  }

  private enum Neighbour {
    case word(Vocabulary.FoldedID)
    case edge, number, hyphen
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
