import Formats
import GalleyCore

/// The JSON Schema of `.galley.yml`, so that editors complete rules and options.
struct ConfigurationSchema {
  let bytes: [UInt8]

  init(_ cards: [RuleCard]) {
    let cards = cards.sorted { $0.id < $1.id }
    let settings = Self.settings(cards)
    let override = Self.object(
      [("files", Self.listOf("string", "Patterns of paths, relative to the configuration, as in .gitignore."))] + settings,
      required: ["files"],
      about: "What is different for some files.")
    let top =
      settings + [
        ("exclude", Self.listOf("string", "Patterns of paths that are left out of folders, as in .gitignore.")),
        (
          "overrides",
          "{\"type\": \"array\", \"description\": \"What is different for some files; the last that fits wins.\", \"items\": \(override)}"
        ),
      ]
    let body = Self.object(top, required: [], about: "The configuration of galley.")
    bytes = Array(
      ("{\n\"$schema\": \"http://json-schema.org/draft-07/schema#\",\n\"title\": \".galley.yml\",\n" + body.dropFirst() + "\n").utf8)
  }

  private static func settings(_ cards: [RuleCard]) -> [(String, String)] {
    let setting = "\"enum\": [\"off\", \"on\", \"note\", \"warning\", \"error\", true, false]"
    let categories = Set(cards.map(\.category)).sorted().map {
      ($0, "{\"description\": \(quoted("Every rule of the category “\($0)”.")), \(setting)}")
    }
    let rules = cards.map { ($0.id.name, "{\"description\": \(quoted($0.summary)), \(setting)}") }
    let options = cards.filter { !$0.declaredOptions.isEmpty }.map { card in
      (card.id.name, object(card.declaredOptions.map { ($0.name, value($0)) }, required: [], about: card.summary))
    }
    return [
      ("extends", listOf("string", "Folders of rule cards.")),
      ("languages", listOf("string", "Dictionaries: en for every English one, or en_GB, de_DE, …")),
      ("rules", object(categories + rules, required: [], about: "Rules and categories: off, on, or the most they report.")),
      ("options", object(options, required: [], about: "Options of rules.")),
      ("words", listOf("string", "Words that are right, or files of them.")),
      ("names", listOf("string", "Names of the house, or files of them.")),
    ]
  }

  private static func value(_ option: CardOption) -> String {
    let about = "\"description\": \(quoted(option.about)), \"default\": "
    if !option.choices.isEmpty {
      return "{\(about)\(quoted(option.standard.string ?? "")), \"enum\": [\(option.choices.map(quoted).joined(separator: ", "))]}"
    }
    if option.isNumber { return "{\(about)\(option.standard.string ?? "1"), \"type\": \"integer\", \"minimum\": 1}" }
    if let list = option.standard.strings, option.isList {
      return "{\(about)[\(list.map(quoted).joined(separator: ", "))], \"type\": \"array\", \"items\": {\"type\": \"string\"}}"
    }
    return "{\(about)\(quoted(option.standard.string ?? "")), \"type\": \"string\"}"
  }

  private static func listOf(_ type: String, _ about: String) -> String {
    "{\"description\": \(quoted(about)), \"anyOf\": [{\"type\": \"\(type)\"}, {\"type\": \"array\", \"items\": {\"type\": \"\(type)\"}}]}"
  }

  private static func object(_ members: [(String, String)], required: [String], about: String) -> String {
    let body = members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ",\n")
    let needs = required.isEmpty ? "" : "\"required\": [\(required.map(quoted).joined(separator: ", "))], "
    return
      "{\"type\": \"object\", \"description\": \(quoted(about)), \(needs)\"additionalProperties\": false, \"properties\": {\n\(body)\n}}"
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
