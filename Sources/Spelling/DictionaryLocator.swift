/// One installed Hunspell dictionary.
package struct DictionaryInfo: Sendable, Hashable {
  /// As in the file name: `en_US`.
  package let name: String
  /// The word list; the affix file stands beside it.
  package let path: String

  package init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// Part of the program, without a file.
  package var isEmbedded: Bool { path.isEmpty }

  /// Those of the English dictionaries that are part of the program, in the order of their bits.
  static let embedded = ["en_GB", "en_US"].map { DictionaryInfo(name: $0, path: "") }

  var affixPath: String { path.dropLast(4) + ".aff" }
}

/// Finds Hunspell dictionaries in `DICPATH` and the folders where systems keep them.
struct DictionaryLocator {
  let folders: [String]

  init(_ environment: SpellingEnvironment) {
    var folders = (environment.dictionaryPath ?? "").split(separator: ":").map(String.init)
    folders += ["/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"]
    if let home = environment.home { folders.append(home + "/.local/share/hunspell") }
    folders += ["/opt/homebrew/share/hunspell", "/Library/Spelling"]
    if let home = environment.home { folders.append(home + "/Library/Spelling") }
    self.folders = folders
  }

  /// Every dictionary, the first of each name, sorted by name.
  func installed() -> [DictionaryInfo] {
    var found: [String: DictionaryInfo] = [:]
    for folder in folders {
      let names = Files.list(folder)
      let affixes = Set(names.filter { $0.hasSuffix(".aff") })
      for file in names where file.hasSuffix(".dic") && !file.hasPrefix("hyph_") {
        let name = String(file.dropLast(4))
        if found[name] == nil, affixes.contains(name + ".aff") {
          found[name] = DictionaryInfo(name: name, path: folder + "/" + file)
        }
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The dictionaries for the languages asked for: `de_DE` (or `de-DE`) names one, `en` all of its regions.
  func find(_ languages: [String]) throws(LexiconError) -> [DictionaryInfo] {
    let installed = installed()
    var chosen: [DictionaryInfo] = []
    for language in languages {
      let wanted = language.split(separator: "-").joined(separator: "_").lowercased()
      let matches = installed.filter { info in
        let name = info.name.split(separator: "-").joined(separator: "_").lowercased()
        return name == wanted || (!wanted.contains("_") && name.hasPrefix(wanted + "_"))
      }
      if matches.isEmpty, languages == ["en"], CompiledFile.embedded(.words) != nil { return DictionaryInfo.embedded }
      if matches.isEmpty {
        throw .missing(language: language, searched: folders, installed: installed.map(\.name))
      }
      for match in matches where !chosen.contains(match) { chosen.append(match) }
    }
    return Self.withoutTwins(chosen)
  }

  /// Each pair of files once, by whatever names it is installed (`fr_BE.dic` and `fr_CH.dic` are links to `fr.dic`). Of
  /// several names the one stays that is no link, else that of the language’s own country, else the first.
  private static func withoutTwins(_ dictionaries: [DictionaryInfo]) -> [DictionaryInfo] {
    var names: [[Files.Place]: DictionaryInfo] = [:]
    func files(_ dictionary: DictionaryInfo) -> [Files.Place] {
      [dictionary.path, dictionary.affixPath].map { Files.place($0) ?? .unknown($0) }
    }
    func rank(_ dictionary: DictionaryInfo) -> Int {
      if !Files.isLink(dictionary.path) { return 2 }
      let parts = dictionary.name.lowercased().split { $0 == "_" || $0 == "-" }
      return parts.count == 2 && parts[0] == parts[1] ? 1 : 0
    }
    for dictionary in dictionaries {
      let key = files(dictionary)
      if let twin = names[key], rank(twin) >= rank(dictionary) { continue }
      names[key] = dictionary
    }
    return dictionaries.filter { names[files($0)] == $0 }
  }
}
