/// The fields of a table of weights, read from its bytes one after the other: such tables are read at every start. Tabs
/// and colons part fields; lines that begin with `#` and empty ones are left out.
package struct TableFields {
  private let bytes: [UInt8]
  private var at = 0
  /// Whether a field of this row is still to come.
  package private(set) var isInRow = false
  /// Of the row, 1-based.
  package private(set) var line = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Goes to the next row that has fields; false after the last.
  package mutating func nextRow() -> Bool {
    if isInRow { skipLine() }
    while at < bytes.count {
      let first = bytes[at]
      line += 1
      if first != UInt8(ascii: "#"), first != UInt8(ascii: "\n") {
        isInRow = true
        return true
      }
      skipLine()
    }
    return false
  }

  /// The next field of the row as its bytes; empty where there is none.
  package mutating func slice() -> ArraySlice<UInt8> { bytes[field()] }

  /// The next field of the row; empty where there is none.
  package mutating func text() -> String { String(decoding: bytes[field()], as: UTF8.self) }

  /// The next field of the row as a number; nil where there is none.
  package mutating func decimal() -> Double? {
    let range = field()
    return range.isEmpty ? nil : Self.number(bytes[range])
  }

  /// A decimal number. Of up to fifteen digits, the quotient is exact as read.
  package static func number(_ field: ArraySlice<UInt8>) -> Double? {
    var digits = 0, decimals = -1, count = 0
    var rest = field
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    for byte in rest {
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      guard byte &- 0x30 < 10, count < 15 else { return Double(String(decoding: field, as: UTF8.self)) }
      digits = digits &* 10 &+ Int(byte &- 0x30)
      count += 1
      if decimals >= 0 { decimals += 1 }
    }
    guard count > 0 else { return nil }
    let value = Double(digits) / powers[max(0, decimals)]
    return isNegative ? -value : value
  }

  private static let powers = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

  private mutating func field() -> Range<Int> {
    let start = at
    guard isInRow else { return start..<start }
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\n") { break }
      end += 1
    }
    isInRow = end < bytes.count && bytes[end] != UInt8(ascii: "\n")
    at = min(end + 1, bytes.count)
    return start..<end
  }

  private mutating func skipLine() {
    isInRow = false
    var end = at
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    at = end + 1
  }
}
