import ArgumentParser
import GalleyCore
import Platform

/// Options that choose rules and knowledge.
struct RuleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only these rules or categories, separated by commas.", valueName: "ids"))
  var select: String?
  @Option(help: ArgumentHelp("Not these rules or categories.", valueName: "ids"))
  var ignore: String?
  @Option(help: ArgumentHelp("Dictionary to use: en for all English ones, or de_DE, … (repeatable).", valueName: "tag"))
  var language: [String] = []
  @Option(name: .customLong("rules"), help: ArgumentHelp("A folder of rule cards to add (repeatable).", valueName: "dir"))
  var packs: [String] = []
  @Option(name: .customLong("words"), help: ArgumentHelp("A list of words that are right (repeatable).", valueName: "file"))
  var wordFiles: [String] = []
  @Option(
    name: .customLong("names"),
    help: ArgumentHelp("A list of names of the house, as “galley learn” writes it (repeatable).", valueName: "file"))
  var nameFiles: [String] = []
  @Option(help: ArgumentHelp("The configuration to use (default: the nearest .galley.yml upward from each file).", valueName: "file"))
  var config: String?
  @Option(
    name: .customLong("trust"),
    help: ArgumentHelp("A folder whose files configurations may name, wherever they are themselves (repeatable).", valueName: "dir"))
  var trusted: [String] = []
  @Flag(help: "Read no configuration file.")
  var noConfig = false

  func validate() throws {
    if noConfig, config != nil { throw ValidationError("--config and --no-config contradict each other") }
  }

  /// - Parameters:
  ///   - commandLine: what all options ask for, where it is more than these
  ///   - least: rules that never report as much need not run
  ///   - rulePacks: the cards that are built in, where some are replaced
  func setups(
    _ commandLine: CommandLineSettings? = nil, least: Severity = .note, packs rulePacks: RulePacks? = nil, clock: RuleClock? = nil
  ) throws -> Setups {
    Setups(commandLine ?? self.commandLine, search, packs: try rulePacks ?? RulePacks(), least: least, clock: clock)
  }

  /// Where configurations are looked for.
  var search: ConfigurationSearch.Mode { noConfig ? .none : config.map { .file($0) } ?? .nearest }

  /// What the options ask for.
  var commandLine: CommandLineSettings {
    var commandLine = CommandLineSettings()
    (commandLine.select, commandLine.ignore) = (Self.ids(select), Self.ids(ignore))
    commandLine.trusted = trusted
    func entries(_ files: [String], _ option: String) -> [Sourced<Entry>] { files.map { Sourced(.file($0), .commandLine(option)) } }
    if !language.isEmpty { commandLine.settings.languages = Sourced(language, .commandLine("--language")) }
    commandLine.settings.packs = packs.map { Sourced($0, .commandLine("--rules")) }
    commandLine.settings.words = entries(wordFiles, "--words")
    commandLine.settings.names = entries(nameFiles, "--names")
    return commandLine
  }

  /// All cards: those built in, those of packs given here, and those that the configuration of this folder extends.
  func cards() throws -> [RuleCard] { try setups().configuration(for: FilePath("-")).cards }

  /// Refuses ids that no rule has.
  func checkIDs(_ cards: [RuleCard]) throws {
    let known = Set(cards.map(\.id.name)).union(cards.map(\.category))
    for name in Self.ids(select).union(Self.ids(ignore)).sorted() where !known.contains(name) {
      let hint = nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? ""
      throw Failure("unknown rule or category “\(name)”\(hint) (“galley rules” lists them)")
    }
  }

  /// Whether `--select` and `--ignore` name a rule or its category.
  func concerns(_ card: RuleCard) -> Bool {
    let names: Set<String> = [card.id.name, card.category]
    let selected = Self.ids(select)
    return (selected.isEmpty || !selected.isDisjoint(with: names)) && Self.ids(ignore).isDisjoint(with: names)
  }

  private static func ids(_ list: String?) -> Set<String> {
    Set((list ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) })
  }
}
