package import Formats
package import Platform
import Spelling

/// The setups of one run: an engine for each distinct configuration, dictionaries and word lists read once.
package final class Setups {
  private struct Key: Hashable {
    let file: String?
    let overrides: [Int]
  }

  package private(set) var packs: RulePacks
  /// Which paths are read.
  package private(set) var paths: PathPolicy
  private let mode: ConfigurationSearch.Mode
  private var search: ConfigurationSearch
  private let commandLine: CommandLineSettings
  private let least: Severity
  private let clock: RuleClock?
  /// What is left for later; set before the first file.
  package var known: KnownFindings?
  private var configurations: [Key: Configuration] = [:]
  private var setups: [Key: Setup] = [:]
  private var lexicons: [[String]: Lexicon] = [:]
  private var words: [String: [[UInt8]]] = [:]

  /// - Parameter least: rules that never report as much need not run
  package init(
    _ commandLine: CommandLineSettings, _ mode: ConfigurationSearch.Mode, packs: RulePacks, least: Severity, clock: RuleClock? = nil
  ) {
    (self.commandLine, self.mode, self.packs, self.least, self.clock) = (commandLine, mode, packs, least, clock)
    search = ConfigurationSearch(mode, packs: packs, trusted: commandLine.trusted)
    paths = PathPolicy(search, commandLine)
  }

  /// What is in force for a file, which need not exist.
  package func configuration(for path: FilePath) throws -> Configuration { try configuration(key(for: path)) }

  /// The engine for a file.
  package func setup(for path: FilePath) throws -> Setup {
    let (key, file) = try key(for: path)
    if let known = setups[key] { return known }
    let configuration = try configuration((key, file))
    var rules = configuration.rules
    rules.least = least
    let setup = Setup(
      engine: try Engine(rules, known: known, clock: clock),
      resources: Resources(
        lexicon: try lexicon(configuration.languages), houseWords: try words(configuration.words),
        houseNames: try names(configuration.names), extended: try packs.lexicon(configuration.packs.map(\.value))))
    setups[key] = setup
    return setup
  }

  /// Forgets what was read of files, which have changed; dictionaries stay open.
  package func reread() throws(CardError) {
    packs = try RulePacks()
    search = ConfigurationSearch(mode, packs: packs, trusted: commandLine.trusted)
    paths = PathPolicy(search, commandLine)
    (configurations, setups, words) = ([:], [:], [:])
  }

  /// Every card that some configuration has, as it is by itself; the built-in ones first, then the others by name.
  package var cards: [RuleCard] {
    var known = Set(packs.builtIn.map(\.id))
    let others = configurations.values.flatMap(\.cards).filter { known.insert($0.id).inserted }
    return packs.builtIn + others.sorted { $0.id.name < $1.id.name }
  }

  private func key(for path: FilePath) throws(ConfigurationFaults) -> (Key, ConfigurationFile?) {
    guard let file = try search.file(for: path.folder) else { return (Key(file: nil, overrides: []), nil) }
    let names = file.names(of: path)
    return (Key(file: file.path, overrides: file.overrides.indices.filter { file.overrides[$0].files.covers(names) }), file)
  }

  private func configuration(_ found: (key: Key, file: ConfigurationFile?)) throws -> Configuration {
    if let known = configurations[found.key] { return known }
    var settings = found.file?.settings ?? []
    for index in found.key.overrides { if let file = found.file { settings.append(file.overrides[index].settings) } }
    let folders = (settings + [commandLine.settings]).flatMap(\.packs).map(\.value)
    let configuration = Configuration(
      file: found.file, settings: settings, commandLine: commandLine, cards: try packs.all(folders))
    configurations[found.key] = configuration
    return configuration
  }

  private func lexicon(_ languages: Sourced<[String]>) throws -> Lexicon {
    if let known = lexicons[languages.value] { return known }
    do throws(LexiconError) {
      let lexicon = try Lexicon.open(languages: languages.value)
      lexicons[languages.value] = lexicon
      return lexicon
    } catch {
      guard case .place(let file, let at) = languages.origin else { throw error }
      throw CardError(file, at, "\(error)")
    }
  }

  private func words(_ entries: [Sourced<Entry>]) throws -> Set<[UInt8]> {
    var result: Set<[UInt8]> = []
    for entry in entries {
      switch entry.value {
      case .text(let text): for word in text.utf8.split(separator: .space) { result.insert(lowercased(Array(word)[...])) }
      case .file(let path):
        if words[path] == nil {
          try requireFile(path, entry.origin, "; “galley words add” makes one")
          words[path] = try EntryFile.words(at: path, isNamed: entry.origin.isCommandLine)
        }
        result.formUnion(words[path] ?? [])
      }
    }
    return result
  }

  private func names(_ entries: [Sourced<Entry>]) throws -> HouseNames {
    var names = HouseNames()
    for entry in entries {
      switch entry.value {
      case .text(let text): names.add(Array("\(text)\t\tname".utf8))
      case .file(let path):
        try requireFile(path, entry.origin, "; “galley learn” makes one")
        names.add(try FileReader.read(path, isNamed: entry.origin.isCommandLine, most: FileReader.largestList))
      }
    }
    return names
  }

  /// A list that is missing is a fault of the place that names it.
  private func requireFile(_ path: String, _ origin: Origin, _ advice: String) throws {
    guard DirectoryWalker.kind(of: path) == .missing else { return }
    guard case .place(let file, let at) = origin else { throw FileError(path, "No such file or directory") }
    throw CardError(file, at, "\(path): no such file\(advice)")
  }
}
