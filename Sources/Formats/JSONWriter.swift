/// Writes JSON as it comes, and knows where a comma belongs.
///
/// Whoever calls it gives members of objects a key; nothing is kept of what is written.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Whether a value stands before in the same object or array.
  private var isFollowing = false
  private var breaksLine = false

  package init() {}

  /// Goes on in a text that others write, too.
  package mutating func write(into output: inout [UInt8], _ body: (inout JSONWriter) -> Void) {
    swap(&bytes, &output)
    body(&self)
    swap(&bytes, &output)
  }

  // MARK: values

  package mutating func string(_ text: String) {
    begin()
    appendQuoted(text)
  }
  package mutating func null() { literal("null") }
  package mutating func number(_ number: Int) { literal("\(number)") }
  /// JSON knows no infinity: null.
  package mutating func number(_ number: Double) { literal(number.isFinite ? "\(number)" : "null") }
  package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// A number that is not negative, with so many places after the point.
  package mutating func number(_ value: Double, places: Int) {
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    let units = Int((value * Double(unit)).rounded())
    let rest = String(units % unit)
    literal("\(units / unit)." + String(repeating: "0", count: places - rest.utf8.count) + rest)
  }

  /// 0 to 1, with so many places after the point, or 1.
  package mutating func share(_ value: Double, places: Int = 2) {
    let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
    if (value * unit).rounded() >= unit { literal("1") } else { number(value, places: places) }
  }

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  package mutating func array<Item>(_ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void) {
    open("[")
    for item in items { write(&self, item) }
    close("]")
  }

  // MARK: members

  package mutating func key(_ name: String) {
    begin()
    appendQuoted(name)
    append(":")
    isFollowing = false
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }
  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    self.number(number)
  }
  package mutating func member(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }
  package mutating func member<Item>(_ name: String, _ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void) {
    key(name)
    array(items, write)
  }

  // MARK: pieces

  /// Begins an object or array that is closed later.
  package mutating func open(_ bracket: String) {
    begin()
    append(bracket)
    isFollowing = false
  }

  package mutating func close(_ bracket: String) {
    append(bracket)
    (isFollowing, breaksLine) = (true, false)
  }

  /// The next value or key begins a line.
  package mutating func breakLine() { breaksLine = true }

  /// The text ends with a line end.
  package mutating func end() {
    append("\n")
    isFollowing = false
  }

  private mutating func begin() {
    if isFollowing { append(",") }
    if breaksLine { append("\n") }
    (isFollowing, breaksLine) = (true, false)
  }

  private mutating func literal(_ text: String) {
    begin()
    append(text)
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// What could drive a terminal that shows it is escaped, too, which readers undo.
  private mutating func appendQuoted(_ text: String) {
    append("\"")
    if holdsTerminalControls(text) {
      for scalar in text.unicodeScalars { append(scalar) }
    } else {
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append("\\") }
        bytes.append(byte)
      }
    }
    append("\"")
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    default:
      guard scalar.isTerminalControl else { return append(String(scalar)) }
      let digits = String(scalar.value, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
  }
}
