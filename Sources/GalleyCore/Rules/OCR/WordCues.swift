import Formats
import Synchronization

/// Pairs of words that are mistaken for each other, with the neighbours that tell them apart; a table beside the card.
///
/// A row is: the word that stands, the one intended, what stands before, what stands after. A neighbour is a list of words, `*`
/// for any, `.` for a mark or an edge, `#` for a number.
final class WordCues: Sendable {
  private struct Cue: Sendable {
    let intended: String
    /// Lists of neighbours; read only for words that a document has.
    let before: String, after: String
  }

  /// What may stand beside a word.
  private struct Neighbours {
    let words: WordSet
    let anything: Bool, edge: Bool, number: Bool, hyphen: Bool

    init(_ list: String) {
      words = WordSet(list.contains("'") ? "\(list) \(ConfusionTable.curled(list))" : list)
      (anything, edge, number, hyphen) = (words.contains([.asterisk]), words.contains([.stop]), words.contains([.hash]), words.contains([.hyphen]))
    }

    func agrees(_ found: Neighbour, _ document: Document) -> Bool {
      if anything { return true }
      return switch found {
      case .word(let fold): words.contains(document.vocabulary.folds[Int(fold)].text)
      case .edge: edge
      case .number: number
      case .hyphen: hyphen
      }
    }
  }
  private struct Known {
    let intended: String
    let before: Neighbours, after: Neighbours
  }
  /// The cues of the words that were met, by their index in `cues`.
  private let known = Mutex<[Int: [Known]]>([:])

  private func known(_ number: Int) -> [Known] {
    known.withLock { known in
      if let made = known[number] { return made }
      let made = cues[number].map { Known(intended: $0.intended, before: Neighbours($0.before), after: Neighbours($0.after)) }
      known[number] = made
      return made
    }
  }

  private let cues: [[Cue]]
  /// The words that have cues, in the order of `cues`.
  private let words: WordSet

  init(_ table: [UInt8], file: String) throws(CardError) {
    var order: [String] = []
    var cues: [[Cue]] = []
    var index: [String: Int] = [:]
    for row in try TableReader.rows(table, file: file, columns: 4...4) {
      for word in ConfusionTable.spellings(row.fields[0]) {
        if index[word] == nil {
          index[word] = order.count
          order.append(word)
          cues.append([])
        }
        cues[index[word] ?? 0].append(Cue(intended: row.fields[1], before: row.fields[2], after: row.fields[3]))
      }
    }
    self.cues = cues
    words = WordSet(order.map { Array($0.utf8) })
  }

  /// The tokens of a document whose neighbours leave no doubt that another word was intended, with that word.
  func find(_ analysis: Analysis) -> [Int: String] {
    let document = analysis.document
    var found: [Int: String] = [:]
    for (number, word) in words.members.enumerated() {
      guard let fold = document.vocabulary.foldID(word, key: words.keys[number]) else { continue }
      let cues = known(number)
      for i in analysis.tokenIndex.occurrences(of: fold).lazy.map(Int.init) {
        guard let intended = Self.intended(i, cues, document),
          document.vocabulary[document.tokens[i].word].shape == .lower || document.startsSentence(i)
        else { continue }
        found[i] = intended
      }
    }
    return found
  }

  private static func intended(_ i: Int, _ cues: [Known], _ document: Document) -> String? {
    // Only after a line's end or an abbreviation may a word belong to another sentence.
    let isDoubtful = [i - 2, i - 1, i + 1, i + 2].contains { k in
      guard k >= 0, k < document.tokens.count else { return false }
      return document.tokens[k].kind == .lineBreak || document.tokens[k].flags.contains(.dotted)
    }
    let range = isDoubtful ? document.sentence(of: i)?.tokens ?? i..<(i + 1) : document.tokens.indices
    let before = neighbour(i, -1, range, document), after = neighbour(i, 1, range, document)
    return cues.first { $0.before.agrees(before, document) && $0.after.agrees(after, document) }?.intended
  }

  private enum Neighbour {
    case word(Vocabulary.FoldedID)
    case edge, number, hyphen
  }

  private static func neighbour(_ i: Int, _ step: Int, _ range: Range<Int>, _ document: Document) -> Neighbour {
    guard range.contains(i + step) else { return .edge }
    guard document.tokens[i + step].isBlank else { return document.tokens[i + step].kind == .hyphen ? .hyphen : .edge }
    guard range.contains(i + 2 * step) else { return .edge }
    let token = document.tokens[i + 2 * step]
    return switch token.kind {
    case .word: .word(document.vocabulary[token.word].folded)
    case .number: .number
    case .hyphen: .hyphen
    default: .edge
    }
  }
}
