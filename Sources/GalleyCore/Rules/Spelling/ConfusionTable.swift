import Formats
import Spelling
import Synchronization

/// Pairs of words that are taken for each other, with the weights of what their neighbours say and the least surplus;
/// fitted by `Scripts/fit-confusables`.
struct ConfusionTable: Sendable {
  struct Pair: Sendable {
    let intended: String
    let model: LanguageModel.Word
    /// Hundredths, for the word after what stands before it, and for the next and the last word after it.
    let weights: (itself: Int, next: Int, last: Int)
    let threshold: Int
    /// What each feature adds that a word around may have: by position (0…3) and feature, `NeighbourFeatures.most` for each
    /// position; empty where nothing does.
    let neighbours: [Int32]

    /// By how much the other word fits better than the threshold wants; negative where it does not.
    func surplus(_ stands: WordContext.Fit, _ other: WordContext.Fit, around: () -> [NeighbourFeatures.Mask]) -> Int {
      weights.itself * gain(other.itself, stands.itself) + weights.next * gain(other.next, stands.next)
        + weights.last * gain(other.last, stands.last) - threshold + sum(around)
    }

    /// What the neighbours’ parts of speech add up to.
    private func sum(_ around: () -> [NeighbourFeatures.Mask]) -> Int {
      if neighbours.isEmpty { return 0 }
      var sum = 0
      for (position, mask) in around().enumerated() {
        var rest = mask
        while rest != 0 {
          sum += Int(neighbours[position * NeighbourFeatures.most + rest.trailingZeroBitCount])
          rest &= rest &- 1
        }
      }
      return sum
    }

    /// What the surplus cannot exceed where no more is known of the other word than how it follows what stands before, and perhaps how
    /// the next word follows it.
    func mostSurplus(_ stands: WordContext.Fit, itself: Int32, next: Int32?, around: () -> [NeighbourFeatures.Mask]) -> Int {
      func most(_ weight: Int, _ score: Int32) -> Int {
        if neighbours.isEmpty, weight < 0 { return .max / 8 }
        return max(weight * gain(Self.slack, score), weight * -Self.farthest)
      }
      return weights.itself * gain(itself, stands.itself) + (next.map { weights.next * gain($0, stands.next) } ?? most(weights.next, stands.next))
        + most(weights.last, stands.last) - threshold + sum(around)
    }

    /// How much better the other word fits.
    private func gain(_ other: Int32, _ stands: Int32) -> Int {
      let gain = Int(other - stands)
      return neighbours.isEmpty ? gain : min(max(gain, -Self.farthest), Self.farthest)
    }

    /// More says no more; the script has the same.
    private static let farthest = 150
    /// Steps by which a score may exceed certainty, for back-off weights.
    private static let slack: Int32 = 15
  }

  struct Word: Sendable {
    let model: LanguageModel.Word
    let pairs: [Pair]
  }

  /// A word of the table, whose rows are read when a document has it.
  private struct Entry: Sendable {
    let text: ArraySlice<UInt8>
    let key: UInt64
    /// With curly apostrophes; nil where it has none.
    let curled: [UInt8]?
    var rows: Range<Int>
    /// Of the first row.
    let line: Int
  }

  /// As texts may write it.
  static func spellings(_ text: String) -> [String] { text.contains("'") ? [text, curled(text)] : [text] }

  /// With curly apostrophes.
  static func curled(_ text: String) -> String { text.split(separator: "'").joined(separator: "’") }

  private let bytes: [UInt8]
  private let file: String
  /// In the order of the table.
  private let entries: [Entry]
  private let known: KnownWords

  private final class KnownWords: Sendable { let words = Mutex<[Int: Word]>([:]) }

  init(_ bytes: [UInt8], file: String) throws(CardError) {
    var entries: [Entry] = []
    let span = bytes.span
    var start = 0, line = 1
    while start < span.count {
      var end = start
      while end < span.count, span[end] != 0x0A { end += 1 }
      if end > start, span[start] != UInt8(ascii: "#") {
        let text = bytes[start..<end].prefix { $0 != 0x09 }
        if entries.last?.text == text {
          entries[entries.count - 1].rows = entries[entries.count - 1].rows.lowerBound..<end
        } else {
          let curled = text.contains(.apostrophe) ? Array(Self.curled(String(decoding: text, as: UTF8.self)).utf8) : nil
          entries.append(Entry(text: text, key: Vocabulary.key(text.span), curled: curled, rows: start..<end, line: line))
        }
      }
      (start, line) = (end + 1, line + 1)
    }
    (self.bytes, self.file, self.entries, known) = (bytes, file, entries, KnownWords())
  }

  /// Reads every row.
  /// - Throws: a `CardError` with its place where a number is none
  func validate() throws(CardError) { for number in entries.indices { _ = try read(number) } }

  /// The words that a document has, in the order of the table, each spelling by itself.
  func words(in document: Document) -> [(fold: Vocabulary.FoldedID, word: Word)] {
    var found: [(fold: Vocabulary.FoldedID, word: Word)] = []
    for (number, entry) in entries.enumerated() {
      if let fold = document.vocabulary.foldID(key: entry.key), document.vocabulary.folds[Int(fold)].text.elementsEqual(entry.text), let word = word(number) {
        found.append((fold, word))
      }
      if let curled = entry.curled, let fold = document.vocabulary.foldID(curled), let word = word(number) { found.append((fold, word)) }
    }
    return found
  }

  /// Nil where a row is faulty, which `validate` tells.
  private func word(_ number: Int) -> Word? {
    known.words.withLock { known in
      if let made = known[number] { return made }
      guard let new = try? read(number) else { return nil }
      known[number] = new
      return new
    }
  }

  private func read(_ number: Int) throws(CardError) -> Word {
    let entry = entries[number]
    var pairs: [Pair] = []
    for (offset, row) in bytes[entry.rows].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if row.first ?? UInt8(ascii: "#") == UInt8(ascii: "#") { continue }
      do { pairs.append(try ConfusionRow.read(row)) } catch {
        throw CardError(file, Position(line: entry.line + offset, column: 1), error.message)
      }
    }
    return Word(model: LanguageModel.english.word(Array(entry.text)), pairs: pairs)
  }
}
