import ArgumentParser
import Formats
import GalleyCore
import Platform

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a rule finds, why, and when to leave it off.")
  @Argument(help: "The rule’s id.") var rule: String
  @OptionGroup var rules: RuleOptions

  func run() throws {
    let cards = try rules.cards()
    guard let card = cards.first(where: { $0.id.name == rule }) else {
      let hint = nearest(rule, in: cards.map(\.id.name)).map { "; did you mean “\($0)”?" } ?? ""
      throw Failure("unknown rule “\(rule)”\(hint) (“galley rules” lists them)")
    }
    var text =
      "\(card.id) (\(card.category), \(card.severity.name))\n\(card.summary)\n\n\(try card.prose())\n"
    if !card.declaredOptions.isEmpty {
      text += "\nOptions (in .galley.yml, “options: {\(card.id): {…}}”):\n"
      for option in card.declaredOptions { text += "    \(option.name): \(option.shown)\n" }
    }
    for example in try card.examples() {
      let lines = example.shown.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }
      text += "\n\(example.kind.title):\n\(lines.joined())"
    }
    var stream = OutputStream.standardOutput
    try? stream.write(printable(text, keepsLines: true))
  }
}

extension RuleCard.Example.Kind {
  /// What stands above an example where people read it.
  var title: String {
    switch self {
    case .bad: "Reported"
    case .fixed: "Fixed"
    case .good: "Left alone"
    }
  }
}
