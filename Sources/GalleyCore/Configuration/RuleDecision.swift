import Formats

/// Decides what becomes of each rule, from the command line, the configuration’s places and the card.
///
/// What names a rule counts before what names its category, and a stronger place before a weaker one. `--select` and
/// `--ignore` say which rules run; how severe they are and their options stay what files say. A rule that its card leaves
/// off runs where its id is selected, or where a configuration switches it, or its category, on.
struct RuleDecision {
  /// The strongest last.
  let settings: [Settings]
  let select: Set<String>
  let ignore: Set<String>

  func resolve(_ cards: [RuleCard]) -> ResolvedRules {
    ResolvedRules(cards.map(resolve), isWhole: select.isEmpty)
  }

  private func resolve(_ card: RuleCard) -> ResolvedRule {
    let setting = fileSetting(of: card)
    let (isOn, origin) = decide(card, setting)
    var card = card
    let options = options(of: card)
    if !options.isEmpty { card = card.with(options: options) }
    if case .severity(let severity) = setting?.value { card = card.with(severity: severity) }
    return ResolvedRule(card: card, isOn: isOn, origin: origin)
  }

  private func decide(_ card: RuleCard, _ setting: Sourced<RuleSetting>?) -> (isOn: Bool, origin: Origin) {
    let (id, category) = (card.id.name, card.category)
    if ignore.contains(id) { return (false, .commandLine("--ignore")) }
    if select.contains(id) { return (true, .commandLine("--select")) }
    // What a card allows is allowed whatever is looked for.
    let isExcuse = card.kind == .excuse
    if !isExcuse, ignore.contains(category) { return (false, .commandLine("--ignore")) }
    if !isExcuse, !select.isEmpty, !select.contains(category) { return (false, .commandLine("--select")) }
    guard let setting else { return (card.isOn, card.isBuiltIn ? .builtIn : .card(card.file)) }
    return (setting.value != .off, setting.origin)
  }

  /// What files say of a rule; nil if nothing.
  private func fileSetting(of card: RuleCard) -> Sourced<RuleSetting>? {
    for settings in settings.reversed() {
      if let own = settings.rules[card.id.name] { return own }
      guard let category = settings.rules[card.category] else { continue }
      // A severity for a category does not wake rules that sleep.
      if card.isOn || category.value == .off || category.value == .on { return category }
    }
    return nil
  }

  private func options(of card: RuleCard) -> [String: YAML] {
    var options: [String: YAML] = [:]
    for settings in settings { options.merge((settings.options[card.id.name] ?? [:]).mapValues(\.value)) { $1 } }
    return options
  }
}
