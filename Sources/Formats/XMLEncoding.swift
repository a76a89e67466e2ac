/// What an XML declaration says about the bytes of its file.
package enum XMLEncoding {
  package enum Declaration: Equatable {
    case none, utf8
    case known(TextEncoding)
    case unknown(String)
  }

  package static func declared(in bytes: [UInt8]) -> Declaration {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .none }
    // “<?” in UTF-16 without a mark.
    if bytes.starts(with: [.lessThan, 0, .question, 0]) { return .known(.utf16LittleEndian) }
    if bytes.starts(with: [0, .lessThan, 0, .question]) { return .known(.utf16BigEndian) }
    guard bytes.first == .lessThan || bytes.first == 0xEF, let label = label(bytes.prefix(256)) else { return .none }
    switch label.lowercased() {
    // What says UTF-16 and can be read as ASCII was converted and not relabelled.
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be": return .utf8
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
      return .known(.windows1252)
    default: return .unknown(label)
    }
  }

  /// Whether a `meta` element at the beginning names Windows-1252 or Latin-1, which browsers read as the same.
  package static func declaresWindows1252(_ text: [UInt8]) -> Bool {
    let head = String(decoding: text.prefix(1024), as: UTF8.self).lowercased()
    return ["iso-8859-1", "windows-1252", "latin1"].contains { head.contains("charset=\($0)") || head.contains("charset=\"\($0)") }
  }

  /// The encoding named in `<?xml … encoding="…"?>`.
  private static func label(_ head: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head, as: UTF8.self)
    guard text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") else { return nil }
    let parts = text[..<end].split(separator: "encoding", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let values = parts[1].split(whereSeparator: { $0 == "\"" || $0 == "'" })
    return values.count > 1 ? printable(String(values[1])) : nil
  }
}
