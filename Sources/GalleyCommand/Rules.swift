import ArgumentParser
import GalleyCore

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the rules with severity and summary.")
  @OptionGroup var rules: RuleOptions

  func run() throws {
    var lines = ""
    let cards = try rules.cards().filter { $0.kind != .excuse }.sorted { ($0.category, $0.id) < ($1.category, $1.id) }
    let width = cards.map(\.id.name.count).max() ?? 0
    var category = ""
    for card in cards {
      if card.category != category {
        lines += (category.isEmpty ? "" : "\n") + "\(card.category)\n"
        category = card.category
      }
      let padding = String(repeating: " ", count: width - card.id.name.count + 2)
      let severity = card.isOn ? card.severity.name : "off"
      lines += "  \(card.id)\(padding)\(severity)\(String(repeating: " ", count: 9 - severity.count))\(card.summary)\n"
    }
    var stream = OutputStream.standardOutput
    try stream.write(lines)
  }
}
