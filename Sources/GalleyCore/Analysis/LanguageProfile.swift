import Spelling

/// Which language a document is written in, judged by its commonest function words.
package struct LanguageProfile: SharedAnalysis {
  /// ISO 639-1 code; `en` when there is too little text to tell.
  package let language: String
  /// Share of running words that belong to the winner's function words.
  package let share: Double
  /// Whether there is no doubt: enough text, full of its function words, hardly any of English or the runner-up.
  package let isCertain: Bool
  /// Whether the text is surely in a language of which no dictionary is in use.
  let isUnchecked: Bool

  package init(_ analysis: Analysis) {
    let vocabulary = analysis.document.vocabulary
    var total = 0
    var counts = [Int](repeating: 0, count: Self.functionWords.count)
    for fold in vocabulary.folds {
      total += fold.count
      if fold.classes.isEmpty { continue }
      for (i, language) in Self.functionWords.enumerated() where fold.classes.contains(language.1) { counts[i] += fold.count }
    }
    var best = ("en", 0), english = 0
    for ((language, _), count) in zip(Self.functionWords, counts) {
      if count > best.1 { best = (language, count) }
      if language == "en" { english = count }
    }
    share = total == 0 ? 0 : Double(best.1) / Double(total)
    isCertain = total >= 40 && best.1 * 100 >= total * 15 && (best.0 == "en" ? best.1 * 100 >= total * 25 : best.1 >= english * 3)
    // Headlines and lists hold few function words: too little evidence leaves English.
    let language = total >= 30 && best.1 * 100 >= total * 8 ? best.0 : "en"
    self.language = language
    isUnchecked = isCertain && !analysis.lexicon.dictionaries.contains { $0.name.lowercased().hasPrefix(language) }
  }

  /// Whether the text is surely in another language than English.
  package var isForeign: Bool { isCertain && language != "en" }

  /// The language's name in English.
  package var name: String { Self.names[language] ?? language }

  private static let names = [
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
    "pl": "Polish", "sv": "Swedish", "ru": "Russian", "da": "Danish", "nb": "Norwegian", "fi": "Finnish", "cs": "Czech",
    "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "el": "Greek", "uk": "Ukrainian",
  ]

  private static let functionWords: [(String, WordClass)] = [
    ("en", .commonEnglish), ("de", .commonGerman), ("fr", .commonFrench),
    ("es", .commonSpanish), ("it", .commonItalian), ("nl", .commonDutch),
    ("pt", .commonPortuguese), ("pl", .commonPolish), ("sv", .commonSwedish),
    ("ru", .commonRussian), ("da", .commonDanish), ("nb", .commonNorwegian),
    ("fi", .commonFinnish), ("cs", .commonCzech), ("hu", .commonHungarian),
    ("ro", .commonRomanian), ("tr", .commonTurkish), ("el", .commonGreek),
    ("uk", .commonUkrainian),
  ]
}
