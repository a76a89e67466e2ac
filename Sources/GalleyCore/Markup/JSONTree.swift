import Formats

/// A JSON text as a tree whose strings are places of the source.
enum JSONTree {
  case object([(key: TextRange, value: JSONTree)])
  case array([JSONTree])
  case string(TextRange)
  case number(Double)
  case other

  var items: [JSONTree] { if case .array(let items) = self { items } else { [] } }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var string: TextRange? { if case .string(let range) = self { range } else { nil } }

  func member(_ name: StaticString, _ bytes: [UInt8]) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.count == name.utf8CodeUnitCount && bytes[$0.key.start..<$0.key.end].elementsEqual("\(name)".utf8) }?.value
  }

  static func read(_ bytes: [UInt8]) throws(MarkupError) -> JSONTree {
    var parser = Parser(bytes: bytes)
    parser.skipSpace()
    let tree = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.at == bytes.count else { throw MarkupError("not valid JSON: something follows its end", at: parser.at) }
    return tree
  }

  private struct Parser {
    let bytes: [UInt8]
    var at = 0
    private static let deepest = 128

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skipSpace() { while at < bytes.count, bytes[at] <= .space { at += 1 } }

    mutating func value(depth: Int) throws(MarkupError) -> JSONTree {
      guard depth < Self.deepest else { throw MarkupError("JSON is nested more than \(Self.deepest) deep", at: at) }
      guard at < bytes.count else { throw MarkupError("not valid JSON: the file ends too early", at: max(0, bytes.count - 1)) }
      switch bytes[at] {
      case .openBrace: return try object(depth)
      case .openBracket: return try array(depth)
      case .doubleQuote: return .string(try string())
      case .hyphen, UInt8.digits: return number()
      default:
        for word in ["true", "false", "null"] where bytes[at...].starts(with: word.utf8) {
          at += word.utf8.count
          return .other
        }
        throw MarkupError("not valid JSON: a value is missing here", at: at)
      }
    }

    private mutating func object(_ depth: Int) throws(MarkupError) -> JSONTree {
      var members: [(key: TextRange, value: JSONTree)] = []
      at += 1
      while try !ends(with: .closeBrace, isFirst: members.isEmpty) {
        guard at < bytes.count, bytes[at] == .doubleQuote else { throw MarkupError("not valid JSON: a key is missing here", at: min(at, bytes.count - 1)) }
        let key = try string()
        skipSpace()
        guard at < bytes.count, bytes[at] == .colon else { throw MarkupError("not valid JSON: “:” is missing here", at: min(at, bytes.count - 1)) }
        at += 1
        skipSpace()
        members.append((key, try value(depth: depth + 1)))
      }
      return .object(members)
    }

    private mutating func array(_ depth: Int) throws(MarkupError) -> JSONTree {
      var items: [JSONTree] = []
      at += 1
      while try !ends(with: .closeBracket, isFirst: items.isEmpty) { items.append(try value(depth: depth + 1)) }
      return .array(items)
    }

    /// Goes after the end, or to the next item.
    private mutating func ends(with mark: UInt8, isFirst: Bool) throws(MarkupError) -> Bool {
      skipSpace()
      guard at < bytes.count else { throw MarkupError("not valid JSON: the file ends too early", at: max(0, bytes.count - 1)) }
      if bytes[at] == mark {
        at += 1
        return true
      }
      if isFirst { return false }
      guard bytes[at] == .comma else { throw MarkupError("not valid JSON: “,” is missing here", at: at) }
      at += 1
      skipSpace()
      return false
    }

    private mutating func string() throws(MarkupError) -> TextRange {
      let start = at + 1
      var i = start
      while i < bytes.count, bytes[i] != .doubleQuote { i += bytes[i] == .backslash ? 2 : 1 }
      guard i < bytes.count else { throw MarkupError("not valid JSON: the string is not closed", at: at) }
      at = i + 1
      return TextRange(start, i)
    }

    private mutating func number() -> JSONTree {
      let start = at
      while at < bytes.count, bytes[at].isDigit || [.hyphen, .plus, .stop, UInt8(ascii: "E"), UInt8(ascii: "e")].contains(bytes[at]) { at += 1 }
      guard let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)), abs(number) <= largestDecimal else { return .other }
      return .number(number)
    }
  }
}
