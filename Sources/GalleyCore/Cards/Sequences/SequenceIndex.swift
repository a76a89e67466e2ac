import CRules
import Formats

/// Which sequences of the embedded cards may match at which words, as `Scripts/lib/cards_compile.c` listed them.
///
/// Each sequence is listed under two words in a row that it asks for, or under one: hardly any other has to be looked at.
struct SequenceIndex: Sendable {
  /// Where the image begins, which stays as long as the program runs.
  private let address: UInt
  /// A power of two.
  private let slots: Int
  /// Places, in bytes from the beginning.
  private let hashes: Int, numbers: Int, sequences: Int, lists: Int

  /// Nil where there are no cards.
  static let embedded = SequenceIndex()

  private init?() {
    guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }) else { return nil }
    address = UInt(bitPattern: start)
    let place = unsafe CardImage.word(start, 4)
    slots = unsafe CardImage.word(start, place)
    lists = unsafe CardImage.word(start, place + 4)
    hashes = place + 12
    numbers = hashes + 4 * slots
    sequences = numbers + 2 * slots
  }

  @inline(__always) private var start: UnsafeRawPointer { unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped }
  @inline(__always) private func word(_ place: Int) -> Int { unsafe CardImage.word(start, place) }

  /// Whether a sequence, by its number among those of all cards, is listed.
  func contains(_ sequence: Int) -> Bool { word(sequences + 4 * sequence) != 0 }

  /// The sequences that are listed under two words in a row, or under one where the second is 0; words as `Vocabulary.key`
  /// has them.
  @inline(__always)
  func search(_ first: UInt64, _ second: UInt64, _ found: (_ sequence: Int, _ item: Int) -> Void) {
    let hash = Int(Self.hash(first, second))
    var slot = hash >> 1 & (slots - 1)
    while true {
      let known = word(hashes + 4 * slot)
      if known == 0 { return }
      if known == hash { break }
      slot = (slot + 1) & (slots - 1)
    }
    let list = unsafe Int(UInt16(littleEndian: start.loadUnaligned(fromByteOffset: numbers + 2 * slot, as: UInt16.self)))
    let entries = lists + 4 + 4 * word(lists)
    for entry in word(lists + 4 + 4 * list)..<word(lists + 8 + 4 * list) {
      let code = word(entries + 4 * entry)
      found(code >> 8, code & 0xFF)
    }
  }

  private static func hash(_ first: UInt64, _ second: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: Vocabulary.spread(first ^ (second &* 0x9E37_79B9_7F4A_7C15 &+ second >> 29))) | 1
  }
}

/// Where in a document sequences of embedded cards may match: told for all cards by one look at each word and its neighbour.
struct SequenceHits: SharedAnalysis {
  struct Hit {
    /// The number of the sequence among those of all cards.
    let sequence: UInt32
    /// The token that would be an item of it.
    let token: UInt32
    let item: Int
  }

  /// By sequence, then by token.
  private let hits: [Hit]

  init(_ analysis: Analysis) {
    guard let index = SequenceIndex.embedded else {
      hits = []
      return
    }
    let document = analysis.document
    var hits: [Hit] = []
    var last: (key: UInt64, token: Int)?
    for i in document.tokens.indices where !document.tokens[i].isBlank {
      guard document.tokens[i].kind == .word else {
        last = nil
        continue
      }
      let key = document.vocabulary.plainKey(of: document.tokens[i].word)
      index.search(key, 0) { hits.append(Hit(sequence: UInt32($0), token: UInt32(i), item: $1)) }
      if let last { index.search(last.key, key) { hits.append(Hit(sequence: UInt32($0), token: UInt32(last.token), item: $1)) } }
      last = (key, i)
    }
    hits.sort { ($0.sequence, $0.token) < ($1.sequence, $1.token) }
    self.hits = hits
  }

  /// The hits of the sequences with these numbers.
  func of(_ sequences: Range<Int>) -> ArraySlice<Hit> {
    hits[hits.partitioningIndex { $0.sequence >= sequences.lowerBound }..<hits.partitioningIndex { $0.sequence >= sequences.upperBound }]
  }
}
