/// Reads tab-separated tables; lines that begin with `#` and empty ones are left out.
enum TableReader {
  struct Row {
    let fields: [String]
    /// 1-based.
    let line: Int
  }

  static func rows(_ bytes: [UInt8], file: String, columns: ClosedRange<Int>) throws(CardError) -> [Row] {
    guard bytes.allSatisfy({ $0 < 0x80 }) || Decoder.decode(bytes).encoding == .utf8 else {
      throw CardError(file, Position(line: 1, column: 1), "the table is not UTF-8")
    }
    let lines = LineTable(bytes)
    var rows: [Row] = []
    rows.reserveCapacity(lines.starts.count)
    for i in lines.starts.indices {
      let text = lines.text(ofLine: i, in: bytes)
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
          file, Position(line: i + 1, column: 1), "this row has \(fields.count) fields instead of \(wanted)")
      }
      if fields[0].utf8.allSatisfy({ $0 == .space }) {
        throw CardError(file, Position(line: i + 1, column: 1), "the first field is empty")
      }
      rows.append(Row(fields: fields, line: i + 1))
    }
    return rows
  }
}
