import Formats
import Spelling

/// Finds words of which each letter stands by itself: `r a t i n g s`. Capitals so are how headings are set.
struct SpacedLetters {
  /// Letters of a word that no list of variables is.
  private static let least = 4
  private let analysis: Analysis

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// The words and what they are when joined, in reading order.
  func find() -> [(range: TextRange, word: String)] {
    let document = analysis.document
    let letters = document.vocabulary.words.indices.filter { id in
      let word = document.vocabulary.words[id]
      return word.range.count == 1 && document.bytes[word.range.start].isLetter
    }
    guard letters.count > 1 else { return [] }
    var found: [(range: TextRange, word: String)] = []
    var run: [Int] = []
    for i in letters.flatMap({ analysis.occurrences(ofWord: WordID($0)) }).sorted() {
      if let last = run.last, i != last + 2 || document.tokens[i - 1].kind != .space {
        found += joined(run)
        run = []
      }
      run.append(i)
    }
    return found + joined(run)
  }

  /// The word that a row of letters makes; an article may stand before it.
  private func joined(_ run: [Int]) -> [(range: TextRange, word: String)] {
    guard run.count >= Self.least else { return [] }
    let document = analysis.document
    let letters = run.map { document.bytes[document.tokens[$0].start] }
    for first in 0...1 {
      let word = letters[first...]
      guard word.count >= Self.least, word.dropFirst().allSatisfy(\.isLowercase), !analysis.lexicon.accepts(Array(word)).isEmpty else { continue }
      let range = TextRange(document.tokens[run[first]].start, document.tokens[run[run.count - 1]].end)
      return [(range, String(decoding: word, as: UTF8.self))]
    }
    return []
  }
}
