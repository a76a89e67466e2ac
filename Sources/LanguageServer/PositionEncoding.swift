package import Formats
package import GalleyCore

/// How the characters of a line are counted, as client and server agreed.
package enum PositionEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  var unit: ColumnUnit {
    switch self {
    case .utf8: .utf8
    case .utf16: .utf16
    case .utf32: .scalar
    }
  }

  /// Bytes are what galley counts in, so they cost least.
  package static func negotiated(_ offered: [String]) -> PositionEncoding {
    for encoding in [Self.utf8, .utf32] where offered.contains(encoding.rawValue) { return encoding }
    return .utf16
  }
}

/// A position as the protocol says it: line and character begin at 0.
package struct ProtocolPosition: Hashable, Comparable, Sendable {
  package let line: Int
  package let character: Int
  package init(_ line: Int, _ character: Int) { (self.line, self.character) = (line, character) }

  init?(_ value: JSONValue?) {
    guard let line = value?["line"]?.integer, let character = value?["character"]?.integer, line >= 0, character >= 0 else { return nil }
    self.init(line, character)
  }

  package static func < (a: Self, b: Self) -> Bool { (a.line, a.character) < (b.line, b.character) }
  var json: JSONValue { ["line": .integer(line), "character": .integer(character)] }
}

/// An open text in its present state: the client’s bytes in UTF-8.
package struct TextBuffer: Sendable {
  package private(set) var bytes: [UInt8]
  package private(set) var lines: LineTable

  package init(_ text: String) {
    bytes = Array(text.utf8)
    lines = LineTable(bytes)
  }

  /// The byte that a position means. What lies after the end of a line or of the text means that end; half of a
  /// character means its beginning.
  package func offset(of position: ProtocolPosition, _ encoding: PositionEncoding) -> Int {
    guard position.line < lines.starts.count else { return bytes.count }
    let line = lines.text(ofLine: position.line, in: bytes)
    var at = line.startIndex
    switch encoding {
    case .utf8:
      at = min(line.startIndex + position.character, line.endIndex)
      while at > line.startIndex, at < bytes.count, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    case .utf16, .utf32:
      var left = position.character
      while at < line.endIndex, left > 0 {
        let byte = bytes[at]
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let units = encoding == .utf16 && length == 4 ? 2 : 1
        if units > left { break }
        left -= units
        at += length
      }
    }
    return at
  }

  package func position(of offset: Int, _ encoding: PositionEncoding) -> ProtocolPosition {
    let line = lines.lineIndex(of: min(offset, bytes.count))
    // Within a line end stands nobody.
    let offset = min(offset, lines.text(ofLine: line, in: bytes).endIndex)
    let position = lines.position(of: offset, in: bytes, unit: encoding.unit)
    return ProtocolPosition(position.line - 1, position.column - 1)
  }

  package func range(_ range: FileRange, _ encoding: PositionEncoding) -> JSONValue {
    ["start": position(of: range.start, encoding).json, "end": position(of: range.end, encoding).json]
  }

  /// The bytes that a range of the protocol means; nil where it is none.
  package func range(_ value: JSONValue?, _ encoding: PositionEncoding) -> FileRange? {
    guard let start = ProtocolPosition(value?["start"]), let end = ProtocolPosition(value?["end"]) else { return nil }
    return FileRange(offset(of: min(start, end), encoding), offset(of: max(start, end), encoding))
  }

  package mutating func replace(_ range: FileRange, with text: String) {
    bytes.replaceSubrange(range.start..<range.end, with: text.utf8)
    lines = LineTable(bytes)
  }
}

extension LineTable {
  /// How the first line of a text ends: what is put in ends likewise.
  func firstEnd(in bytes: [UInt8]) -> String {
    guard starts.count > 1 else { return "\n" }
    let end = bytes[..<Int(starts[1])].suffix(2)
    return end.last == 0x0D ? "\r" : end.first == 0x0D ? "\r\n" : "\n"
  }
}
