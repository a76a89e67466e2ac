#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment variables that the speller reads.
package struct SpellingEnvironment: Sendable {
  /// `DICPATH`: folders of dictionaries, colon separated, searched first.
  package var dictionaryPath: String?
  package var home: String?
  /// `XDG_CACHE_HOME`.
  package var cacheHome: String?
  /// `GALLEY_CACHE`: the folder of galley's cache itself.
  package var galleyCache: String?

  package init(
    dictionaryPath: String? = nil, home: String? = nil, cacheHome: String? = nil, galleyCache: String? = nil
  ) {
    self.dictionaryPath = dictionaryPath
    self.home = home
    self.cacheHome = cacheHome
    self.galleyCache = galleyCache
  }

  /// The variables of this process.
  package static var current: SpellingEnvironment {
    SpellingEnvironment(
      dictionaryPath: variable("DICPATH"), home: variable("HOME"), cacheHome: variable("XDG_CACHE_HOME"),
      galleyCache: variable("GALLEY_CACHE"))
  }

  /// Where the compiled indexes are kept; nil when the environment names no home.
  package var cacheFolder: String? {
    if let galleyCache { return galleyCache }
    if let cacheHome, cacheHome.hasPrefix("/") { return cacheHome + "/galley" }
    return home.map { $0 + "/.cache/galley" }
  }

  /// `GALLEY_COMPILE`: the indexes in the program are left out of account (`Scripts/build-index`).
  static var compilesAnew: Bool { variable("GALLEY_COMPILE") != nil }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
