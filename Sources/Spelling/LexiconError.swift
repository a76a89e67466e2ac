/// Why no lexicon could be opened. `description` is one line for the user.
package enum LexiconError: Error, Equatable, CustomStringConvertible {
  /// No dictionary of this language in any of the folders.
  case missing(language: String, searched: [String], installed: [String])
  /// A dictionary that is there and cannot be used.
  case unusable(path: String, reason: String)
  /// More dictionaries at once than one lexicon tells apart.
  case tooMany(count: Int)

  package var description: String {
    switch self {
    case .missing(let language, let searched, let installed):
      let found = installed.isEmpty ? "none" : installed.joined(separator: ", ")
      let package = Self.debianPackage(language)
      return "no dictionary for \u{201C}\(language)\u{201D} in \(searched.joined(separator: ", "))"
        + " (installed: \(found)); install the package \(package), or set DICPATH"
    case .unusable(let path, let reason):
      return "\(path): \(reason)"
    case .tooMany(let count):
      return "\(count) dictionaries at once; at most \(DictionaryMask.capacity) can be used together"
    }
  }

  /// The Debian package that brings a language's dictionary.
  static func debianPackage(_ language: String) -> String {
    let wholeLanguages: Set<String> = [
      "ar", "be", "bg", "ca", "cs", "da", "el", "es", "eu", "fr", "gl", "he", "hr", "hu", "id", "is", "it", "kk",
      "lt", "lv", "nl", "no", "pl", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi",
    ]
    let parts = language.lowercased().split(separator: "_")
    guard let first = parts.first else { return "hunspell-en-us" }
    if wholeLanguages.contains(String(first)) { return "hunspell-\(first)" }
    let usual = ["en": "en-us", "de": "de-de", "pt": "pt-br"]
    return "hunspell-\(parts.count == 1 ? usual[String(first)] ?? String(first) : parts.joined(separator: "-"))"
  }
}
