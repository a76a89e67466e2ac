import Formats
import Platform

/// Reads a configuration file; collects every fault instead of stopping at the first.
struct ConfigurationReader {
  private static let topKeys = settingKeys + ["exclude", "overrides"]
  private static let settingKeys = ["extends", "languages", "rules", "options", "words", "names"]

  /// As long as a path may be.
  /// Nobody fixes more at once.
  private static let mostFaults = 100

  private let path: String
  private let folder: FilePath
  private let packs: RulePacks
  private let trusted: TrustedFolders
  /// The folder of the configuration that a search found: what it extends may name files below it, too.
  private let root: FilePath
  private var faults: [CardError] = []
  /// Each fault once, though overrides are read with what they share.
  private var told: Set<String> = []
  /// How many more there are.
  private var leftOut = 0
  /// Rules that may be named: built in, and those of every pack of this file.
  private var cards: [RuleCard] = []

  private init(path: String, folder: FilePath, packs: RulePacks, trusted: TrustedFolders, root: FilePath) {
    (self.path, self.folder, self.packs, self.trusted, self.root) = (path, folder, packs, trusted, root)
  }

  /// - Parameters:
  ///   - path: the file, as shown to the user
  ///   - extended: the files that extend this one, to find circles
  static func read(
    _ path: String, packs: RulePacks, trusted: TrustedFolders, root: FilePath? = nil, extended: [FilePath] = []
  ) throws(ConfigurationFaults) -> ConfigurationFile {
    let place = FilePath(path)
    var reader = ConfigurationReader(
      path: path, folder: place.folder, packs: packs, trusted: trusted, root: root ?? place.folder)
    let root = try parse(path)
    let file = try reader.file(root, place, extended)
    guard reader.faults.isEmpty else {
      throw ConfigurationFaults(reader.sortedFaults)
    }
    return file
  }

  private var sortedFaults: [CardError] {
    var sorted = faults.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    if leftOut > 0, let last = sorted.last {
      sorted.append(CardError(path, last.position, "\(leftOut) more fault\(leftOut == 1 ? " is" : "s are") left out"))
    }
    return sorted
  }

