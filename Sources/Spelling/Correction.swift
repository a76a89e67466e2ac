/// One proposal for a wrong word.
package struct Correction: Sendable, Hashable {
  package enum Kind: Sendable {
    /// A person's slip of hand or mind.
    case typing
    /// A misreading by a scanner's software.
    case ocr
    /// Two words without the space between them.
    case split
    /// The word and its left (right) neighbour are one.
    case joinLeft, joinRight
    /// Only capitals and lowercase letters differ.
    case letterCase
  }

  /// What changes: a piece as it stands and as it was intended. Either may be empty.
  package struct Edit: Sendable, Hashable {
    package let observed: String
    package let intended: String
  }

  /// The right word in the case of the wrong one; of a join, both words together.
  package let text: String
  /// The probability that this is what was intended: of corrections given with 0.9, nine in ten are right.
  package internal(set) var confidence: Double
  package let kind: Kind
  package let edits: [Edit]
  /// Of the channel: what had to go wrong.
  package let cost: Cost
  /// Zipf of a word of the lexicon, or of the rarest part of what was run together; nil of others.
  package private(set) var frequency: Double?

  /// A correction that the text itself gives.
  package init(text: String, confidence: Double, kind: Kind, edits: [Edit] = [], cost: Cost) {
    (self.text, self.confidence, self.kind, self.edits, self.cost) = (text, confidence, kind, edits, cost)
  }

  init(text: String, confidence: Double, kind: Kind, edits: [Edit], cost: Cost, frequency: Double?) {
    self.init(text: text, confidence: confidence, kind: kind, edits: edits, cost: cost)
    self.frequency = frequency
  }

  /// A reading that is weighed with others, its probability not yet known.
  package init(text: String, kind: Kind, cost: Cost, frequency: Double) {
    self.init(text: text, confidence: 0, kind: kind, edits: [], cost: cost, frequency: frequency)
  }

  /// The same with another text: in another case.
  package func reading(_ text: String, confidence: Double) -> Correction {
    Correction(text: text, confidence: confidence, kind: kind, edits: edits, cost: cost, frequency: frequency)
  }

  /// The same with another probability.
  package mutating func setConfidence(_ confidence: Double) { self.confidence = confidence }

  /// What happened, for a message: “rn read as m”; nil where letters are concerned that no word of the lexicon has.
  package var explanation: String? {
    guard !edits.contains(where: { ($0.observed + $0.intended).unicodeScalars.contains("\u{FFFD}") }) else { return nil }
    switch kind {
    case .ocr:
      guard let edit = edits.max(by: { $0.observed.count + $0.intended.count < $1.observed.count + $1.intended.count })
      else { return nil }
      if edit.observed.isEmpty { return "\(edit.intended) lost" }
      if edit.intended.isEmpty { return "stray \(edit.observed)" }
      return "\(edit.intended) read as \(edit.observed)"
    case .split: return "space missing"
    case .joinLeft, .joinRight: return "space too many"
    case .letterCase: return "irregular capitals"
    case .typing:
      guard edits.count == 1, let edit = edits.first else { return nil }
      if edit.observed.isEmpty { return "\(edit.intended) missing" }
      if edit.intended.isEmpty { return "\(edit.observed) too many" }
      if edit.observed.count == 2, String(edit.observed.reversed()) == edit.intended { return "letters swapped" }
      return "\(edit.observed) for \(edit.intended)"
    }
  }
}

/// What surrounds a wrong word.
package struct CorrectionContext: Sendable {
  /// The neighbouring words in the same sentence, without marks.
  package var left: [UInt8]?
  package var right: [UInt8]?
  /// The probability (0…1) that errors in this document are a scanner's and not a person's.
  package var ocrPrior: Double
  /// Words that the document or the house vouches for.
  package var extraWords: ExtraWords
  package var reach: Reach
  /// What may have happened to a word of the dictionary at most.
  package var farthest: Cost

  /// How far to look; each is several times faster than the next.
  package enum Reach: Hashable, Sendable {
    /// Near misses of common words.
    case common
    /// Near misses; further only where the best of them may have rivals.
    case near
    /// A little further where nothing is near.
    case wide
    /// Far afield where nothing is near.
    case far
  }

  package init(
    left: [UInt8]? = nil, right: [UInt8]? = nil, ocrPrior: Double = 0.05, extraWords: ExtraWords = ExtraWords([]),
    reach: Reach = .far, farthest: Cost = .unlimited
  ) {
    self.left = left
    self.right = right
    self.ocrPrior = ocrPrior
    self.extraWords = extraWords
    self.reach = reach
    self.farthest = farthest
  }
}

/// Words beyond the dictionaries that may be intended: names of the document, the house's vocabulary. Made once and
/// used for every word of a document.
package struct ExtraWords: Sendable {
  struct Entry: Sendable {
    let text: [UInt8]
    let count: Int
    /// One bit for each letter of the alphabet that occurs.
    let letters: UInt32
    let length: Int
  }

  let entries: [Entry]

  package init(_ words: [(text: [UInt8], count: Int)]) {
    entries = words.map { word in
      Entry(text: word.text, count: word.count, letters: Self.letters(word.text), length: word.text.count)
    }
  }

  static func letters(_ word: [UInt8]) -> UInt32 {
    word.reduce(0) { bits, byte in
      let letter = (byte | 0x20) &- 0x61
      return letter < 26 ? bits | 1 << UInt32(letter) : bits
    }
  }
}
