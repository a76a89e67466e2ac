import Formats

/// What stands in a card after its front matter: documentation and examples.
struct CardBody: Sendable {
  private let bytes: ArraySlice<UInt8>
  /// The line of the file on which `bytes` begins.
  private let firstLine: Int
  private let file: String

  /// Cuts a card into front matter and body.
  static func split(_ bytes: [UInt8], file: String) throws(CardError) -> (frontMatter: [UInt8], body: CardBody) {
    guard Decoder.decode(bytes).encoding == .utf8 else {
      throw CardError(file, Position(line: 1, column: 1), "the card is not UTF-8")
    }
    let lines = LineTable(bytes)
    let rule = Array("---".utf8)
    guard lines.text(ofLine: 0, in: bytes).elementsEqual(rule) else {
      throw CardError(file, Position(line: 1, column: 1), "a card begins with “---” and its front matter")
    }
    for line in 1..<max(1, lines.starts.count) where lines.text(ofLine: line, in: bytes).elementsEqual(rule) {
      let start = line + 1 < lines.starts.count ? Int(lines.starts[line + 1]) : bytes.count
      return (
        Array(bytes[Int(lines.starts[1])..<Int(lines.starts[line])]),
        CardBody(bytes: bytes[start...], firstLine: line + 2, file: file)
      )
    }
    throw CardError(file, Position(line: 1, column: 1), "the front matter is not closed by “---”")
  }

  /// - Parameter line: that of the byte at `start`
  init(_ bytes: [UInt8], from start: Int, line: Int, file: String) { self.init(bytes: bytes[start...], firstLine: line, file: file) }

  private init(bytes: ArraySlice<UInt8>, firstLine: Int, file: String) {
    (self.bytes, self.firstLine, self.file) = (bytes, firstLine, file)
  }

  func parse() throws(CardError) -> (prose: String, examples: [RuleCard.Example]) {
    let lines = bytes.split(separator: .lineFeed, omittingEmptySubsequences: false)
      .map { String(decoding: $0.last == .carriageReturn ? $0.dropLast() : $0, as: UTF8.self) }
    var prose: [String] = []
    var examples: [RuleCard.Example] = []
    var i = 0
    while i < lines.count {
      let line = lines[i]
      guard line.hasPrefix("```") else {
        prose.append(line)
        i += 1
        continue
      }
      let fence = String(line.prefix { $0 == "`" })
      let info = line.dropFirst(fence.count).split(separator: " ")
      guard let end = lines[(i + 1)...].firstIndex(of: fence) else {
        throw CardError(file, Position(line: firstLine + i, column: 1), "this fence is not closed")
      }
      if let kind = info.first.flatMap({ RuleCard.Example.Kind(rawValue: String($0)) }) {
        let position = Position(line: firstLine + i, column: 1)
        let input = info.count == 2 ? InputKind(rawValue: String(info[1])) : nil
        if info.count > 1, input == nil, info[1...] != ["windows-1252"] {
          throw CardError(file, position, "an example may say “windows-1252” or what kind of input it is, and nothing else")
        }
        let (text, messages) = Self.takeMessages(lines[(i + 1)..<end], kind)
        examples.append(
          RuleCard.Example(
            kind: kind, text: text.joined(separator: "\n"), messages: messages, isWindows1252: info.count > 1 && input == nil,
            input: input ?? .text, line: position.line))
      } else {
        if let word = info.first, let kind = RuleCard.Example.Kind.allCases.first(where: { editDistance(Array($0.rawValue.utf8), Array(word.utf8), limit: 1) == 1 }) {
          throw CardError(file, Position(line: firstLine + i, column: 1), "no example is “\(word)”; did you mean “\(kind.rawValue)”?")
        }
        prose += lines[i...end]
      }
      i = end + 1
    }
    while prose.first?.isEmpty == true { prose.removeFirst() }
    while prose.last?.isEmpty == true { prose.removeLast() }
    return (prose.joined(separator: "\n"), examples)
  }

  /// The lines of an example, and what its last lines say that findings say: `message: …`.
  private static func takeMessages(_ lines: ArraySlice<String>, _ kind: RuleCard.Example.Kind) -> (text: ArraySlice<String>, [String]) {
    let sign = "message: "
    var text = lines, messages: [String] = []
    while kind == .bad, text.count > 1, let last = text.last, last.hasPrefix(sign) {
      messages.insert(String(last.dropFirst(sign.count)), at: 0)
      text.removeLast()
    }
    return (text, messages)
  }
}
