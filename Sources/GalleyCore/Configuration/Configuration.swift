/// What is in force for a file: the settings of every place that speaks for it, the strongest last.
package struct Configuration: Sendable {
  package let file: ConfigurationFile?
  package let cards: [RuleCard]
  private let settings: [Settings]
  private let commandLine: CommandLineSettings

  init(file: ConfigurationFile?, settings: [Settings], commandLine: CommandLineSettings, cards: [RuleCard]) {
    (self.file, self.cards, self.commandLine) = (file, cards, commandLine)
    self.settings = settings + [commandLine.settings]
  }

  package var languages: Sourced<[String]> {
    settings.reversed().compactMap(\.languages).first ?? Sourced(["en"], .builtIn)
  }
  package var packs: [Sourced<String>] { settings.flatMap(\.packs) }
  package var words: [Sourced<Entry>] { settings.flatMap(\.words) }
  package var names: [Sourced<Entry>] { settings.flatMap(\.names) }

  /// What becomes of a rule, the command line included.
  package func setting(of card: RuleCard) -> Sourced<RuleSetting> { commandLine.choice(of: card) ?? fileSetting(of: card) }

  /// What files say of a rule. Of several places the strongest counts, within one place the rule before its category.
  private func fileSetting(of card: RuleCard) -> Sourced<RuleSetting> {
    for settings in settings.reversed() {
      if let own = settings.rules[card.id.name] { return own }
      guard let category = settings.rules[card.category] else { continue }
      // A severity for a category does not wake rules that sleep.
      if card.isOn || category.value == .off || category.value == .on { return category }
    }
    return Sourced(card.isOn ? .severity(card.severity) : .off, .builtIn)
  }

  /// The value of an option, from the strongest place that gives one.
  package func option(_ option: CardOption, of card: RuleCard) -> Sourced<YAML> {
    for settings in settings.reversed() { if let value = settings.options[card.id.name]?[option.name] { return value } }
    return Sourced(option.standard, .builtIn)
  }

  /// The rules that run.
  /// - Parameter least: rules that never report as much need not
  func selection(least: Severity) -> RuleSelection {
    var selection = RuleSelection(select: commandLine.select, ignore: commandLine.ignore)
    selection.least = least
    for card in cards {
      let setting = fileSetting(of: card)
      if setting.origin != .builtIn { selection.settings[card.id] = setting.value }
    }
    for settings in settings {
      for (rule, options) in settings.options {
        selection.options[RuleID(rule), default: [:]].merge(options.mapValues(\.value)) { $1 }
      }
    }
    return selection
  }
}

/// What the command line asks for.
package struct CommandLineSettings: Sendable {
  package var settings = Settings()
  /// Rules or categories: only these.
  package var select: Set<String> = []
  package var ignore: Set<String> = []
  /// Folders whose files configurations may name.
  package var trusted: [String] = []
  package init() {}

  /// What it says about a rule; nil if nothing.
  func choice(of card: RuleCard) -> Sourced<RuleSetting>? {
    let (id, category) = (card.id.name, card.category)
    if ignore.contains(id) { return Sourced(.off, .commandLine("--ignore")) }
    if select.contains(id) { return Sourced(.on, .commandLine("--select")) }
    if ignore.contains(category) { return Sourced(.off, .commandLine("--ignore")) }
    if select.isEmpty || select.contains(category) { return nil }
    return Sourced(.off, .commandLine("--select"))
  }
}
