import Formats

/// Passages that a document holds twice, found by hashes in one pass: paragraphs, nearly equal ones too, and
/// sentences. Sentences of a repeated paragraph are not counted again.
struct RepeatedText: SharedAnalysis {
  struct Repeat {
    /// Indices of paragraphs or sentences.
    let first: Int, second: Int
    /// 1 for equal texts, else the share of their shingles (three words in a row) that both have.
    let likeness: Double
  }
  private(set) var paragraphs: [Repeat] = []
  private(set) var sentences: [Repeat] = []

  private let document: Document
  /// By distinct word.
  private let folds: [Vocabulary.FoldedID]
  /// Repeats that are looked at, for each that a rule would report: what is beyond is the form of the document.
  static let mostAsked = 8
  /// Paragraphs of fewer words are left to `repeated-line`.
  static let leastParagraph = 12
  private static let leastSentence = 6
  /// Least share of common shingles of two versions of one paragraph.
  private static let leastLikeness = 0.75
  /// One shingle in four stands for all when candidates are looked for.
  private static let sampling: UInt64 = 3

  init(_ analysis: Analysis) {
    document = analysis.document
    folds = document.vocabulary.words.map(\.folded)
    guard document.sentences.count > 1 else { return }
    findParagraphs()
    findSentences()
  }

