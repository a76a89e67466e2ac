private import CSpellingData

extension Lexicon {
  /// A valid word that another valid one may have been read or written for.
  package struct Confusion: Sendable {
    package let word: [UInt8]
    package let key: UInt64
    /// −log₁₀ of the probability of the slip.
    package let cost: Double
    package let observed: [UInt8]
    package let intended: [UInt8]
    /// A slip of the hand rather than a misreading.
    package var isSlip: Bool { cost >= Lexicon.slip }
  }

  /// The key of a word in small letters, for counts of words and pairs.
  package static func key(_ word: ArraySlice<UInt8>) -> UInt64 { WordHash.of(word.span, .lower) }

  /// Zipf × 10; 0 when the word was never seen.
  package func frequency(key: UInt64) -> Int { hasFrequencies ? FrequencyTable.unigrams.value(key) : 0 }

  /// 20 × log₁₀ of how often the pair was counted; 0 when it was not.
  package func pairCount(_ left: UInt64, _ right: UInt64) -> Int {
    hasFrequencies ? FrequencyTable.bigrams.value(WordHash.pair(left, right)) : 0
  }

  /// The dictionary words that one misreading turns into `word` (small ASCII letters): none rarer than Zipf × 10 =
  /// `least`.
  /// - Parameter withSlips: for rare words, also those that one slip of the hand does
  package func confusions(of word: [UInt8], least: Int, withSlips: Bool) -> [Confusion] {
    guard hasFrequencies, word.count >= 2, word.count <= 16, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return [] }
    return knownConfusions.value(ConfusionQuery(word: word, least: least, withSlips: withSlips)) {
      findConfusions(of: word, least: least, withSlips: withSlips)
    }
  }

  struct ConfusionQuery: Hashable {
    let word: [UInt8]
    let least: Int
    let withSlips: Bool
  }

  private func findConfusions(of word: [UInt8], least: Int, withSlips: Bool) -> [Confusion] {
    var found: [Confusion] = []
    // One buffer: hardly any of the words tried is one.
    var other: [UInt8] = []
    func add(_ start: Int, _ observed: [UInt8], _ intended: [UInt8], _ cost: Double) {
      other.removeAll(keepingCapacity: true)
      for i in 0..<start { other.append(word[i]) }
      for letter in intended { other.append(letter) }
      for i in (start + observed.count)..<word.count { other.append(word[i]) }
      guard other.count >= 2 else { return }
      let key = WordHash.of(other.span)
      guard frequency(key: key) >= least, other != word, !accepts(other).isEmpty else { return }
      if let twin = found.firstIndex(where: { $0.key == key }) {
        if found[twin].cost <= cost { return }
        found.remove(at: twin)
      }
      found.append(Confusion(word: other, key: key, cost: cost, observed: observed, intended: intended))
    }
    for start in word.indices {
      for reading in Self.readings[Int(word[start] &- 0x61)] where word[start...].starts(with: reading.observed) {
        add(start, reading.observed, reading.intended, reading.cost)
      }
    }
    if withSlips, word.count > 3, frequency(key: WordHash.of(word.span)) < Self.rare {
      for start in 1..<word.count {
        add(start, [word[start]], [], Self.slip)
        if start + 1 < word.count, word[start] != word[start + 1] {
          add(start, [word[start], word[start + 1]], [word[start + 1], word[start]], Self.slip)
        }
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { add(start, [], [letter], Self.slip) }
      }
    }
    return found
  }

  /// Below this Zipf × 10 a word may itself be a slip.
  private static let rare = 36
  package static let slip = 2.8
  private static let dearest: Float = 2.7

  private struct Reading: Sendable {
    let observed: [UInt8]
    let intended: [UInt8]
    let cost: Double
  }

  /// The misreadings of letters for letters, by the first letter observed.
  private static let readings: [[Reading]] = {
    var readings = [[Reading]](repeating: [], count: 26)
    let table = unsafe UnsafeRawBufferPointer(start: galley_ocr_table(), count: Int(galley_ocr_table_size))
    for pair in unsafe ChannelTable(Array(table)).pairs where pair.cost <= dearest {
      let (observed, intended) = (FoldedWord.encode(pair.observed), FoldedWord.encode(pair.intended))
      guard let first = observed.first, !intended.isEmpty, (observed + intended).allSatisfy({ $0 &- 0x61 < 26 }) else { continue }
      readings[Int(first &- 0x61)].append(Reading(observed: observed, intended: intended, cost: Double(pair.cost)))
    }
    return readings
  }()
}