  static func parse(_ path: String) throws(ConfigurationFaults) -> YAML {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try FileReader.read(path, most: FileReader.largestConfiguration) } catch {
      throw ConfigurationFaults([CardError(path, Position(line: 1, column: 1), error.reason)])
    }
    do throws(YAML.ParseError) { return try YAML.parse(bytes) } catch {
      throw ConfigurationFaults([CardError(path, error.position, error.message)])
    }
  }

  private mutating func file(_ root: YAML, _ place: FilePath, _ extended: [FilePath]) throws(ConfigurationFaults) -> ConfigurationFile {
    if case .scalar("", _) = root { return ConfigurationFile(path: path, folder: folder, settings: [], exclude: GlobList(), overrides: []) }
    guard root.mapping != nil else {
      throw ConfigurationFaults([
        CardError(path, root.position, "a configuration holds keys and values, as in “rules: {doubled-word: off}”")
      ])
    }
    checkKeys(root, Self.topKeys)
    let overrideNodes = items(root["overrides"], "overrides")
    cards = packs.builtIn
    var settings: [Settings] = []
    for node in [root] + overrideNodes {
      for (name, at) in strings(node["extends"], "extends", "a folder of rule cards") {
        let pack = FilePath(name, in: folder)
        guard try mayName(pack, name, at) else { continue }
        do throws(CardError) { cards += try packs.cards(in: pack) } catch {
          faults.append(
            error.file == pack.shown && error.position == Position(line: 1, column: 1)
              ? CardError(path, at, "\(name): \(error.message)") : error)
        }
      }
    }
    for (name, at) in strings(root["extends"], "extends", "a folder of rule cards") {
      let base = FilePath(name, in: folder).appending(ConfigurationSearch.fileName)
      guard DirectoryWalker.kind(of: base.description) == .file, try mayName(base, name, at) else { continue }
      guard base != place, !extended.contains(base) else {
        fault(at, "\(name) extends this file in turn")
        continue
      }
      do throws(ConfigurationFaults) {
        let file = try ConfigurationReader.read(
          base.shown, packs: packs, trusted: trusted, root: self.root, extended: extended + [place])
        settings += file.settings
      } catch { faults += error.faults }
    }
    settings.append(try read(root))
    var overrides: [(files: GlobList, settings: Settings)] = []
    for node in overrideNodes {
      checkKeys(node, ["files"] + Self.settingKeys)
      if node["files"] == nil, node.mapping != nil { fault(node.position, "“files” is missing: which files is it for?") }
      overrides.append((globs(node["files"], "files"), try read(node)))
    }
    return ConfigurationFile(
      path: path, folder: folder, settings: settings, exclude: globs(root["exclude"], "exclude"), overrides: overrides)
  }

  private mutating func read(_ node: YAML) throws(ConfigurationFaults) -> Settings {
    var settings = Settings()
    for (name, at) in strings(node["extends"], "extends", "a folder of rule cards") {
      settings.packs.append(Sourced(FilePath(name, in: folder).shown, .place(file: path, at)))
    }
    if let languages = node["languages"] {
      let tags = strings(languages, "languages", "a language as in “en” or “de_DE”").map(\.text)
      if tags.isEmpty, languages.strings != nil { fault(languages.position, "“languages” names none; leave it out for English") }
      settings.languages = Sourced(tags, .place(file: path, languages.position))
    }
    readRules(node["rules"], &settings)
    readOptions(node["options"], &settings)
    settings.words = try entries(node["words"], "words", "a word or a file of words")
    settings.names = try entries(node["names"], "names", "a name or a file of names")
    return settings
  }

  private mutating func readRules(_ node: YAML?, _ settings: inout Settings) {
    guard let node else { return }
    guard let pairs = node.mapping else {
      return fault(node.position, "“rules” holds rules or categories and what becomes of them, as in “doubled-word: off”")
    }
    let known = Set(cards.flatMap { [$0.id.name, $0.category] })
    for pair in pairs {
      guard known.contains(pair.key) else {
        fault(pair.keyAt, "unknown rule or category “\(pair.key)”" + hint(pair.key, known, else: " (“galley rules” lists them)"))
        continue
      }
      guard let name = pair.value.string, let setting = RuleSetting(name: name) else {
        let value = pair.value.string.map { "“\($0)”" } ?? "this"
        fault(pair.value.position, "\(value) is not what a rule can be: off, on, note, warning or error")
        continue
      }
      settings.rules[pair.key] = Sourced(setting, .place(file: path, pair.value.position))
    }
  }

  private mutating func readOptions(_ node: YAML?, _ settings: inout Settings) {
    guard let node else { return }
    guard let pairs = node.mapping else {
      return fault(node.position, "“options” holds rules with their options, as in “dash-style: {style: em}”")
    }
    for pair in pairs {
      guard let card = cards.first(where: { $0.id.name == pair.key }) else {
        fault(pair.keyAt, "unknown rule “\(pair.key)”" + hint(pair.key, cards.map(\.id.name), else: " (“galley rules” lists them)"))
        continue
      }
      let options = card.declaredOptions
      guard let values = pair.value.mapping else {
        fault(pair.value.position, "options are names with values, as in “\(options.first?.name ?? "name"): value”")
        continue
      }
      for value in values {
        guard let option = options.first(where: { $0.name == value.key }) else {
          let none = options.isEmpty ? "; the rule has no options" : " (it has: \(options.map(\.name).joined(separator: ", ")))"
          fault(value.keyAt, "“\(pair.key)” has no option “\(value.key)”" + hint(value.key, options.map(\.name), else: none))
          continue
        }
        if let problem = option.problem(with: value.value) {
          fault(value.value.position, "“\(value.key)” \(problem)")
          continue
        }
        settings.options[pair.key, default: [:]][value.key] = Sourced(value.value, .place(file: path, value.value.position))
      }
    }
  }

  private mutating func entries(_ node: YAML?, _ key: String, _ what: String) throws(ConfigurationFaults) -> [Sourced<Entry>] {
    var entries: [Sourced<Entry>] = []
    for (text, at) in strings(node, key, what) {
      var entry = Entry.text(text)
      if EntryFile.isPath(text) {
        let file = FilePath(text, in: folder)
        guard try mayName(file, text, at) else { continue }
        entry = .file(file.shown)
      }
      entries.append(Sourced(entry, .place(file: path, at)))
    }
    return entries
  }

  /// Whether the configuration may name a path; says so where it may not.
  private mutating func mayName(_ target: FilePath, _ name: String, _ at: Position) throws(ConfigurationFaults) -> Bool {
    if try trusted.allows(target, for: root) { return true }
    if try trusted.allows(target, for: folder) { return true }
    fault(
      at, "\(name) lies outside of the configuration’s folder; allow it with --trust, or with “trusted” in ~/.config/\(TrustedFolders.ownName)")
    return false
  }

  private mutating func globs(_ node: YAML?, _ key: String) -> GlobList {
    var list = GlobList()
    for (text, at) in strings(node, key, "a pattern of paths") { if let reason = list.add(text) { fault(at, reason) } }
    return list
  }

  /// One text or a list of them, each with its place.
  private mutating func strings(_ node: YAML?, _ key: String, _ what: String) -> [(text: String, at: Position)] {
    guard let node else { return [] }
    let nodes = node.sequence ?? [node]
    return nodes.compactMap { node in
      guard let text = node.string, !text.isEmpty else {
        fault(node.position, "“\(key)” takes \(what), or a list of such")
        return nil
      }
      return (text, node.position)
    }
  }

  private mutating func items(_ node: YAML?, _ key: String) -> [YAML] {
    guard let node else { return [] }
    guard let items = node.sequence, items.allSatisfy({ $0.mapping != nil }) else {
      fault(node.position, "“\(key)” is a list; each entry has “files” and what is different for them")
      return []
    }
    return items
  }

  private mutating func checkKeys(_ node: YAML, _ known: [String]) {
    for pair in node.mapping ?? [] where !known.contains(pair.key) {
      fault(pair.keyAt, "unknown key “\(pair.key)”" + hint(pair.key, known, else: "; there are \(known.joined(separator: ", "))"))
    }
  }

  private func hint(_ name: String, _ known: some Sequence<String>, else other: String) -> String {
    if faults.count >= Self.mostFaults { return "" }
    return nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? other
  }

  private mutating func fault(_ at: Position, _ message: String) {
    let fault = CardError(path, at, message)
    guard faults.count < Self.mostFaults else {
      leftOut += 1
      return
    }
    if told.insert(fault.description).inserted { faults.append(fault) }
  }
}