  /// Words and figures: two sentences that differ in a number are two sentences.
  /// - Parameter most: how many of them are looked at
  private func hash(_ tokens: Range<Int>, most: Int = .max) -> UInt64 {
    var hash = FNV1a().value
    var left = most
    func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 }
    let list = document.tokens
    let all = list.span, folds = folds.span
    for i in tokens {
      let token = all[i]
      switch token.kind {
      case .word: mix(UInt64(folds[Int(token.word)]))
      case .number, .verbatim: for byte in document.bytes(token) { mix(UInt64(byte) | 0x1_0000_0000) }
      default: continue
      }
      left -= 1
      if left == 0 { break }
    }
    return hash
  }

  /// The texts that were seen. Few begin alike: only those are compared by more than their first words.
  private struct Seen {
    private static let beginning = 6
    /// The first text of each beginning; −1 − index where `wholes` has it, too.
    private var beginnings = PairCache()
    private var wholes = PairCache()

    /// The text that holds the same words and figures as text `index`, if one was seen before; else keeps this one.
    /// - Parameter range: the bytes and tokens of a text
    mutating func first(
      like index: Int, words: Int, in text: RepeatedText, _ range: (Int) -> (bytes: TextRange, tokens: Range<Int>)
    ) -> Int? {
      let own = range(index)
      let beginning = text.hash(own.tokens, most: Self.beginning) &+ UInt64(words)
      guard let known = beginnings[beginning] else {
        beginnings[beginning] = Int32(truncatingIfNeeded: index)
        return nil
      }
      let first = Int(known < 0 ? -1 - known : known)
      let other = range(first)
      if text.document.isEqual(own.bytes, other.bytes) { return first }
      if known >= 0 {
        beginnings[beginning] = -1 - known
        wholes[text.hash(other.tokens) &+ UInt64(words)] = known
      }
      let whole = text.hash(own.tokens) &+ UInt64(words)
      if let first = wholes[whole] { return Int(first) }
      wholes[whole] = Int32(truncatingIfNeeded: index)
      return nil
    }
  }

  // MARK: paragraphs

  private mutating func findParagraphs() {
    guard document.paragraphs.count > 1 else { return }
    var seen = Seen()
    var samples = PairCache()
    var shingles: [UInt64] = []
    for (index, paragraph) in document.paragraphs.enumerated() where paragraph.words >= Self.leastParagraph {
      let first = seen.first(like: index, words: paragraph.words, in: self) {
        (document.paragraphs[$0].range, document.paragraphs[$0].tokens)
      }
      if let first {
        paragraphs.append(Repeat(first: first, second: index, likeness: 1))
        continue
      }
      shingles.removeAll(keepingCapacity: true)
      eachShingle(paragraph.tokens) { if $0 & Self.sampling == 0 { shingles.append($0) } }
      var votes: [Int: Int] = [:]
      for shingle in shingles { if let other = samples[shingle] { votes[Int(other), default: 0] += 1 } }
      for shingle in shingles { samples[shingle] = Int32(truncatingIfNeeded: index) }
      guard let best = votes.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }), best.value * 2 >= shingles.count, best.value >= 2
      else { continue }
      let likeness = likeness(document.paragraphs[best.key].tokens, paragraph.tokens)
      if likeness >= Self.leastLikeness { paragraphs.append(Repeat(first: best.key, second: index, likeness: likeness)) }
    }
  }

  /// Hands over the hashes of each three words in a row.
  @inline(__always) private func eachShingle(_ tokens: Range<Int>, _ body: (UInt64) -> Void) {
    var first: UInt64 = 0, second: UInt64 = 0
    var count = 0
    let list = document.tokens
    let all = list.span, folds = folds.span
    for i in tokens where all[i].kind == .word {
      let third = UInt64(folds[Int(all[i].word)])
      count += 1
      if count > 2 {
        var hash = first &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ second) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ third ^ hash >> 31) &* 0x94D0_49BB_1331_11EB
        body(hash ^ hash >> 29)
      }
      (first, second) = (second, third)
    }
  }

  private func shingles(_ tokens: Range<Int>) -> Set<UInt64> {
    var found: Set<UInt64> = []
    eachShingle(tokens) { found.insert($0) }
    return found
  }

  /// Jaccard similarity of the shingles of two texts.
  private func likeness(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    let (x, y) = (shingles(a), shingles(b))
    let union = x.union(y).count
    return union == 0 ? 0 : Double(x.intersection(y).count) / Double(union)
  }

  // MARK: sentences

  /// Whether a sentence is the one before it but for a slip: a stop too many there, or one too few.
  private func isNear(_ index: Int) -> Bool {
    let sentence = document.sentences[index], before = document.sentences[index - 1]
    return NearRepeat(document, before.tokens, sentence.tokens).isGiven || isEnd(of: before, sentence) || isBrokenBefore(index)
  }

  /// “… from within We know the way. We know the way.”
  private func isEnd(of before: Sentence, _ sentence: Sentence) -> Bool {
    let length = sentence.tokens.count
    guard before.tokens.count > length else { return false }
    let end = (before.tokens.upperBound - length)..<before.tokens.upperBound
    guard document.tokens[end.lowerBound].kind == .word, document.vocabulary[document.tokens[end.lowerBound].word].shape != .lower else { return false }
    return document.isEqual(
      TextRange(document.tokens[end.lowerBound].start, document.tokens[end.upperBound - 1].end),
      TextRange(document.tokens[sentence.tokens.lowerBound].start, document.tokens[sentence.tokens.upperBound - 1].end))
  }

  /// “It is his. To take. It is his to take.”: the two before it together.
  private func isBrokenBefore(_ index: Int) -> Bool {
    guard index > 1 else { return false }
    let sentence = document.sentences[index], first = document.sentences[index - 2]
    guard first.paragraph == sentence.paragraph, first.tokens.count < sentence.tokens.count, startsAlike(first, sentence) else { return false }
    return NearRepeat(document, first.tokens.lowerBound..<document.sentences[index - 1].tokens.upperBound, sentence.tokens).isGiven
  }

  private func startsAlike(_ a: Sentence, _ b: Sentence) -> Bool {
    let (x, y) = (document.tokens[a.tokens.lowerBound], document.tokens[b.tokens.lowerBound])
    return x.kind == .word && y.kind == .word && folds[Int(x.word)] == folds[Int(y.word)]
  }

  private func words(in tokens: Range<Int>) -> Int {
    let list = document.tokens
    let all = list.span
    var count = 0
    for i in tokens where all[i].kind == .word { count += 1 }
    return count
  }

  private mutating func findSentences() {
    let repeated = Set(paragraphs.map(\.second))
    var seen = Seen()
    for (index, sentence) in document.sentences.enumerated() where !repeated.contains(sentence.paragraph) {
      guard sentence.tokens.count >= 2 * Self.leastSentence - 1 else { continue }
      let words = words(in: sentence.tokens)
      guard words >= Self.leastSentence else { continue }
      let first = seen.first(like: index, words: words, in: self) { (document.sentences[$0].range, document.sentences[$0].tokens) }
      if let first {
        sentences.append(Repeat(first: first, second: index, likeness: 1))
      } else if index > 0, document.sentences[index - 1].paragraph == sentence.paragraph, isNear(index) {
        sentences.append(Repeat(first: index - 1, second: index, likeness: NearRepeat.leastShare))
      }
    }
  }
}
