/// A Hunspell dictionary that this machine has, for whoever asks what galley would use.
package struct InstalledDictionary: Sendable {
  package let info: DictionaryInfo
  /// When its word list was last changed, in seconds since 1970.
  package let modified: Int64

  /// Every dictionary in the folders that are searched, sorted by name.
  package static func all(_ environment: SpellingEnvironment = .current) -> [InstalledDictionary] {
    DictionaryLocator(environment).installed().compactMap { info in
      Files.identity(info.path).map { InstalledDictionary(info: info, modified: $0.modified / 1_000_000_000) }
    }
  }
}
