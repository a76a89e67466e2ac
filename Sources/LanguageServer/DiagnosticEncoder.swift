import Formats
import GalleyCore

/// Findings as the protocol has them.
struct DiagnosticEncoder {
  /// A narrow pop-up shows so many characters of a message; what explains it goes beside it.
  static let longestMessage = 90

  private let uri: DocumentURI
  private let text: TextBuffer
  private let client: ClientCapabilities

  init(_ document: OpenDocument, _ client: ClientCapabilities) { self.init(uri: document.uri, text: document.text, client) }

  init(uri: DocumentURI, text: TextBuffer, _ client: ClientCapabilities) {
    (self.uri, self.text, self.client) = (uri, text, client)
  }

  func array(_ findings: [Finding]) -> JSONValue { .array(findings.map(diagnostic)) }

  /// Names an answer by what it says.
  static func identity(of items: JSONValue) -> String {
    var bytes: [UInt8] = []
    items.write(into: &bytes)
    return FNV1a(bytes).digits
  }

  func diagnostic(_ finding: Finding) -> JSONValue {
    let line = Self.line(finding.message)
    let (message, reason) = client.readsRelated ? Self.divided(line) : (line, nil)
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(JSONValue.Member(key: key, value: value)) }
    add("range", text.range(finding.range, client.encoding))
    add("severity", .integer(Self.severity(finding.severity)))
    add("code", .string(finding.rule))
    if client.readsCodeDescription, let page = client.rulePages[finding.rule] { add("codeDescription", ["href": .string(page)]) }
    add("source", "galley")
    add("message", .string(message))
    let tag = Self.tag(finding)
    if let tag, client.readsTags.contains(tag) { add("tags", [.integer(tag)]) }
    if client.readsRelated, reason != nil || !finding.related.isEmpty {
      let beside = reason.map { [Finding.Elsewhere(range: finding.range, message: $0)] } ?? []
      add(
        "relatedInformation",
        .array(
          (beside + finding.related).map {
            [
              "location": ["uri": .string(uri.text), "range": text.range($0.range, client.encoding)],
              "message": .string(Self.line($0.message)),
            ]
          }))
    }
    if client.readsData {
      var data: JSONValue = ["category": .string(finding.category), "fingerprint": .string(finding.fingerprint)]
      if message != finding.message { data = data.adding("message", .string(finding.message)) }
      add("data", data)
    }
    return .object(members)
  }

  /// What is quoted may reach over the end of a line; a pop-up or a line of a list does not.
  private static func line(_ message: String) -> String {
    guard message.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return message }
    return message.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map(String.init).joined(separator: " ")
  }

  static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// What is to be taken out and nothing put in its place is shown faded, as something that is not needed.
  private static func tag(_ finding: Finding) -> Int? {
    guard let best = finding.repairs.first, best.isSafe, best.edits.allSatisfy({ $0.replacement.isEmpty }) else { return nil }
    return best.edits.contains { $0.range == finding.range } ? 1 : nil
  }

  /// A long message as what is wrong and the reason for it, cut where a clause ends; where none does in time, what it quotes
  /// is shortened, and the whole stands beside it.
  static func divided(_ message: String) -> (message: String, reason: String?) {
    guard message.unicodeScalars.count > longestMessage else { return (message, nil) }
    let scalars = Array(message.unicodeScalars)
    // “Name: did you mean …?” says nothing before its colon.
    let question = "did you mean".unicodeScalars
    func cut(_ mark: Unicode.Scalar) -> Int? {
      scalars.indices.prefix(longestMessage + 1).last {
        $0 + 2 < scalars.count && scalars[$0] == mark && scalars[$0 + 1] == " "
          && !(mark == ":" && scalars[($0 + 2)...].starts(with: question))
      }
    }
    guard let at = cut(";") ?? cut(":") ?? cut(",") else { return (shortened(scalars), message) }
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: part)
      return String(text)
    }
    return (text(scalars[..<at]), text(scalars[(at + 2)...]))
  }

  /// The least that is left of a quotation.
  private static let shortestQuotation = 12

  private static func shortened(_ message: [Unicode.Scalar]) -> String {
    var result = message
    let excess = message.count - longestMessage + 1
    let quotations = message.indices.filter { message[$0] == "“" }.compactMap { start in
      message[start...].firstIndex(of: "”").map { start + 1..<$0 }
    }
    if let longest = quotations.max(by: { $0.count < $1.count }), longest.count - excess >= shortestQuotation {
      result.replaceSubrange(longest.upperBound - excess..<longest.upperBound, with: ["…"])
    } else {
      let end = message[..<longestMessage].lastIndex(of: " ") ?? longestMessage - 1
      result = message[..<end] + ["…"]
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: result)
    return String(text)
  }
}
