import CRules
import Formats

/// The front matter of the embedded cards as `Scripts/lib/cards_compile.c` compiled it: nothing is parsed at start.
enum CardImage {
  /// The front matter of a card and where its body begins; nil where the image does not have it, or has it of another
  /// state of the card.
  /// - Parameter number: of the card among those that are embedded
  static func parts(_ number: Int, of card: [UInt8]) -> (front: YAML, bodyAt: Int, line: Int)? {
    guard let start = unsafe galley_cards_start().map({ unsafe UnsafeRawPointer($0) }), unsafe number < word(start, 0) else { return nil }
    let head = 4 + 20 * number
    let hash = unsafe UInt64(word(start, head)) | UInt64(word(start, head + 4)) << 32
    var at = unsafe word(start, head + 8)
    guard at > 0, hash == Self.hash(card.span) else { return nil }
    return unsafe (node(start, &at), word(start, head + 12), word(start, head + 16))
  }

  @unsafe private static func node(_ start: UnsafeRawPointer, _ at: inout Int) -> YAML {
    let kind = unsafe word(start, at)
    let position = unsafe Position(line: word(start, at + 4), column: word(start, at + 8))
    let number = unsafe word(start, at + 12)
    guard kind > 0 else { return unsafe .scalar(text(start, &at), at: position) }
    at += 16
    if kind == 1 {
      var items: [YAML] = []
      items.reserveCapacity(number)
      for _ in 0..<number { items.append(unsafe node(start, &at)) }
      return .sequence(items, at: position)
    }
    var pairs: [(key: String, keyAt: Position, value: YAML)] = []
    pairs.reserveCapacity(number)
    for _ in 0..<number {
      let keyAt = unsafe Position(line: word(start, at + 4), column: word(start, at + 8))
      let key = unsafe text(start, &at)
      pairs.append((key, keyAt, unsafe node(start, &at)))
    }
    return .mapping(pairs, at: position)
  }

  /// The text of the scalar at a place, which moves past it.
  @unsafe private static func text(_ start: UnsafeRawPointer, _ at: inout Int) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: start + word(start, at + 12), count: word(start, at + 16))
    at += 20
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  @unsafe private static func word(_ start: UnsafeRawPointer, _ at: Int) -> Int {
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
