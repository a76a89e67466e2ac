package import Formats

/// Where a value of the configuration comes from.
package enum Origin: Hashable, Sendable, CustomStringConvertible {
  case builtIn
  /// What a card of a pack says of itself.
  case card(String)
  case place(file: String, Position)
  case commandLine(String)

  package var isCommandLine: Bool { if case .commandLine = self { true } else { false } }

  package var description: String {
    switch self {
    case .builtIn: "built in"
    case .card(let file): file
    case .place(let file, let at): "\(file):\(at.line):\(at.column)"
    case .commandLine(let option): "command line, \(option)"
    }
  }
}

/// A rule as it is in force for a text.
package struct ResolvedRule: Sendable {
  /// With the severity and the options in force.
  package let card: RuleCard
  /// Whether it runs; for a card of allowed words, whether they are allowed.
  package let isOn: Bool
  /// What decided so.
  package let origin: Origin

  package init(card: RuleCard, isOn: Bool, origin: Origin) { (self.card, self.isOn, self.origin) = (card, isOn, origin) }

  /// As people read it: `off` or the severity.
  package var state: String { isOn ? card.severity.name : "off" }
}

/// What becomes of every rule: the one decision that the engine runs by and that `galley config` and `galley rules` show.
package struct ResolvedRules: Sendable {
  package let rules: [ResolvedRule]
  /// Whether all rules run that are on, not only some that were asked for.
  package let isWhole: Bool
  /// What is reported below this severity is not shown.
  package var least: Severity = .note

  package init(_ rules: [ResolvedRule], isWhole: Bool) { (self.rules, self.isWhole) = (rules, isWhole) }

  /// Every rule as its card has it.
  package init(cards: [RuleCard]) {
    self.init(cards.map { ResolvedRule(card: $0, isOn: $0.isOn, origin: .builtIn) }, isWhole: true)
  }

  /// Only some rules, as their cards have them.
  /// - Parameter isWanted: says of a card whether it runs; words that a card allows stay allowed
  package init(cards: [RuleCard], only isWanted: (RuleCard) -> Bool) {
    self.init(
      cards.map { ResolvedRule(card: $0, isOn: $0.kind == .excuse ? $0.isOn : isWanted($0), origin: .builtIn) }, isWhole: false)
  }

  package var cards: [RuleCard] { rules.map(\.card) }
  package subscript(_ id: RuleID) -> ResolvedRule? { rules.first { $0.card.id == id } }
}
