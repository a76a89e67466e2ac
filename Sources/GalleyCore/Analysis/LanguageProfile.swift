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

  /// How the language is printed where that says more: in Fraktur, in the spelling of early books.
  private let print: Print?
  private enum Print: Sendable { case fraktur, early }

  package init(_ analysis: Analysis) {
    var counter = LanguageCounter()
    for fold in analysis.document.vocabulary.folds { counter.add(fold.classes, fold.count) }
    let winner = counter.winner()
    share = winner.share
    let isEarly = winner.language == "en" && Self.isEarly(analysis)
    isCertain = winner.isCertain || isEarly
    language = winner.language
    print = isEarly ? .early : winner.language == "de" && counter.isFraktur ? .fraktur : nil
    isUnchecked = isEarly || isCertain && !analysis.lexicon.dictionaries.contains { $0.name.lowercased().hasPrefix(winner.language) }
  }

  /// Shares of running words, and of those that nothing knows, that early spellings are at least in an early print.
  private static let leastEarly = 0.03, leastExplained = 0.5
  /// Different ones that are no chance, and as many as are looked at.
  private static let fewEarly = 5, mostEarly = 200

  /// Whether the text is English as it was spelled before 1700: what no dictionary knows are words in other letters.
  private static func isEarly(_ analysis: Analysis) -> Bool {
    guard analysis.resources.isEnglish, !analysis.document.isTechnical else { return false }
    let vocabulary = analysis.document.vocabulary, words = analysis.document.wordCount
    let unknown = analysis.outOfVocabulary
    guard Double(unknown.count) >= leastEarly * Double(words) else { return false }
    var asked: [Vocabulary.FoldedID: Bool] = [:]
    var early = 0, lowercase = 0
    for i in unknown {
      let word = vocabulary[analysis.document.tokens[i].word]
      guard word.shape == .lower else { continue }
      lowercase += 1
      if asked[word.folded] == nil, asked.count < mostEarly {
        asked[word.folded] = EarlySpelling.isForm(vocabulary.folds[Int(word.folded)].text, analysis.lexicon)
      }
      if asked[word.folded] ?? false { early += 1 }
    }
    return asked.values.count { $0 } >= fewEarly && Double(early) >= leastEarly * Double(words) && Double(early) >= leastExplained * Double(lowercase)
  }

  /// Whether the text is surely in another language than English.
  package var isForeign: Bool { isCertain && (language != "en" || print == .early) }

  /// The language's name in English.
  package var name: String {
    let name = Self.name(of: language)
    return switch print {
    case .fraktur: "\(name) in Fraktur"
    case .early: "early modern \(name)"
    case nil: name
    }
  }
  static func name(of language: String) -> String { names[language] ?? language }

  /// Whether another dictionary would help.
  var hasDictionaries: Bool { print != .early && language != "la" }

  private static let names = [
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
    "pl": "Polish", "sv": "Swedish", "ru": "Russian", "da": "Danish", "nb": "Norwegian", "fi": "Finnish", "cs": "Czech",
    "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "el": "Greek", "uk": "Ukrainian",
    "la": "Latin",
  ]
}
