import CRules
import Formats

/// The front matter of the embedded cards as `Scripts/lib/cards_compile.c` compiled it: nothing is parsed at start.
enum CardImage {
  /// The front matter of a card but for its sequences, and where its body begins; nil where the image does not have it, or has
  /// it of another state of the card.
  /// - Parameter number: of the card among those that are embedded
  static func parts(_ number: Int, of card: [UInt8]) -> Parts? {
    guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }), unsafe number < word(start, 0) else { return nil }
    let head = 8 + headSize * number
    let hash = unsafe UInt64(word(start, head)) | UInt64(word(start, head + 4)) << 32
    var at = unsafe word(start, head + 8)
    guard at > 0, hash == Self.hash(card.span) else { return nil }
    let first = unsafe word(start, head + 20)
    guard first > 0 else { return unsafe Parts(front: node(start, &at), sequences: nil, bodyAt: word(start, head + 12), line: word(start, head + 16)) }
    var list = 0
    let front = unsafe mapping(start, &at, leavingOut: "sequences", at: &list)
    return unsafe Parts(
      front: front, sequences: Sequences(list: list, first: first - 1), bodyAt: word(start, head + 12), line: word(start, head + 16))
  }

  struct Parts {
    let front: YAML
    let sequences: Sequences?
    let bodyAt: Int, line: Int
  }

  /// The sequences of a card, none of which is read before somebody asks for it.
  struct Sequences: Sendable {
    /// The number of the first among those of all cards.
    let first: Int
    /// The place of each.
    private let places: [Int]

    fileprivate init(list: Int, first: Int) {
      self.first = first
      guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }) else {
        places = []
        return
      }
      var places: [Int] = [], at = list + collectionSize
      for _ in unsafe 0..<word(start, list + 12) {
        places.append(at)
        at = unsafe word(start, at) == 0 ? at + scalarSize : word(start, at + 16)
      }
      self.places = places
    }

    var count: Int { places.count }

    subscript(_ i: Int) -> YAML {
      guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }) else { return .mapping([], at: Position(line: 1, column: 1)) }
      var at = places[i]
      return unsafe node(start, &at)
    }
  }

  /// Bytes of what the image has of each card, of a scalar, and of the head of another node.
  private static let headSize = 24, scalarSize = 20, collectionSize = 20

  @unsafe private static func node(_ start: UnsafeRawPointer, _ at: inout Int) -> YAML {
    let kind = unsafe word(start, at)
    let position = unsafe Position(line: word(start, at + 4), column: word(start, at + 8))
    guard kind > 0 else { return unsafe .scalar(text(start, &at), at: position) }
    guard kind == 1 else { var left = 0; return unsafe mapping(start, &at, leavingOut: nil, at: &left) }
    let number = unsafe word(start, at + 12)
    at += collectionSize
    var items: [YAML] = []
    items.reserveCapacity(number)
    for _ in 0..<number { items.append(unsafe node(start, &at)) }
    return .sequence(items, at: position)
  }

  /// - Parameters:
  ///   - key: of a collection that is passed over
  ///   - left: gets the place of that
  @unsafe private static func mapping(_ start: UnsafeRawPointer, _ at: inout Int, leavingOut key: String?, at left: inout Int) -> YAML {
    let position = unsafe Position(line: word(start, at + 4), column: word(start, at + 8))
    let number = unsafe word(start, at + 12)
    at += collectionSize
    var pairs: [(key: String, keyAt: Position, value: YAML)] = []
    pairs.reserveCapacity(number)
    for _ in 0..<number {
      let keyAt = unsafe Position(line: word(start, at + 4), column: word(start, at + 8))
      let name = unsafe text(start, &at)
      if name == key {
        left = at
        at = unsafe word(start, at + 16)
      } else {
        pairs.append((name, keyAt, unsafe node(start, &at)))
      }
    }
    return .mapping(pairs, at: position)
  }

  /// The text of the scalar at a place, which moves past it.
  @unsafe private static func text(_ start: UnsafeRawPointer, _ at: inout Int) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: start + word(start, at + 12), count: word(start, at + 16))
    at += scalarSize
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  @unsafe static func word(_ start: UnsafeRawPointer, _ at: Int) -> Int {
    unsafe Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
  }

  /// As `cards_compile.c` has it.
  private static func hash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at < bytes.count {
      var chunk: UInt64 = 0
      if at + 8 <= bytes.count {
        chunk = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
      } else {
        for i in at..<bytes.count { chunk |= UInt64(bytes[i]) << UInt64(8 * (i - at)) }
      }
      hash = (hash ^ chunk) &* 0xA076_1D64_78BD_642F
      hash ^= hash >> 32
      at += 8
    }
    return hash
  }
}
