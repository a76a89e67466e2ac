/// Makes the rules whose cards carry data instead of an algorithm.
enum DeclarativeRule {
  static func make(_ card: RuleCard) throws(CardError) -> any Rule {
    throw CardError(card.file, card.front.position, "cards of this kind are not supported yet")
  }
}

/// Words and phrases that cards vouch for.
struct Excuses: Sendable {
  init(_ cards: [RuleCard]) throws(CardError) {}

  func filter(_ found: [Diagnostic], _ analysis: Analysis) -> [Diagnostic] { found }
}
