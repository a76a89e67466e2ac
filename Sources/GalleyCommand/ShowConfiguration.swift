import ArgumentParser
import Formats
import GalleyCore
import Platform

struct ShowConfiguration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print what is in force for a file, and where each value comes from.",
    discussion: """
      Examples:
        galley config drafts/story.txt       what counts for this file
        galley config                        what counts in this folder
        galley config --schema               the JSON Schema of .galley.yml, for editors
      """)

  @Argument(help: "A file, which need not exist.", completion: .file())
  var file: String?
  @OptionGroup var rules: RuleOptions
  @Flag(help: "Print the JSON Schema of the configuration.")
  var schema = false

  func run() throws {
    let setups = try rules.setups()
    let configuration = try setups.configuration(for: FilePath(file ?? "-"))
    try rules.checkIDs(configuration.cards)
    var stream = OutputStream.standardOutput
    guard !schema else { return try stream.write(ConfigurationSchema(configuration.cards).bytes) }
    var lines = Lines()
    lines.add("languages: \(Self.flow(configuration.languages.value))", configuration.languages.origin)
    lines.list("extends", configuration.packs.map { ($0.value, $0.origin) })
    lines.heading("rules")
    let rules = configuration.rules.rules.sorted { ($0.card.category, $0.card.id) < ($1.card.category, $1.card.id) }
    for rule in rules { lines.add("  \(rule.card.id): \(rule.state)", rule.origin) }
    let cards = rules.map(\.card)
    let withOptions = cards.filter { !$0.declaredOptions.isEmpty }
    if !withOptions.isEmpty { lines.heading("options") }
    for card in withOptions {
      lines.heading("  \(card.id)")
      for option in card.declaredOptions {
        let value = configuration.option(option, of: card)
        lines.add("    \(option.name): \(value.value.string.map(Self.scalar) ?? Self.flow(value.value.strings ?? []))", value.origin)
      }
    }
    lines.list("words", configuration.words.map { (Self.text($0.value), $0.origin) })
    lines.list("names", configuration.names.map { (Self.text($0.value), $0.origin) })
    let heading = "# In force for \(file ?? "this folder"): \(configuration.file.map { $0.path } ?? "no configuration file")"
    try stream.write("\(printable(heading))\n\(lines.text)")
  }

  /// Lines with comments in one column.
  private struct Lines {
    private(set) var text = ""
    mutating func heading(_ name: String) { text += "\(name):\n" }
    mutating func add(_ line: String, _ origin: Origin) {
      let line = printable(line)
      text += line + String(repeating: " ", count: max(2, 40 - line.count)) + "# \(printable(origin.description))\n"
    }
    mutating func list(_ name: String, _ items: [(String, Origin)]) {
      if items.isEmpty { return }
      heading(name)
      for (item, origin) in items { add("  - \(item)", origin) }
    }
  }

  private static func text(_ entry: Entry) -> String {
    switch entry {
    case .text(let text): scalar(text)
    case .file(let path): path
    }
  }

  private static func flow(_ items: [String]) -> String { "[\(items.map(scalar).joined(separator: ", "))]" }

  /// A scalar as YAML takes it.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x80 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F || $0 == 0x2D
    }
    return isPlain && !text.isEmpty ? text : "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}
