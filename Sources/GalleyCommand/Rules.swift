import ArgumentParser
import Formats
import GalleyCore
import Platform

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules with severity and summary.",
    discussion: """
      Severities are those in force in this folder.

      Examples:
        galley rules                          the list
        galley rules --markdown > rules.md    a page with everything that their cards say
        galley rules --rules house/           with the rules of the house
      """)
  @OptionGroup var rules: RuleOptions

  @Flag(help: "Print a reference of the rules in Markdown.")
  var markdown = false

  func run() throws {
    var stream = OutputStream.standardOutput
    var lines = ""
    let configuration = try rules.setups().configuration(for: FilePath("-"))
    guard !markdown else { return try stream.write(printable(RuleReference(configuration.cards).text, keepsLines: true)) }
    let cards = configuration.cards.filter { $0.kind != .excuse }.sorted { ($0.category, $0.id) < ($1.category, $1.id) }
    let width = cards.map(\.id.name.count).max() ?? 0
    var category = ""
    for card in cards {
      if card.category != category {
        lines += (category.isEmpty ? "" : "\n") + "\(card.category)\n"
        category = card.category
      }
      let padding = String(repeating: " ", count: width - card.id.name.count + 2)
      let severity = configuration.rules[card.id]?.state ?? ""
      lines += "  \(card.id)\(padding)\(severity)\(String(repeating: " ", count: 9 - severity.count))\(printable(card.summary))\n"
    }
    try stream.write(printable(lines, keepsLines: true))
  }
}
