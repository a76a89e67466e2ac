import Formats
import GalleyCore

/// Rules, and what may be said of them, where they may be named: in comments to galley and in its configuration.
struct Completion {
  private let document: OpenDocument
  private let client: ClientCapabilities
  private let cards: [RuleCard]

  init(_ document: OpenDocument, _ client: ClientCapabilities, cards: [RuleCard]) {
    (self.document, self.client, self.cards) = (document, client, cards)
  }

  private enum Kind: Int { case keyword = 14, value = 12, rule = 20, category = 19, property = 10 }

  private struct Item {
    let label: String
    let kind: Kind
    let detail: String
    var ending = ""
  }

  func items(_ params: JSONValue) throws(ResponseError) -> JSONValue {
    guard let position = ProtocolPosition(params["position"]) else { throw .invalidParameters("no position is given") }
    let text = document.text
    let end = text.offset(of: position, client.encoding)
    let lineStart = Int(text.lines.starts[text.lines.lineIndex(of: end)])
    let line = text.bytes[lineStart..<end]
    // What has been typed of the name is replaced.
    let typed = line.reversed().prefix { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte &- 0x30 < 10 }.count
    let head = String(decoding: line.dropLast(typed), as: UTF8.self)
    let found = document.language == .configuration ? configuration(head, line: text.lines.lineIndex(of: end)) : comment(head)
    let range = text.range(FileRange(end - typed, end), client.encoding)
    return [
      "isIncomplete": false,
      "items": .array(
        found.map {
          [
            "label": .string($0.label), "kind": .integer($0.kind.rawValue), "detail": .string($0.detail),
            "textEdit": ["range": range, "newText": .string($0.label + $0.ending)],
          ]
        }),
    ]
  }

  /// - Parameter head: what stands in the line before the name
  private func comment(_ head: String) -> [Item] {
    guard document.language.isProse, let sign = head.range(ofLast: "galley:") else { return [] }
    let words = head[sign...].split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" })
    if head.hasSuffix("galley:") { return Self.verbs }
    guard let verb = words.first, Self.verbs.contains(where: { $0.label == verb }), head.last == " " || head.last == "," else { return [] }
    return rules + categories
  }

  private static let verbs = [
    Item(label: "off", kind: .keyword, detail: "leave alone from here on"),
    Item(label: "on", kind: .keyword, detail: "report again from here on"),
    Item(label: "ignore-line", kind: .keyword, detail: "leave this line alone"),
    Item(label: "ignore-next-line", kind: .keyword, detail: "leave the next line alone"),
  ]

  private var rules: [Item] { cards.filter { $0.kind != .excuse }.map { Item(label: $0.id.name, kind: .rule, detail: $0.summary) } }
  private var categories: [Item] {
    Set(cards.map(\.category)).sorted().map { Item(label: $0, kind: .category, detail: "all rules about \($0)") }
  }

  private func configuration(_ head: String, line: Int) -> [Item] {
    let indent = head.prefix { $0 == " " }.count
    let key = head.trimmedKey
    if indent == 0, key == nil { return Self.sections }
    let parents = parents(of: line, indent: indent, head)
    if let key {
      // After a key stands its value.
      if parents.first == "rules" || indent == 0 && key == "rules" { return inline(head) ?? Self.settings }
      if parents.count > 1, parents[1] == "options", let option = option(key, of: parents[0]) {
        return option.choices.map { Item(label: $0, kind: .value, detail: option.about) }
      }
      return []
    }
    switch parents.first {
    case "rules": return (rules + categories).map { Item(label: $0.label, kind: $0.kind, detail: $0.detail, ending: ": ") }
    case "options":
      return cards.filter { !$0.declaredOptions.isEmpty }.map { Item(label: $0.id.name, kind: .rule, detail: $0.summary, ending: ": ") }
    case let rule? where parents.count > 1 && parents[1] == "options":
      return (cards.first { $0.id.name == rule }?.declaredOptions ?? []).map {
        Item(label: $0.name, kind: .property, detail: $0.about, ending: ": ")
      }
    default: return []
    }
  }

  /// Rules in “rules: {…”, before their colon.
  private func inline(_ head: String) -> [Item]? {
    guard let brace = head.range(ofLast: "{") else { return nil }
    let last = head[brace...].split(separator: ",", omittingEmptySubsequences: false).last ?? ""
    return last.contains(":") ? nil : (rules + categories).map { Item(label: $0.label, kind: $0.kind, detail: $0.detail, ending: ": ") }
  }

  private func option(_ name: String, of rule: String) -> CardOption? {
    cards.first { $0.id.name == rule }?.declaredOptions.first { $0.name == name }
  }

  /// The keys that a line stands under, the nearest first.
  private func parents(of line: Int, indent: Int, _ head: String) -> [String] {
    var result: [String] = []
    var least = indent
    var at = line - 1
    while at >= 0, least > 0 {
      let text = String(decoding: document.text.lines.text(ofLine: at, in: document.text.bytes), as: UTF8.self)
      let own = text.prefix { $0 == " " }.count
      if own < least, let key = text.trimmedKey, !text.dropFirst(own).hasPrefix("#") {
        result.append(key)
        least = own
      }
      at -= 1
    }
    return result
  }

  private static let settings = ["off", "on", "note", "warning", "error"].map {
    Item(label: $0, kind: .value, detail: $0 == "off" ? "never report" : $0 == "on" ? "report as the rule says" : "report as \($0)")
  }

  private static let sections = [
    ("rules", "what becomes of rules and categories"), ("options", "options of rules"), ("words", "words that are right, or lists of such"),
    ("names", "names of the house, or lists of such"), ("languages", "dictionaries to use"),
    ("extends", "folders of rules, or of another configuration"),
    ("exclude", "files to leave out"), ("overrides", "what is different for some files"),
  ].map { Item(label: $0.0, kind: .property, detail: $0.1, ending: ": ") }
}

extension String {
  /// Where the last occurrence of a text ends; nil if there is none.
  fileprivate func range(ofLast text: String) -> Index? {
    let (own, wanted) = (Array(utf8), Array(text.utf8))
    guard own.count >= wanted.count else { return nil }
    for start in stride(from: own.count - wanted.count, through: 0, by: -1) where own[start..<(start + wanted.count)].elementsEqual(wanted)
    {
      return utf8.index(utf8.startIndex, offsetBy: start + wanted.count)
    }
    return nil
  }

  /// The key that a line of YAML begins with; nil where no colon stands after one.
  fileprivate var trimmedKey: String? {
    let body = drop { $0 == " " || $0 == "-" }
    guard let colon = body.firstIndex(of: ":") else { return nil }
    let key = body[..<colon]
    return key.isEmpty || key.contains("#") ? nil : String(key.filter { $0 != "\"" && $0 != "'" })
  }
}
