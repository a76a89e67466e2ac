import Formats

/// Reads XML as a well-nested sequence of events, whatever the file's tags do: what is left open is closed where its
/// parent ends, an end without a beginning is left out, and both are noted.
struct XMLReader {
  enum Event {
    /// Its attributes are there until the next event.
    case start(String)
    case end(String)
    /// Text with entities as they stand; raw text has none.
    case text(TextRange, isRaw: Bool)
  }

  private var scanner: XMLScanner
  private var open: [(name: String, start: Int)] = []
  /// How many elements of a name are open.
  private var counts: [String: Int] = [:]
  /// Elements that end before the next piece is read.
  private var ending = 0
  private var hasEnded = false
  private static let deepest = 256

  init(_ bytes: [UInt8], isHTML: Bool = false) { scanner = XMLScanner(bytes, isHTML: isHTML) }

  var bytes: [UInt8] { scanner.bytes }
  var problems: [MarkupProblem] { scanner.problems }
  /// The bytes of the tag that the last event comes from.
  var tag: TextRange { scanner.range }

  mutating func next() throws(MarkupError) -> Event? {
    if ending > 0 { return close() }
    while let piece = try scanner.next() {
      switch piece {
      case .text: return .text(scanner.range, isRaw: false)
      case .cdata: return .text(scanner.range, isRaw: true)
      case .start(let isEmpty):
        let name = currentName()
        guard open.count < Self.deepest else {
          throw MarkupError("elements are nested more than \(Self.deepest) deep", at: scanner.range.start)
        }
        open.append((name, scanner.range.start))
        counts[name, default: 0] += 1
        if isEmpty || scanner.isHTML && Self.void.contains(name) { ending = 1 }
        return .start(name)
      case .end:
        let name = currentName()
        guard counts[name, default: 0] > 0, let index = open.lastIndex(where: { $0.name == name }) else {
          scanner.report(scanner.range.start, scanner.range.end, "</\(name)> ends what was not begun")
          continue
        }
        for element in open[(index + 1)...] where !isOptional(element.name) {
          scanner.report(element.start, element.start + element.name.utf8.count + 1, "<\(element.name)> is not closed")
        }
        ending = open.count - index
        return close()
      }
    }
    if !hasEnded {
      hasEnded = true
      if let last = open.last(where: { !isOptional($0.name) }) {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= .space { end -= 1 }
        // Nothing but the last character, so that the place is the file's end.
        var start = max(0, end - 1)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        scanner.report(start, end, "the file ends inside <\(last.name)>")
      }
      ending = open.count
      if ending > 0 { return close() }
    }
    return nil
  }

  private mutating func close() -> Event? {
    ending -= 1
    guard let last = open.popLast() else { return nil }
    counts[last.name, default: 1] -= 1
    return .end(last.name)
  }

  private func currentName() -> String {
    let name = String(decoding: bytes[scanner.name.start..<scanner.name.end], as: UTF8.self)
    return scanner.isHTML ? name.lowercased() : name
  }

  private func isOptional(_ name: String) -> Bool { scanner.isHTML && Self.optional.contains(name) }

  /// HTML elements that have no end, or need none.
  static func needsNoEnd(_ name: String) -> Bool { void.contains(name) || optional.contains(name) }
  private static let void: Set<String> = ["br", "meta", "img", "link", "hr", "input", "area", "base", "col", "wbr"]
  /// HTML elements whose end may be left out.
  private static let optional = WordClass.htmlOptionalEnd

  // MARK: attributes of the element just begun

  /// The value of an attribute; its name's case does not matter.
  func attribute(_ name: StaticString) -> TextRange? {
    scanner.attributes.first { matches($0.name, name) }?.value
  }

  private func matches(_ range: TextRange, _ name: StaticString) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { buffer in
      for i in 0..<range.count where unsafe bytes[range.start + i] | .caseBit != buffer[i] | .caseBit { return false }
      return true
    }
  }

  func string(_ name: StaticString) -> String? {
    attribute(name).map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
  }

  func number(_ name: StaticString) -> Double? { attribute(name).flatMap { decimal(bytes[$0.start..<$0.end]) } }
}

/// What no place, page or confidence exceeds: a whole number of this size and a hundred times it fit in 64 bits.
let largestDecimal = 1e15

/// Reads a decimal number such as `-12.5`; nil if the bytes are none, or one beyond `largestDecimal`.
func decimal(_ bytes: ArraySlice<UInt8>) -> Double? {
  var value = 0.0, scale = 1.0
  var isNegative = false, hasDigit = false, hasPoint = false
  for (i, byte) in bytes.enumerated() {
    switch byte {
    case .hyphen where i == 0: isNegative = true
    case .stop where !hasPoint: hasPoint = true
    case UInt8.digits:
      hasDigit = true
      value = value * 10 + Double(byte - UInt8(ascii: "0"))
      if hasPoint { scale *= 10 }
    default: return nil
    }
  }
  let size = value / scale
  return hasDigit && size <= largestDecimal ? (isNegative ? -size : size) : nil
}
