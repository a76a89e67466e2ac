/// Pairs of words that are taken for each other, with the weights of what their neighbours say and the least surplus;
/// fitted by `Scripts/fit-confusables`.
struct ConfusionTable: Sendable {
  struct Pair: Sendable {
    let meant: String
    /// Hundredths, for the word behind what stands before it, and for the next and the last word behind it.
    let weights: (itself: Int, next: Int, last: Int)
    let threshold: Int
    /// What each part of speech adds that a word around may be: the slot (0…3), the feature, the weight.
    let neighbours: [(slot: Int, mask: NeighbourFeatures.Mask, weight: Int)]

    /// By how much the other word fits better than the threshold wants; negative where it does not.
    func surplus(_ stands: WordContext.Fit, _ other: WordContext.Fit, around: () -> [NeighbourFeatures.Mask]) -> Int {
      func gain(_ a: Int32, _ b: Int32) -> Int { neighbours.isEmpty ? Int(a - b) : min(max(Int(a - b), -Self.farthest), Self.farthest) }
      var sum = weights.itself * gain(other.itself, stands.itself) - threshold
      sum += weights.next * gain(other.next, stands.next) + weights.last * gain(other.last, stands.last)
      if neighbours.isEmpty { return sum }
      let masks = around()
      for term in neighbours where masks[term.slot] & term.mask != 0 { sum += term.weight }
      return sum
    }

    /// More says no more; the script has the same.
    private static let farthest = 150
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
    for row in try TableReader.rows(bytes, file: file, columns: 6...8) {
      let numbers = row.fields[2...5].compactMap { Int($0) }
      guard numbers.count == 4 else {
        throw CardError(file, Position(line: row.line, column: 1), "weights and thresholds are whole numbers")
      }
      let text = row.fields[0]
      if words.last?.text != text {
        words.append(Word(text: text, spellings: Self.spellings(text).map { Array($0.utf8) }))
      }
      words[words.count - 1].pairs.append(
        Pair(
          meant: row.fields[1], weights: (numbers[0], numbers[1], numbers[2]), threshold: numbers[3],
          neighbours: try Self.neighbours(row.fields.count > 7 ? row.fields[7] : "", CardError(file, Position(line: row.line, column: 1), "neighbours are like near-noun:120"))))
    }
  }

  private static func neighbours(_ text: String, _ fault: CardError) throws(CardError) -> [(slot: Int, mask: NeighbourFeatures.Mask, weight: Int)] {
    var terms: [(slot: Int, mask: NeighbourFeatures.Mask, weight: Int)] = []
    for part in text.split(separator: " ") {
      let halves = part.split(separator: ":")
      guard halves.count == 2, let weight = Int(halves[1]), let dash = halves[0].firstIndex(of: "-"),
        let slot = slots.firstIndex(of: String(halves[0][..<dash])),
        let feature = NeighbourFeatures.Feature(rawValue: String(halves[0][halves[0].index(after: dash)...]))
      else { throw fault }
      terms.append((slot, NeighbourFeatures.mask(feature), weight))
    }
    return terms
  }

  private static let slots = ["far", "near", "next", "last"]
}
