import Formats

/// The notation that a source's text is in.
package enum Markup: Sendable {
  case none, markdown, html, xml

  /// Plain text as it is written in this notation; nil where it cannot be.
  /// - Parameter text: UTF-8
  package func escaped(_ text: [UInt8]) -> [UInt8]? {
    let isBroken = text.contains(.lineFeed) || text.contains(.carriageReturn)
    switch self {
    case .none: return text
    case .markdown: return isBroken ? nil : Self.escaped(text, Self.backslashed)
    case .html: return isBroken ? nil : Self.escaped(text, Self.entities)
    // A word may be an attribute's value.
    case .xml: return isBroken ? nil : Self.escaped(text, Self.entities.merging([0x22: "&quot;", 0x27: "&#39;"]) { $1 })
    }
  }

  /// Whether the bytes are one character as this notation writes it: an entity, an escape.
  func isCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first == .ampersand, last == .semicolon { return self != .none && !bytes.contains(.lessThan) }
    return self == .markdown && first == .backslash && bytes.count == 2
  }

  private static let entities: [UInt8: String] = [0x26: "&amp;", 0x3C: "&lt;", 0x3E: "&gt;"]
  private static let backslashed: [UInt8: String] = Dictionary(
    uniqueKeysWithValues: "\\`*_[]<>&|~".utf8.map { ($0, "\\" + String(UnicodeScalar($0))) })

  private static func escaped(_ text: [UInt8], _ table: [UInt8: String]) -> [UInt8] {
    text.flatMap { byte in table[byte].map { Array($0.utf8) } ?? [byte] }
  }
}
