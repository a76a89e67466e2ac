package import Formats

/// What is in force for a file: the settings of every place that speaks for it, the strongest last.
package struct Configuration: Sendable {
  package let file: ConfigurationFile?
  private let settings: [Settings]
  /// Every card, as it is by itself.
  package let cards: [RuleCard]
  /// What becomes of every rule.
  package let rules: ResolvedRules

  init(file: ConfigurationFile?, settings: [Settings], commandLine: CommandLineSettings, cards: [RuleCard]) {
    (self.file, self.cards) = (file, cards)
    self.settings = settings + [commandLine.settings]
    rules = RuleDecision(settings: self.settings, select: commandLine.select, ignore: commandLine.ignore).resolve(cards)
  }

  package var languages: Sourced<[String]> {
    settings.reversed().compactMap(\.languages).first ?? Sourced(["en"], .builtIn)
  }
  package var packs: [Sourced<String>] { settings.flatMap(\.packs) }
  package var words: [Sourced<Entry>] { settings.flatMap(\.words) }
  package var names: [Sourced<Entry>] { settings.flatMap(\.names) }

  /// The value of an option, from the strongest place that gives one.
  package func option(_ option: CardOption, of card: RuleCard) -> Sourced<YAML> {
    for settings in settings.reversed() { if let value = settings.options[card.id.name]?[option.name] { return value } }
    return Sourced(option.standard, .builtIn)
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
  /// Paths that are left out besides, by patterns relative to the working folder.
  package var exclude = GlobList()
  /// Whether what is excluded is left out even where it is named.
  package var forcesExclude = false
  package init() {}
}
