/// Reads JSON (RFC 8259) from bytes that may hold anything.
package struct JSONParser {
  package struct Fault: Error, Sendable {
    package let reason: String
    /// In bytes.
    package let offset: Int
  }

  /// Deeper than any record or message; what is nested further could exhaust the stack.
  private static let deepest = 200

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one value and nothing after it.
  package static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.at == bytes.count else { throw parser.fault("something stands after the value") }
    return value
  }

  private func fault(_ reason: String) -> Fault { Fault(reason: reason, offset: at) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == .space || byte == .lineFeed || byte == .carriageReturn || byte == .tab { at += 1 }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try nested { (parser) throws(Fault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser) throws(Fault) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw fault("the text ends where a value should stand")
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return try number()
    default: throw fault("no value begins here")
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws(Fault) -> JSONValue) throws(Fault) -> JSONValue {
    guard depth < Self.deepest else { throw fault("nested too deeply") }
    depth += 1
    at += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[at...].starts(with: text.utf8) else { throw fault("no value begins here") }
    at += text.utf8.count
    return value
  }

  private mutating func array() throws(Fault) -> JSONValue {
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array(items) }
    while true {
      items.append(try value())
      skipBlanks()
      if take("]") { return .array(items) }
      guard take(",") else { throw fault("“,” or “]” is missing") }
    }
  }

  private mutating func object() throws(Fault) -> JSONValue {
    var members: [JSONValue.Member] = []
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault("a key is missing") }
      let key = try string()
      skipBlanks()
      guard take(":") else { throw fault("“:” is missing") }
      members.append(JSONValue.Member(key: key, value: try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw fault("“,” or “}” is missing") }
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = at
    var isWhole = true
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0.isDigit } ?? false }
    func digits() throws(Fault) {
      guard isDigit(next) else { throw fault("a digit is missing") }
      while isDigit(next) { at += 1 }
    }
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") {
      isWhole = false
      try digits()
    }
    if next.map({ $0 | .caseBit }) == UInt8(ascii: "e") {
      isWhole = false
      at += 1
      if !take("+") { _ = take("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { throw fault("no number") }
    return .number(value)
  }

  private mutating func string() throws(Fault) -> String {
    at += 1
    var start = at
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[start..<at]
        at += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[start..<at]
        at += 1
        text += String(try escaped()).utf8
        start = at
      case 0..<0x20: throw fault("a control character in a string")
      default: at += 1
      }
    }
    throw fault("a string is not closed")
  }

  /// What stands after a backslash. Half of a surrogate pair is read as U+FFFD.
  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard let byte = next else { throw fault("a string is not closed") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault("no escape")
    }
    let high = try fourDigits()
    guard high & 0xFC00 == 0xD800 else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    let after = at
    if take("\\"), take("u") {
      let low = try fourDigits()
      if low & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF) { return scalar }
    }
    at = after
    return "\u{FFFD}"
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    guard at + 4 <= bytes.count, bytes[at..<(at + 4)].allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
      let value = UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are missing") }
    at += 4
    return value
  }
}
