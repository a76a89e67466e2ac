import CUnicode
import Formats

/// What kind of character a scalar is, and of which script.
package struct ScalarClass: Sendable {
  package enum Kind: UInt8, Sendable {
    case other, lower, upper, letter, mark, digit, space, invisible, punctuation, symbol, control
  }
  package enum Script: UInt8, Sendable {
    case common, latin, greek, cyrillic, armenian, hebrew, arabic, cjk, hangul, devanagari, thai, georgian, cherokee
    case unused13, unused14, other
  }

  private let value: UInt8

  @inline(__always) package init(_ scalar: UInt32) { value = galley_class(scalar) }

  package var kind: Kind { Kind(rawValue: value & 15) ?? .other }
  package var script: Script { Script(rawValue: value >> 4) ?? .other }
  /// A letter or a mark that belongs to one.
  package var isWordForming: Bool { (1...4).contains(value & 15) }
  package var isLetter: Bool { (1...3).contains(value & 15) }
}

/// The simple lower-case mapping of a scalar.
@inline(__always) package func lowercased(_ scalar: UInt32) -> UInt32 { galley_lower(scalar) }

/// Decodes the scalar that begins at `offset` of well-formed UTF-8; gives its value and its length in bytes.
@inline(__always) package func decodeScalar(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> (scalar: UInt32, length: Int) {
  let first = bytes[offset]
  if first < 0x80 { return (UInt32(first), 1) }
  let left = bytes.count - offset
  func next(_ i: Int) -> UInt32 { UInt32(bytes[offset + i] & 0x3F) }
  if first < 0xE0, left >= 2 { return (UInt32(first & 0x1F) << 6 | next(1), 2) }
  if first < 0xF0, left >= 3 { return (UInt32(first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
  if left >= 4 { return (UInt32(first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4) }
  return (0xFFFD, 1)
}

/// The same in an array.
@inline(__always) package func decodeScalar(_ bytes: [UInt8], _ offset: Int) -> (scalar: UInt32, length: Int) {
  decodeScalar(bytes.span, offset)
}

/// The scalars of well-formed UTF-8 with their offsets (relative to the collection's own indices).
package struct UTF8Scalars: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }
  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package mutating func next() -> (scalar: UInt32, offset: Int, length: Int)? {
    guard index < bytes.endIndex else { return nil }
    let at = index
    let (scalar, length) = decodeScalar(bytes.span, at - bytes.startIndex)
    index += length
    return (scalar, at, length)
  }
}

/// Appends a scalar as UTF-8.
package func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  switch scalar {
  case 0..<0x80: bytes.append(UInt8(scalar))
  case 0x80..<0x800:
    bytes.append(UInt8(0xC0 | scalar >> 6))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  case 0x800..<0x10000:
    bytes.append(UInt8(0xE0 | scalar >> 12))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  default:
    bytes.append(UInt8(0xF0 | scalar >> 18 & 0x07))
    bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  }
}

/// The text in lower case (simple mappings, scalar by scalar).
package func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  // Nearly every word is of small letters of ASCII, and nearly every other one of its letters.
  let span = bytes.span
  var isASCII = true, isLowercase = true
  for i in span.indices {
    if span[i] >= 0x80 { isASCII = false }
    if span[i].isCapital { isLowercase = false }
  }
  if isASCII, isLowercase { return Array(bytes) }
  if isASCII { return bytes.map { $0.isCapital ? $0 | .caseBit : $0 } }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  for (scalar, _, _) in UTF8Scalars(bytes) { appendUTF8(lowercased(scalar), to: &result) }
  return result
}
