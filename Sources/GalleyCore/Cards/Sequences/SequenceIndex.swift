import CRules
import Formats

/// Which sequences of the embedded cards may match at which words, as `Scripts/lib/cards_compile.c` listed them.
///
/// Each sequence is listed under two words in a row that it asks for, or under one: hardly any other has to be looked at.
@unsafe struct SequenceIndex: @unchecked Sendable {
  private let start: UnsafeRawPointer
  /// A power of two.
  private let slots: Int
  /// Places, in bytes from `start`.
  private let hashes: Int, numbers: Int, sequences: Int, lists: Int

  /// Nil where there are no cards.
  static let embedded = unsafe SequenceIndex()

  private init?() {
    guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }) else { return nil }
    unsafe self.start = unsafe start
    let place = unsafe CardImage.word(start, 4)
    unsafe slots = unsafe CardImage.word(start, place)
    unsafe lists = unsafe CardImage.word(start, place + 4)
    unsafe hashes = place + 12
    unsafe numbers = unsafe hashes + 4 * slots
    unsafe sequences = unsafe numbers + 2 * slots
  }

  /// Whether a sequence, by its number among those of all cards, is listed.
  func contains(_ sequence: Int) -> Bool { unsafe CardImage.word(start, sequences + 4 * sequence) != 0 }

  /// The sequences that are listed under two words in a row, or under one where the second is 0; words as `Vocabulary.key`
  /// has them.
  @inline(__always)
  func search(_ first: UInt64, _ second: UInt64, _ found: (_ sequence: Int, _ item: Int) -> Void) {
    let hash = Self.hash(first, second)
    var slot = unsafe Int(hash >> 1) & (slots - 1)
    while true {
      let known = unsafe UInt32(littleEndian: start.loadUnaligned(fromByteOffset: hashes + 4 * slot, as: UInt32.self))
      if known == 0 { return }
      if known == hash { break }
      slot = unsafe (slot + 1) & (slots - 1)
    }
    let list = unsafe Int(UInt16(littleEndian: start.loadUnaligned(fromByteOffset: numbers + 2 * slot, as: UInt16.self)))
    let entries = unsafe lists + 4 + 4 * CardImage.word(start, lists)
    for entry in unsafe CardImage.word(start, lists + 4 + 4 * list)..<CardImage.word(start, lists + 8 + 4 * list) {
      let code = unsafe CardImage.word(start, entries + 4 * entry)
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
    guard let index = unsafe SequenceIndex.embedded else {
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
      unsafe index.search(key, 0) { hits.append(Hit(sequence: UInt32($0), token: UInt32(i), item: $1)) }
      if let last { unsafe index.search(last.key, key) { hits.append(Hit(sequence: UInt32($0), token: UInt32(last.token), item: $1)) } }
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
