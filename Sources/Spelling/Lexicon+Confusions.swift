private import CSpellingData

extension Lexicon {
  /// A valid word that another valid one may have been read or written for.
  package struct Confusion: Sendable {
    package let word: [UInt8]
    package let key: UInt64
    /// Zipf × 10.
    package let frequency: Int
    /// The word for the language model.
    package let model: LanguageModel.Word
    /// Of the slip.
    package let cost: Cost
    package let observed: [UInt8]
    package let intended: [UInt8]
    /// A slip of the hand rather than a misreading.
    package var isSlip: Bool { cost >= Lexicon.slip }
  }

  /// The key of a word in lower case, for counts of words and pairs.
  package static func key(_ word: ArraySlice<UInt8>) -> UInt64 { WordHash.of(word.span, .lower) }

  /// Zipf × 10; 0 when the word was never seen.
  package func frequency(key: UInt64) -> Int { hasFrequencies ? FrequencyTable.unigrams.value(key) : 0 }

  /// 20 × log₁₀ of how often the pair was counted; 0 when it was not.
  package func pairCount(_ left: UInt64, _ right: UInt64) -> Int {
    hasFrequencies ? FrequencyTable.bigrams.value(WordHash.pair(left, right)) : 0
  }

  /// The dictionary words that one misreading turns into `word` (lowercase ASCII letters): none rarer than Zipf × 10 =
  /// `least`.
  /// - Parameters:
  ///   - withSlips: for rare words, also those that one slip of the hand does
  ///   - isWorn: also those that one letter makes, whatever it was read for, added or lost at an edge, or the same misreading throughout the word
  package func confusions(of word: [UInt8], least: Int, withSlips: Bool, isWorn: Bool = false) -> [Confusion] {
    guard hasFrequencies, word.count >= 2, word.count <= 16, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return [] }
    return knownConfusions.value(ConfusionQuery(key: WordHash.of(word.span), least: least, withSlips: withSlips, isWorn: isWorn)) {
      findConfusions(of: word, least: least, withSlips: withSlips, isWorn: isWorn) { !accepts($0).isEmpty }
    }
  }

  /// The same, whether dictionaries have the words or not.
  package func possibleConfusions(of word: [UInt8], least: Int) -> [Confusion] {
    guard hasFrequencies, word.count >= 2, word.count <= 16, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return [] }
    return findConfusions(of: word, least: least, withSlips: false, isWorn: false) { _ in true }
  }

  /// Whether a word is one of the common ones for which `real-word-error` cannot report any misreading, whatever stands around it and
  /// whatever dictionaries are in use. `Scripts/build-misreadings` lists them.
  package func isUnmistakable(_ key: UInt64) -> Bool { hasFrequencies && FrequencyTable.unmistakable.value(key) != 0 }

  struct ConfusionQuery: Hashable {
    /// A hash of the word, which tells words apart as safely as the dictionaries do.
    let key: UInt64
    let least: Int
    let withSlips: Bool, isWorn: Bool

    func hash(into hasher: inout Hasher) { hasher.combine(key) }
  }

  private func findConfusions(of word: [UInt8], least: Int, withSlips: Bool, isWorn: Bool, accepts: ([UInt8]) -> Bool) -> [Confusion] {
    var found: [Confusion] = []
    // One buffer: hardly any of the words tried is one.
    var buffer = [UInt8](repeating: 0, count: word.count + Self.longestReading)
    func add(_ start: Int, _ observed: ArraySlice<UInt8>, _ intended: [UInt8], _ cost: Cost) {
      let count = word.count - observed.count + intended.count
      guard count >= 2 else { return }
      do {
        let letters = word.span, replacement = intended.span
        var other = buffer.mutableSpan
        for i in 0..<start { other[i] = letters[i] }
        for i in 0..<replacement.count { other[start + i] = replacement[i] }
        for i in (start + observed.count)..<letters.count { other[i + replacement.count - observed.count] = letters[i] }
      }
      offer(Array(buffer[..<count]), WordHash.of(buffer.span.extracting(0..<count)), observed, intended, cost)
    }
    func offer(_ other: @autoclosure () -> [UInt8], _ key: UInt64, _ observed: ArraySlice<UInt8>, _ intended: [UInt8], _ cost: Cost) {
      let frequency = frequency(key: key)
      guard frequency >= least else { return }
      let other = other()
      guard other != word, accepts(other) else { return }
      if let twin = found.firstIndex(where: { $0.key == key }) {
        if found[twin].cost <= cost { return }
        found.remove(at: twin)
      }
      found.append(
        Confusion(
          word: other, key: key, frequency: frequency, model: LanguageModel.english.word(other, frequency: frequency), cost: cost,
          observed: Array(observed), intended: intended))
    }
    let all = Self.readings
    // Words of eight letters and fewer are put together in one number.
    let packed = word.count <= 8 ? WordHash.pack(word) : 0
    for start in word.indices {
      let place = UInt64(8 * start)
      let readings = all.byLetter[Int(word[start] &- 0x61)]
      for k in readings where word.count > 8 || (packed >> place) & all.probes[k].mask == all.probes[k].observed {
        let reading = all.readings[k]
        let count = word.count - reading.observed.count + reading.intended.count
        if word.count <= 8, count <= 8, reading.observed.count <= 8 {
          guard count >= 2 else { continue }
          let rest = (packed >> (place + UInt64(8 * reading.observed.count))) << (place + UInt64(8 * reading.intended.count))
          let other = packed & ((1 << place) - 1) | (reading.packedIntended << place) | rest
          offer(
            (0..<count).map { UInt8(truncatingIfNeeded: other >> UInt64(8 * $0)) }, WordHash.of(packed: other, count: count),
            reading.observed[...], reading.intended, reading.cost)
          continue
        }
        guard word.holds(reading.observed, at: start) else { continue }
        add(start, reading.observed[...], reading.intended, reading.cost)
      }
    }
    if isWorn {
      let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { [$0] }
      for start in word.indices {
        for letter in letters where word[start] != letter[0] { add(start, word[start...start], letter, Self.wornLetter) }
        add(start, word[start...start], [], Self.wornEdge)
      }
      // What is lost is lost at an edge.
      for start in [0, word.count] { for letter in letters { add(start, [], letter, Self.wornEdge) } }
      // botwoon
      for reading in all.readings where reading.observed.count == 1 && word.count(where: { $0 == reading.observed[0] }) > 1 {
        let other = Array(word.split(separator: reading.observed[0], omittingEmptySubsequences: false).joined(separator: reading.intended))
        offer(other, WordHash.of(other.span), reading.observed[...], reading.intended, reading.cost + Self.throughout)
      }
    }
    if withSlips, word.count > 3, frequency(key: WordHash.of(word.span)) < Self.rare {
      let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { [$0] }
      for start in 1..<word.count {
        add(start, word[start...start], [], Self.slip)
        if start + 1 < word.count, word[start] != word[start + 1] {
          add(start, word[start...start + 1], [word[start + 1], word[start]], Self.slip)
        }
        for letter in letters { add(start, [], letter, Self.slip) }
      }
    }
    return found
  }

  /// Below this Zipf × 10 a word may itself be a slip.
  private static let rare = 36
  package static let slip: Cost = 2.8
  private static let dearest: Float = 2.7
  /// Of worn type: any letter read for another, one added or lost; a misreading that recurs in a word.
  private static let wornLetter: Cost = 3.2, wornEdge: Cost = 3.4, throughout: Cost = 0.6

  private struct Reading: Sendable {
    let observed: [UInt8]
    let intended: [UInt8]
    let cost: Cost
    /// In one number (`WordHash.pack`); only of at most eight letters.
    var packedIntended: UInt64 { WordHash.pack(intended) }
  }

  /// By what a reading is looked for, hardly any of which applies: the letters observed in one number, and the bytes that they take.
  private struct Probe: BitwiseCopyable, Sendable {
    let observed: UInt64, mask: UInt64

    init(_ letters: [UInt8]) {
      observed = WordHash.pack(letters)
      mask = letters.count < 8 ? 1 << UInt64(8 * letters.count) - 1 : .max
    }
  }

  private struct Readings: Sendable {
    let readings: [Reading], probes: [Probe]
    /// Those of each first letter observed.
    let byLetter: [Range<Int>]
  }

  /// Letters that a reading adds at most.
  private static let longestReading = max(1, readings.readings.map(\.intended.count).max() ?? 0)

  /// The misreadings of letters for letters.
  private static let readings: Readings = {
    var byLetter = [[Reading]](repeating: [], count: 26)
    let table = unsafe UnsafeRawBufferPointer(start: galley_ocr_table(), count: Int(galley_ocr_table_size))
    for pair in unsafe ChannelTable(Array(table)).pairs where pair.cost <= dearest {
      let (observed, intended) = (FoldedWord.encode(pair.observed), FoldedWord.encode(pair.intended))
      guard let first = observed.first, !intended.isEmpty, (observed + intended).allSatisfy({ $0 &- 0x61 < 26 }) else { continue }
      byLetter[Int(first &- 0x61)].append(Reading(observed: observed, intended: intended, cost: Cost(Double(pair.cost))))
    }
    let all = Array(byLetter.joined())
    var end = 0
    let ranges = byLetter.map { readings in
      defer { end += readings.count }
      return end..<end + readings.count
    }
    return Readings(readings: all, probes: all.map { Probe($0.observed) }, byLetter: ranges)
  }()
}

extension [UInt8] {
  /// Whether these letters stand at a place; the first is known to.
  @inline(__always)
  fileprivate func holds(_ letters: [UInt8], at start: Int) -> Bool {
    guard start + letters.count <= count else { return false }
    var i = 1
    while i < letters.count {
      if self[start + i] != letters[i] { return false }
      i += 1
    }
    return true
  }
}
