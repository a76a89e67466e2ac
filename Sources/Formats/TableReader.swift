/// Reads tab-separated tables; lines that begin with `#` and empty ones are left out.
package enum TableReader {
  package struct Row {
    package let fields: [String]
    /// 1-based.
    package let line: Int
  }

  package static func rows(_ bytes: [UInt8], file: String, columns: ClosedRange<Int>) throws(CardError) -> [Row] {
    guard UTF8Form.holds(bytes) else {
      throw CardError(file, Position(line: 1, column: 1), "the table is not UTF-8")
    }
    var rows: [Row] = []
    var rest = bytes[...], line = 0
    while !rest.isEmpty {
      let text = rest.prefix { $0 != .lineFeed && $0 != .carriageReturn }
      rest = rest[text.endIndex...]
      // `\r\n` is one line end.
      if rest.popFirst() == .carriageReturn, rest.first == .lineFeed { rest.removeFirst() }
      line += 1
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      var fields: [String] = []
      fields.reserveCapacity(columns.upperBound)
      var start = text.startIndex
      for at in text.indices where text[at] == .tab {
        fields.append(String(decoding: text[start..<at], as: UTF8.self))
        start = at + 1
      }
      fields.append(String(decoding: text[start...], as: UTF8.self))
      guard columns.contains(fields.count) else {
        let wanted = columns.count == 1 ? "\(columns.lowerBound)" : "\(columns.lowerBound) to \(columns.upperBound)"
        throw CardError(
          file, Position(line: line, column: 1), "this row has \(fields.count) fields instead of \(wanted)")
      }
      if fields[0].utf8.allSatisfy({ $0 == .space }) {
        throw CardError(file, Position(line: line, column: 1), "the first field is empty")
      }
      rows.append(Row(fields: fields, line: line))
    }
    return rows
  }
}
