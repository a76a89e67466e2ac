/// Cuts XML, and HTML that is nearly XML, into tags and text. An error never stops it: it is noted, and reading goes
/// on after it. Declared entities are refused, whatever they stand for.
package struct XMLScanner {
  package enum Piece { case start(isEmpty: Bool), end, text, cdata }
  package struct Attribute { package let name: TextRange, value: TextRange }

  package let bytes: [UInt8]
  /// HTML writes attribute values without quotes and attributes without values.
  package let isHTML: Bool
  private var at: Int
  /// Where the part of the text that is read ends.
  private let end: Int
  /// What the last piece consists of: a whole tag, or text without the marks around it.
  package private(set) var range = TextRange(0, 0)
  /// The last tag's name, without a namespace prefix.
  package private(set) var name = TextRange(0, 0)
  /// Those of the last tag that have a value.
  package private(set) var attributes: [Attribute] = []
  package private(set) var attributeCount = 0
  package private(set) var problems: [MarkupProblem] = []
  private static let mostProblems = 50
  /// Marks that the rest of the text does not hold: what they would close is left open, and nobody looks again.
  private var missing: Set<String> = []
  private var unclosedDeclarations = 0
  /// After so many declarations that are not closed the end of none is looked for.
  private static let mostUnclosed = 16

  /// - Parameter part: what is read of the text; nil for all of it
  package init(_ bytes: [UInt8], isHTML: Bool, _ part: TextRange? = nil) {
    self.bytes = bytes
    self.isHTML = isHTML
    (at, end) = (part?.start ?? 0, part?.end ?? bytes.count)
  }

  package mutating func report(_ start: Int, _ end: Int, _ message: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(MarkupProblem(range: TextRange(start, end), message: message))
  }

  /// The next piece; nil at the end.
  package mutating func next() throws(MarkupError) -> Piece? {
    while at < end {
      if bytes[at] == .lessThan {
        let start = at
        if let piece = try markup() { return piece }
        if at > start { continue }
        report(at, at + 1, "“<” begins no tag; write &lt;")
      }
      return text()
    }
    return nil
  }

  private mutating func text() -> Piece {
    let start = at
    var i = at + 1
    while i < end, bytes[i] != .lessThan || !isMarkup(i) {
      if bytes[i] == .lessThan { report(i, i + 1, "“<” begins no tag; write &lt;") }
      i += 1
    }
    at = i
    range = TextRange(start, i)
    return .text
  }

  private func isMarkup(_ at: Int) -> Bool {
    guard at + 1 < bytes.count else { return false }
    let next = bytes[at + 1]
    return Self.isNameStart(next) || next == .slash || next == .exclamation || next == .question
  }

  /// Reads the markup at `at`. Nil if it is none, and `at` stands still; or if it says nothing, and `at` is after it.
  private mutating func markup() throws(MarkupError) -> Piece? {
    guard at + 1 < bytes.count else { return nil }
    switch bytes[at + 1] {
    case .slash: return endTag()
    case .exclamation: return try declaration()
    case .question:
      skip(to: "?>", "the processing instruction is not closed")
      return nil
    case let byte where Self.isNameStart(byte): return startTag()
    default: return nil
    }
  }

  /// Goes past `mark`; where there is none, past the two bytes that begin the construct.
  private mutating func skip(to mark: String, _ message: String) {
    if let end = find(mark, from: at + 2) {
      at = end + mark.utf8.count
    } else {
      report(at, at + 2, message)
      at += 2
    }
  }

  /// The first offset of a mark; searches begin ever later in the text.
  private mutating func find(_ name: String, from start: Int) -> Int? {
    guard !missing.contains(name) else { return nil }
    if let offset = Self.offset(of: Array(name.utf8), in: bytes, from: start) { return offset }
    missing.insert(name)
    return nil
  }

  private static func offset(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    let span = bytes.span
    var i = start
    while i + mark.count <= span.count {
      if span[i] == mark[0], bytes[i..<(i + mark.count)].elementsEqual(mark) { return i }
      i += 1
    }
    return nil
  }

  private func starts(_ text: String, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  private mutating func declaration() throws(MarkupError) -> Piece? {
    if starts("<!--", at: at) {
      skip(to: "-->", "the comment is not closed")
      return nil
    }
    if starts("<![CDATA[", at: at) {
      let start = at + 9
      if let end = find("]]>", from: start) {
        range = TextRange(start, end)
        at = end + 3
      } else {
        report(at, start, "the CDATA section is not closed")
        range = TextRange(start, start)
        at = start
      }
      return .cdata
    }
    let start = at
    guard unclosedDeclarations < Self.mostUnclosed else { return unclosedDeclaration(start) }
    var depth = 0
    at += 2
    while at < bytes.count {
      switch bytes[at] {
      case .openBracket: depth += 1
      case .closeBracket: depth -= 1
      case .lessThan where starts("<!ENTITY", at: at):
        throw MarkupError("the file declares entities of its own, which galley does not expand", at: at)
      case .greaterThan where depth <= 0:
        at += 1
        return nil
      default: break
      }
      at += 1
    }
    unclosedDeclarations += 1
    return unclosedDeclaration(start)
  }

  private mutating func unclosedDeclaration(_ start: Int) -> Piece? {
    report(start, start + 2, "the declaration is not closed")
    at = start + 2
    return nil
  }

  private mutating func endTag() -> Piece? {
    let start = at
    var i = at + 2
    scanName(&i)
    guard i > start + 2 else {
      report(start, i, "“</” without a name")
      at = i
      return nil
    }
    while i < bytes.count, bytes[i] != .greaterThan, bytes[i] != .lessThan { i += 1 }
    if i < bytes.count, bytes[i] == .greaterThan { i += 1 } else { report(start, name.end, "the tag is not closed") }
    at = i
    range = TextRange(start, i)
    return .end
  }

  private mutating func startTag() -> Piece {
    let start = at
    var i = at + 1
    scanName(&i)
    attributes.removeAll(keepingCapacity: true)
    attributeCount = 0
    var isEmpty = false
    loop: while true {
      while i < bytes.count, bytes[i] <= .space { i += 1 }
      guard i < bytes.count else {
        report(start, name.end, "the tag is not closed")
        break
      }
      switch bytes[i] {
      case .greaterThan:
        i += 1
        break loop
      case .slash where i + 1 < bytes.count && bytes[i + 1] == .greaterThan:
        isEmpty = true
        i += 2
        break loop
      case .lessThan:
        report(start, name.end, "the tag is not closed")
        break loop
      case let byte where Self.isNameStart(byte): attribute(&i)
      default:
        if !isHTML { report(i, i + 1, "this belongs to no attribute") }
        i += 1
      }
    }
    at = i
    range = TextRange(start, i)
    return .start(isEmpty: isEmpty)
  }

  /// Reads a name and leaves out its namespace prefix.
  private mutating func scanName(_ i: inout Int) {
    var start = i
    while i < bytes.count, Self.isNamePart(bytes[i]) {
      if bytes[i] == .colon { start = i + 1 }
      i += 1
    }
    name = TextRange(start, i)
  }

  private mutating func attribute(_ i: inout Int) {
    let start = i
    attributeCount += 1
    while i < bytes.count, Self.isNamePart(bytes[i]) { i += 1 }
    let key = TextRange(start, i)
    var k = i
    while k < bytes.count, bytes[k] <= .space { k += 1 }
    guard k < bytes.count, bytes[k] == .equals else {
      if !isHTML { report(start, i, "an attribute without a value") }
      return
    }
    k += 1
    while k < bytes.count, bytes[k] <= .space { k += 1 }
    guard k < bytes.count else {
      i = k
      return
    }
    let quote = bytes[k]
    guard quote == .doubleQuote || quote == .apostrophe else {
      let from = k
      while k < bytes.count, bytes[k] > .space, bytes[k] != .greaterThan, bytes[k] != .lessThan { k += 1 }
      if !isHTML { report(start, k, "an attribute value without quotation marks") }
      attributes.append(Attribute(name: key, value: TextRange(from, k)))
      i = k
      return
    }
    let from = k + 1
    k = from
    while k < bytes.count, bytes[k] != quote {
      if bytes[k] == .lessThan, isMarkup(k) { break }
      k += 1
    }
    if k < bytes.count, bytes[k] == quote {
      attributes.append(Attribute(name: key, value: TextRange(from, k)))
      i = k + 1
    } else {
      // How much of it was meant nobody knows: the value is lost.
      report(start, from, "the attribute value is not closed")
      i = k
    }
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == .underscore || byte >= 0x80
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte.isDigit || byte == .colon || byte == .hyphen || byte == .stop
  }
}
