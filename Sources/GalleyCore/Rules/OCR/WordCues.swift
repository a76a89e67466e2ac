/// Pairs of words that are mistaken for each other, with the neighbours that tell them apart; a table beside the card.
///
/// A row is: the word that stands, the one meant, what stands before, what behind. A neighbour is a list of words, `*`
/// for any, `.` for a mark or an edge, `#` for a number.
struct WordCues: Sendable {
  private struct Cue: Sendable {
    let meant: String
    let before: Set<[UInt8]>
    let after: Set<[UInt8]>
  }

  private var cues: [[UInt8]: [Cue]] = [:]

  init(_ table: [UInt8], file: String) throws(CardError) {
    for row in try TableReader.rows(table, file: file, columns: 4...4) {
      cues[Array(row.fields[0].utf8), default: []].append(
        Cue(meant: row.fields[1], before: Self.set(row.fields[2]), after: Self.set(row.fields[3])))
    }
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  /// By distinct word of a document, whether the table has it.
  func words(of document: Document) -> [Bool] {
    let known = document.vocabulary.folds.map { cues[$0.text] != nil }
    return document.vocabulary.words.map { known[Int($0.folded)] }
  }

  /// What token `i` was meant to be, if its neighbours leave no doubt.
  func cue(_ i: Int, _ sentence: Sentence, _ document: Document) -> String? {
    let fold = document.vocabulary.fold(of: document.tokens[i].word).text
    guard let cues = cues[fold], document.vocabulary[document.tokens[i].word].shape == .lower || i == sentence.tokens.lowerBound else {
      return nil
    }
    let before = Self.kind(i, -1, sentence, document), after = Self.kind(i, 1, sentence, document)
    return cues.first { Self.matches($0.before, before) && Self.matches($0.after, after) }?.meant
  }

  private static func matches(_ wanted: Set<[UInt8]>, _ found: [UInt8]) -> Bool { wanted.contains([0x2A]) || wanted.contains(found) }

  private static func kind(_ i: Int, _ step: Int, _ sentence: Sentence, _ document: Document) -> [UInt8] {
    let edge: [UInt8] = [0x2E]
    guard sentence.tokens.contains(i + step) else { return edge }
    guard document.tokens[i + step].isBlank else { return document.tokens[i + step].kind == .hyphen ? [0x2D] : edge }
    guard sentence.tokens.contains(i + 2 * step) else { return edge }
    let token = document.tokens[i + 2 * step]
    switch token.kind {
    case .word: return document.vocabulary.fold(of: token.word).text
    case .number: return [0x23]
    case .hyphen: return [0x2D]
    default: return edge
    }
  }
}
