/// Pairs of words that are taken for each other, with the weights of what their neighbours say and the least surplus;
/// fitted by `Scripts/fit-confusables`.
struct ConfusionTable: Sendable {
  struct Pair: Sendable {
    let meant: String
    /// Hundredths, for the word behind what stands before it, and for the next and the last word behind it.
    let weights: (itself: Int, next: Int, last: Int)
    let threshold: Int

    /// By how much the other word fits better than the threshold wants; negative where it does not.
    func surplus(_ stands: WordContext.Fit, _ other: WordContext.Fit) -> Int {
      let itself = weights.itself * Int(other.itself - stands.itself)
      return itself + weights.next * Int(other.next - stands.next) + weights.last * Int(other.last - stands.last) - threshold
    }
  }

  struct Word: Sendable {
    let text: String
    /// As texts write it: with a straight or a curly apostrophe.
    let spellings: [[UInt8]]
    var pairs: [Pair] = []
  }

  /// As texts may write it.
  static func spellings(_ text: String) -> [String] { text.contains("'") ? [text, curled(text)] : [text] }

  /// With curly apostrophes.
  static func curled(_ text: String) -> String { text.split(separator: "'").joined(separator: "’") }

  /// In the order of the table.
  private(set) var words: [Word] = []

  /// - Throws: a `CardError` with its place where a number is none
  init(_ bytes: [UInt8], file: String) throws(CardError) {
    for row in try TableReader.rows(bytes, file: file, columns: 6...7) {
      let numbers = row.fields[2...5].compactMap { Int($0) }
      guard numbers.count == 4 else {
        throw CardError(file, Position(line: row.line, column: 1), "weights and thresholds are whole numbers")
      }
      let text = row.fields[0]
      if words.last?.text != text {
        words.append(Word(text: text, spellings: Self.spellings(text).map { Array($0.utf8) }))
      }
      words[words.count - 1].pairs.append(
        Pair(meant: row.fields[1], weights: (numbers[0], numbers[1], numbers[2]), threshold: numbers[3]))
    }
  }
}
