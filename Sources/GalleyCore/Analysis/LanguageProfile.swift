import Spelling

/// Which language a document is written in, judged by its commonest function words.
package struct LanguageProfile: SharedAnalysis {
  /// ISO 639-1 code; `en` when there is too little text to tell.
  package let language: String
  /// Share of running words that belong to the winner's function words.
  package let share: Double
  /// Whether there is no doubt: enough text, full of its function words, hardly any of English or the runner-up.
  package let isCertain: Bool

  package init(_ analysis: Analysis) {
    let vocabulary = analysis.document.vocabulary
    var total = 0
    for fold in vocabulary.folds { total += fold.count }
    var best = ("en", 0), english = 0
    for (language, words) in Self.functionWords {
      var count = 0
      for word in words { if let id = vocabulary.foldID(word) { count += vocabulary.folds[Int(id)].count } }
      if count > best.1 { best = (language, count) }
      if language == "en" { english = count }
    }
    share = total == 0 ? 0 : Double(best.1) / Double(total)
    isCertain = total >= 40 && best.1 * 100 >= total * 15 && (best.0 == "en" ? best.1 * 100 >= total * 25 : best.1 >= english * 3)
    // Headlines and lists hold few function words: too little evidence leaves English.
    language = total >= 30 && best.1 * 100 >= total * 8 ? best.0 : "en"
  }

  /// Whether the text is surely in a language of which no dictionary is in use.
  func isUnchecked(by lexicon: Lexicon) -> Bool {
    isCertain && !lexicon.dictionaries.contains { $0.name.lowercased().hasPrefix(language) }
  }

  /// The language's name in English.
  var name: String { Self.names[language] ?? language }

  private static let names = [
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese",
    "pl": "Polish", "sv": "Swedish", "ru": "Russian", "da": "Danish", "nb": "Norwegian", "fi": "Finnish", "cs": "Czech",
    "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "el": "Greek", "uk": "Ukrainian",
  ]

  private static let functionWords: [(String, [[UInt8]])] = [
    ("en", "the of and to in a is that for was on with he as it his be at by from they said not have"),
    ("de", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"),
    ("fr", "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont"),
    ("es", "de la que el en y los se del las un por con no una su para es al lo como más pero sus"),
    ("it", "di e il la che in un per del è una della non con si da le al sono dei nel gli come"),
    ("nl", "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij"),
    ("pt", "de que e o da em um para é com não uma os no se na por mais as dos como mas foi ao"),
    ("pl", "w i na z do się nie że jest o to po od za jak co dla przez tym ale"),
    ("sv", "och i att det som en på är av för med den till inte ett om har de var"),
    ("ru", "и в не на я что он с как это по но они к у из за от так о же"),
    ("da", "og det at en på er af med den til ikke de var for et har som der blev efter"),
    ("nb", "og det som en på er av med den til ikke de var for et har å ble etter"),
    ("fi", "ja on ei että se oli hän mutta kun niin myös ovat joka ole tai jos sen hänen"),
    ("cs", "se na že je to do jako za po ale jsou by od ve pro který při také podle jeho"),
    ("hu", "az és hogy nem is egy ez volt meg de csak már mint vagy lesz után pedig amely"),
    ("ro", "de și în la cu pe nu un se din care este mai pentru sunt fost să că prin după"),
    ("tr", "ve bir bu da de için ile çok ne gibi daha ama olan olarak kadar sonra var"),
    ("el", "και το να του η της με την τα που από για είναι στην στο δεν των τον θα"),
    ("uk", "на не що та до як за від це але про його було які під час після також"),
  ].map { ($0.0, $0.1.split(separator: " ").map { Array($0.utf8) }) }
}
