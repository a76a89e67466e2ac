/// Whether bytes are UTF-8, by its table of well-formed sequences.
package enum UTF8Form {
  package static func holds(_ bytes: [UInt8]) -> Bool {
    var multibyte = 0
    return invalidOffset(bytes.span, from: 0, multibyte: &multibyte) == nil
  }

  /// The offset of the first byte that is not part of well-formed UTF-8; counts the sequences seen before it.
  package static func invalidOffset(_ bytes: borrowing Span<UInt8>, from start: Int, multibyte: inout Int) -> Int? {
    var i = start
    let count = bytes.count
    while i < count {
      // Most text is ASCII: eight bytes at once.
      while count - i >= 8, eight(bytes, i) & 0x8080_8080_8080_8080 == 0 { i += 8 }
      guard i < count else { break }
      if bytes[i] < 0x80 { i += 1; continue }
      let length = sequenceLength(bytes, i)
      if length == 0 { return i }
      multibyte += 1
      i += length
    }
    return nil
  }

  /// The eight bytes from `i` on.
  @inline(__always) private static func eight(_ bytes: borrowing Span<UInt8>, _ i: Int) -> UInt64 {
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
  }

  /// The length of the well-formed multi-byte sequence at `i`, or 0.
  package static func sequenceLength(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    let first = bytes[i], left = bytes.count - i
    func isTail(_ k: Int) -> Bool { bytes[i + k] & 0xC0 == 0x80 }
    switch first {
    case 0xC2...0xDF: return left >= 2 && isTail(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, isTail(1), isTail(2) else { return 0 }
      let second = bytes[i + 1]
      if first == 0xE0, second < 0xA0 { return 0 }
      if first == 0xED, second >= 0xA0 { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, isTail(1), isTail(2), isTail(3) else { return 0 }
      let second = bytes[i + 1]
      if first == 0xF0, second < 0x90 { return 0 }
      if first == 0xF4, second >= 0x90 { return 0 }
      return 4
    default: return 0
    }
  }
}
