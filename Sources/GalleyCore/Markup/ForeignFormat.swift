import Formats

/// Files that hold no prose: programs, data, images, archives.
enum ForeignFormat {
  /// What a file is that is not to be read, as one line; nil where nothing speaks against reading it.
  /// - Parameters:
  ///   - isNamedText: whether a person has said what it is: then only what no text can be is refused
  static func refusal(name: String, _ bytes: [UInt8], isNamedText: Bool) -> String? {
    if let first = bytes.first, let format = table.beginnings[first]?.first(where: { bytes.starts(with: $0.mark) }) {
      if format.mark.contains(where: isStray) { return "\(format.what), not text" }
      if !isNamedText { return "\(format.what), no prose; --input text reads it all the same" }
    }
    if isUTF32(bytes) { return "UTF-32 is not supported; convert the file to UTF-8" }
    if !isNamedText, let what = table.extensions[InputKind.pathExtension(of: name)] {
      return "\(what), no prose; --input text reads it all the same"
    }
    return nil
  }

  /// Whether the text of a file is none: too many characters that no text has.
  static func isBinary(_ text: [UInt8]) -> Bool {
    let sample = text.prefix(InputKind.sniffed)
    var strays = 0
    for byte in sample where byte < .space && isStray(byte) { strays += 1 }
    return strays >= fewestStrays && strays * textToStray >= sample.count
  }

  /// Fewer may be damage of a text, which is worth a finding.
  private static let fewestStrays = 16
  /// Packed or encrypted data has one in ten, programs more; texts that scanners and editors damaged far less than one in
  /// a hundred.
  private static let textToStray = 20

  /// Control characters that are in no text: all but line ends, tabs, form feeds and what terminals are told, the bell,
  /// overstriking and colours.
  private static func isStray(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x07...0x0D, 0x1B: false
    case 0x00..<0x20, 0x7F...: true
    default: false
    }
  }

  private static func isUTF32(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
    let sample = bytes.prefix(InputKind.sniffed)
    guard bytes.count >= 8, bytes.count % 4 == 0, sample.prefix(8).contains(0) else { return false }
    // No scalar has more than 21 bits.
    var isLittle = true, isBig = true
    for i in stride(from: 0, to: sample.count - 3, by: 4) {
      if sample[i + 3] != 0 || sample[i + 2] > 0x10 { isLittle = false }
      if sample[i] != 0 || sample[i + 1] > 0x10 { isBig = false }
      if !isLittle && !isBig { return false }
    }
    return isLittle != isBig
  }

  private static let table = Table()

  private struct Table {
    /// By their first byte.
    var beginnings: [UInt8: [(mark: [UInt8], what: String)]] = [:]
    var extensions: [String: String] = [:]

    init() {
      for row in EmbeddedTable.rows("formats/foreign.tsv") {
        let fields = row.map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 3 else { continue }
        if fields[0] == "extension" {
          extensions[fields[1]] = fields[2]
        } else {
          let digits = Array(fields[1].utf8)
          let mark = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
          }
          if let first = mark.first { beginnings[first, default: []].append((mark, fields[2])) }
        }
      }
    }
  }
}
