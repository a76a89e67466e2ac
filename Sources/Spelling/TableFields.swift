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

  /// The next field of the row as a decimal number, of up to fifteen digits the one nearest to it; nil where there is none.
  package mutating func decimal() -> Double? {
    guard isInRow else { return nil }
    if let read = Self.decimal(bytes.span, from: at) {
      leave(at: read.end)
      return read.value
    }
    let range = field()
    return range.isEmpty ? nil : Double(String(decoding: bytes[range], as: UTF8.self))
  }

  /// The number, and where its field ends; nil where the field is anything but a few digits.
  private static func decimal(_ bytes: Span<UInt8>, from start: Int) -> (value: Double, end: Int)? {
    var digits = 0, count = 0, point = -1, end = start
    let isNegative = end < bytes.count && bytes[end] == UInt8(ascii: "-")
    if isNegative { end += 1 }
    while end < bytes.count, !isEnd(bytes[end]) {
      let digit = bytes[end] &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ Int(digit)
        count += 1
      } else if bytes[end] == UInt8(ascii: "."), point < 0 {
        point = count
      } else {
        return nil
      }
      end += 1
    }
    guard count > 0, count <= 15 else { return nil }
    let value = point < 0 ? Double(digits) : Double(digits) / powers[count - point]
    return (isNegative ? -value : value, end)
  }

  /// Passes an empty field; false where the next one is not.
  package mutating func passEmpty() -> Bool {
    guard isInRow, at < bytes.count, Self.isEnd(bytes[at]) else { return false }
    leave(at: at)
    return true
  }

  private static let powers = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

  private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\n") }

  private mutating func field() -> Range<Int> {
    let start = at
    guard isInRow else { return start..<start }
    let end = Self.end(bytes.span, from: start)
    leave(at: end)
    return start..<end
  }

  /// Where the field ends that begins there.
  private static func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, !isEnd(bytes[end]) { end += 1 }
    return end
  }

  /// - Parameter end: where a field ends
  private mutating func leave(at end: Int) {
    isInRow = end < bytes.count && bytes[end] != UInt8(ascii: "\n")
    at = min(end + 1, bytes.count)
  }

  private mutating func skipLine() {
    isInRow = false
    var end = at
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    at = end + 1
  }
}
