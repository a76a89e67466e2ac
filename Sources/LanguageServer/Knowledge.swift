import Formats
import GalleyCore
import Platform

/// What texts are checked with: configurations, rules, word lists and dictionaries, read again when their files change.
final class Knowledge {
  private let options: ServerOptions
  private var settings: ServerSettings
  private var engine: ResidentEngine
  /// Files that were read, and places where one may come to be, as they were then.
  private var files: [String: FileIdentity?] = [:]
  /// What is wrong with files now, and what the client knows of it.
  private var faults: [FilePath: [CardError]] = [:]
  private var told: [FilePath: [CardError]] = [:]
  /// Whether the list of the user’s own words was there.
  private var hasUserWords = false

  init(_ options: ServerOptions, _ settings: ServerSettings) {
    (self.options, self.settings) = (options, settings)
    engine = ResidentEngine { _ in throw FileError("", "") }
    open()
  }

  var level: Severity { settings.level }

  /// The list of the user’s own words.
  var userWords: String? {
    settings.userWords
      ?? (environmentVariable("XDG_CONFIG_HOME") ?? environmentVariable("HOME").map { $0 + "/.config" }).map { $0 + "/galley/words.txt" }
  }

  private func open() {
    var commandLine = options.commandLine
    commandLine.select.formUnion(settings.select)
    commandLine.ignore.formUnion(settings.ignore)
    if !settings.languages.isEmpty { commandLine.settings.languages = Sourced(settings.languages, .commandLine("settings")) }
    for word in settings.words {
      commandLine.settings.words.append(Sourced(EntryFile.isPath(word) ? .file(word) : .text(word), .commandLine("settings")))
    }
    if let userWords {
      hasUserWords = DirectoryWalker.kind(of: userWords) == .file
      if hasUserWords { commandLine.settings.words.append(Sourced(.file(userWords), .commandLine("userWords"))) }
    }
    let mode = settings.configuration.map { ConfigurationSearch.Mode.file($0) } ?? options.search
    let least = settings.level
    engine = ResidentEngine { [commandLine] _ in Setups(commandLine, mode, packs: try RulePacks(), least: least) }
  }

  func reload(_ new: ServerSettings, _ problem: (String) -> Void) {
    files = [:]
    let isSame = new == settings && hasUserWords == (userWords.map { DirectoryWalker.kind(of: $0) == .file } ?? false)
    settings = new
    // The user’s words are given like an option, and options are never read again.
    guard isSame, !hasUserWords else { return open() }
    do { try engine.reread() } catch { problem("\(error)") }
  }

  /// Whether a file that was read is no longer what it was.
  var hasChanged: Bool { files.contains { FileIdentity.of($0.key) != $0.value } }

  /// What checks a document; where its configuration is faulty, what checked it before. Nil if nothing can.
  func setup(for document: OpenDocument) -> Setup? {
    let path = document.uri.name
    watch(path)
    do {
      let setup = try engine.setup(for: path)
      faults = faults.filter { !path.names.starts(with: $0.key.folder.names) }
      watch(try engine.setups().configuration(for: path))
      return setup
    } catch {
      note(error, for: path)
      return document.setup ?? withoutConfiguration
    }
  }

  /// All rules that may be named for a file.
  func cards(for path: FilePath) -> [RuleCard] {
    (try? engine.setups().configuration(for: path).cards) ?? (try? engine.setups().packs.builtIn) ?? []
  }

  func configuration(for path: FilePath) -> Configuration? { try? engine.setups().configuration(for: path) }

  /// The files below a folder that are checked.
  func texts(below folder: FilePath) -> [String] {
    guard let setups = try? engine.setups() else { return [] }
    let found = try? DirectoryWalker.files(
      under: folder.description, isExcluded: { try setups.paths.skips(walked: $0, isFolder: $1) }, unreadable: { _ in })
    return found ?? []
  }

  func setup(for path: FilePath) -> Setup? {
    watch(path)
    return try? engine.setup(for: path)
  }

  /// Faults that the client does not know, and empty lists where it knows some that are fixed.
  func takeNews() -> [(path: FilePath, faults: [CardError])] {
    let all = Set(faults.keys).union(told.keys)
    let news = all.filter { faults[$0]?.map(\.description) != told[$0]?.map(\.description) }
    told = faults
    return news.sorted { $0.description < $1.description }.map { ($0, faults[$0] ?? []) }
  }

  private lazy var withoutConfiguration: Setup? = {
    guard let packs = try? RulePacks() else { return nil }
    return try? Setups(options.commandLine, .none, packs: packs, least: settings.level).setup(for: FilePath("-"))
  }()

  private func note(_ error: any Error, for path: FilePath) {
    switch error {
    case let error as ConfigurationFaults:
      for (file, own) in Dictionary(grouping: error.faults, by: \.file) { faults[FilePath(file)] = own }
    case let error as CardError: faults[FilePath(error.file)] = [error]
    default:
      // A missing dictionary, for example: the place is where it would be fixed.
      let place = path.folder.appending(ConfigurationSearch.fileName)
      faults[place] = [CardError(place.description, Position(line: 1, column: 1), "\(error)")]
    }
  }

  private func watch(_ path: FilePath) {
    var folder = path.folder
    while true {
      watch(folder.appending(ConfigurationSearch.fileName).description)
      if folder.names.isEmpty { break }
      folder = folder.folder
    }
    if let userWords { watch(userWords) }
  }

  private func watch(_ configuration: Configuration) {
    for entry in configuration.words + configuration.names { if case .file(let path) = entry.value { watch(path) } }
    for pack in configuration.packs {
      watch(pack.value)
      for file in DirectoryWalker.files(under: pack.value, extensions: ["md", "tsv"], unreadable: { _ in }) { watch(file) }
      watch(FilePath(pack.value).appending(ConfigurationSearch.fileName).description)
    }
    if let file = configuration.file { watch(file.path) }
  }

  private func watch(_ path: String) {
    if files[path] == nil { files[path] = .some(FileIdentity.of(path)) }
  }
}
