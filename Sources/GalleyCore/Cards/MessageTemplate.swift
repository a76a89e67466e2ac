import Formats

/// A text with places to fill: `$0` is what was found, `$1` to `$9` are what the kind of card defines, `${name}` is
/// a named group, and `$$` a dollar sign.
struct MessageTemplate: Sendable {
  private enum Part: Sendable {
    case text(String)
    case number(Int)
    case name(String)
  }
  private var parts: [Part] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let dollar = UInt8(ascii: "$")
    var literal: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte == dollar, at < bytes.count else {
        literal.append(byte)
        continue
      }
      let next = bytes[at]
      var part: Part?
      if next == dollar {
        literal.append(dollar)
        at += 1
        continue
      } else if next.isDigit {
        part = .number(Int(next &- 0x30))
        at += 1
      } else if next == UInt8(ascii: "{"), let end = bytes[at...].firstIndex(of: UInt8(ascii: "}")) {
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        part = Int(name).map { .number($0) } ?? .name(name)
        at = end + 1
      }
      guard let part else {
        literal.append(byte)
        continue
      }
      if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
      literal = []
      parts.append(part)
    }
    if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
  }

  /// The largest number and the names that it asks for.
  var largestNumber: Int { parts.reduce(0) { if case .number(let n) = $1 { max($0, n) } else { $0 } } }
  var names: [String] { parts.compactMap { if case .name(let name) = $0 { name } else { nil } } }

  func expand(_ values: [String], named: (String) -> String = { _ in "" }) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .number(let n): result += n < values.count ? values[n] : ""
      case .name(let name): result += named(name)
      }
    }
    return result
  }
}
