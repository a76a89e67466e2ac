/// Counts the commonest function words of each language, of a document or of a part of it.
struct LanguageCounter {
  private var total = 0, fraktur = 0
  private var counts = [Int](repeating: 0, count: functionWords.count)
  /// How many different function words there are of each.
  private var kinds = [Int](repeating: 0, count: functionWords.count)
  /// Fewer are what chance makes of numerals and scraps.
  private static let leastKinds = 4
  /// Function words in a hundred: of a language that is likely, that is sure, of English that is sure.
  private static let likelyPercent = 8, surePercent = 15, englishPercent = 25
  /// How many times those of English another language has; they share words.
  private static let timesEnglish = 3
  /// Words for each that only Fraktur explains.
  private static let wordsForFraktur = 100

  /// What a word says that is met so often and belongs to these classes; each word is added once.
  mutating func add(_ classes: WordClassSet, _ count: Int) {
    total += count
    if classes.isEmpty { return }
    if classes.contains(.commonFraktur) { fraktur += count }
    for (i, language) in Self.functionWords.enumerated() where classes.contains(language.1) {
      counts[i] += count
      kinds[i] += 1
    }
  }

  /// The language that the words speak for, `en` where they are too few to tell; the share of its function words; and
  /// whether there is no doubt.
  /// - Parameter least: so few words that nothing is certain
  func winner(of least: Int = 40) -> (language: String, share: Double, isCertain: Bool) {
    var best = ("en", 0), english = 0, different = 0
    for (i, (language, _)) in Self.functionWords.enumerated() {
      // Of Fraktur some words are read in other letters.
      let count = language == "de" ? counts[i] + fraktur : counts[i]
      if count > best.1 { (best, different) = ((language, count), kinds[i]) }
      if language == "en" { english = count }
    }
    let isCertain = total >= least && different >= Self.leastKinds && best.1 * 100 >= total * Self.surePercent
      && (best.0 == "en" ? best.1 * 100 >= total * Self.englishPercent : best.1 >= english * Self.timesEnglish)
    // Headlines and lists hold few function words: too little evidence leaves English.
    let language = total >= min(least, 30) && best.1 * 100 >= total * Self.likelyPercent ? best.0 : "en"
    return (language, total == 0 ? 0 : Double(best.1) / Double(total), isCertain)
  }

  /// One word in a hundred at least has an f where only a long s makes sense.
  var isFraktur: Bool { fraktur * Self.wordsForFraktur >= total && fraktur > 2 }

  private static let functionWords: [(String, WordClass)] = [
    ("en", .commonEnglish), ("de", .commonGerman), ("fr", .commonFrench),
    ("es", .commonSpanish), ("it", .commonItalian), ("nl", .commonDutch),
    ("pt", .commonPortuguese), ("pl", .commonPolish), ("sv", .commonSwedish),
    ("ru", .commonRussian), ("da", .commonDanish), ("nb", .commonNorwegian),
    ("fi", .commonFinnish), ("cs", .commonCzech), ("hu", .commonHungarian),
    ("ro", .commonRomanian), ("tr", .commonTurkish), ("el", .commonGreek),
    ("uk", .commonUkrainian), ("la", .commonLatin),
  ]
}
