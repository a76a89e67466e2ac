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
    var literal = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "$", let next = rest.first else {
        literal.append(character)
        continue
      }
      var part: Part?
      if next == "$" {
        literal.append("$")
        rest.removeFirst()
        continue
      } else if let digit = next.wholeNumberValue, next.isASCII {
        part = .number(digit)
        rest.removeFirst()
      } else if next == "{", let end = rest.firstIndex(of: "}") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        part = Int(name).map { .number($0) } ?? .name(name)
        rest = rest[rest.index(after: end)...]
      }
      guard let part else {
        literal.append(character)
        continue
      }
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = ""
      parts.append(part)
    }
    if !literal.isEmpty { parts.append(.text(literal)) }
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
