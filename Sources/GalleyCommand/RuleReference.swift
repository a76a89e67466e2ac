import GalleyCore

/// The reference of rules as Markdown, made from their cards.
struct RuleReference {
  let text: String

  init(_ cards: [RuleCard]) throws {
    let cards = cards.sorted { ($0.category, $0.id) < ($1.category, $1.id) }
    var text =
      "# Rules\n\nEvery rule with what it finds, why it matters, and when to leave it off: what `galley explain RULE` prints. Made from the cards; `Scripts/docs` writes it.\n"
    var category = ""
    for card in cards where card.kind != .excuse {
      if card.category != category {
        category = card.category
        text += "\n| \(category) | | |\n|---|---|---|\n"
      }
      text += "| [\(card.id)](#\(card.id)) | \(card.isOn ? card.severity.name : "off") | \(card.summary) |\n"
    }
    category = ""
    for card in cards where card.kind != .excuse {
      if card.category != category {
        category = card.category
        text += "\n## \(category)\n"
      }
      text += try Self.section(card)
    }
    self.text = text
  }

  private static func section(_ card: RuleCard) throws -> String {
    var text = "\n### \(card.id)\n\n**\(card.isOn ? card.severity.name : "off unless asked for")**"
    if !card.languages.isEmpty { text += ", only for texts in \(card.languages.joined(separator: ", "))" }
    text += "\n\n\(card.summary)\n\n\(try card.prose())\n"
    for option in card.declaredOptions {
      text += "\nOption `\(option.name)`: \(option.shown)\n"
    }
    for example in try card.examples() {
      text += "\n\(example.kind.title):\n\n````text\n\(example.shown)\n````\n"
    }
    return text
  }
}
