import Formats

/// Whether a document is written in British or American English, judged by its spellings and by how it sets titles,
/// percentages and dates. Words inside quotations and words with a capital do not count: they may be somebody else's.
package struct Dialect: SharedAnalysis {
  package enum Side: String, Sendable { case british = "British", american = "American" }

  /// A spelling of the minority, and where it stands.
  package struct Outlier: Sendable {
    package let token: Int
    package let other: [UInt8]
    /// “British”, “American”, “-ise”, “-ize”.
    package let kind: String
    package let majority: String
  }

  /// Occurrences that speak for either; titles, percentages and dates included, no spelling counted more than thrice.
  package private(set) var british = 0
  package private(set) var american = 0
  private var found: [(token: Int, variant: DialectWords.Variant)] = []
  private var ise = 0, ize = 0

  /// Signs that make a side, and how many times those of the other they have to be.
  private static let clear = 3
  /// A spelling counts no more often.
  private static let mostTimes = 3

  /// Nil where the evidence is thin or divided.
  package var side: Side? {
    if british >= Self.clear, british >= Self.clear * american { return .british }
    if american >= Self.clear, american >= Self.clear * british { return .american }
    return nil
  }

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let habits = analysis.shared(DialectHabits.self)
    (british, american) = (habits.british, habits.american)
    guard let pairs = DialectWords(analysis.lexicon) else { return }
    var variants: [WordID: DialectWords.Variant] = [:]
    for (i, word) in document.vocabulary.words.enumerated()
    where word.shape == .lower && word.flags.isDisjoint(with: [.apostrophe, .digit, .nonASCII, .invisible, .dotted]) {
      let text = document.vocabulary.folds[Int(word.folded)].text
      variants[WordID(i)] = pairs.variant(of: text, mask: analysis.words[WordID(i)].mask)
    }
    guard !variants.isEmpty else { return }
    collect(variants, analysis)
  }

  private mutating func collect(_ variants: [WordID: DialectWords.Variant], _ analysis: Analysis) {
    let document = analysis.document
    for (word, variant) in variants {
      for i in analysis.occurrences(ofWord: word) {
        guard let paragraph = document.paragraph(ofToken: i), paragraph.kind != .fragment,
          !analysis.quotations.isQuoted(document.tokens[i].start)
        else { continue }
        found.append((i, variant))
      }
    }
    found.sort { $0.token < $1.token }
    var times: [WordID: Int] = [:]
    var counts: [DialectWords.Side: Int] = [:]
    for occurrence in found {
      let word = document.tokens[occurrence.token].word
      times[word, default: 0] += 1
      if times[word, default: 0] <= Self.mostTimes { counts[occurrence.variant.side, default: 0] += 1 }
    }
    (ise, ize) = (counts[.ise] ?? 0, counts[.ize] ?? 0)
    british += (counts[.british] ?? 0) + ise
    american += counts[.american] ?? 0
    // Hardly any Briton but a scholar writes -ize alone.
    if ise == 0, analysis.shared(DialectHabits.self).british == 0 { american += min(Self.mostTimes, ize) }
  }

  /// Spellings that do not belong, in reading order.
  /// - Parameter house: the side that is right; nil leaves it to the text
  package func outliers(in house: Side?) -> [Outlier] {
    var outliers: [Outlier] = []
    func add(
      _ side: DialectWords.Side, _ kind: String, _ majority: String, where isCounted: (DialectWords.Variant) -> Bool = { _ in true }
    ) {
      outliers += found.filter { $0.variant.side == side && isCounted($0.variant) }
        .map { Outlier(token: $0.token, other: $0.variant.other, kind: kind, majority: majority) }
    }
    switch house ?? side {
    case .british?:
      add(.american, "American", "British")
      if ise >= 2, ise >= Self.clear * ize { add(.ize, "-ize", "-ise") }
      if ize >= Self.clear, ize >= Self.clear * ise { add(.ise, "-ise", "-ize") }
    case .american?:
      add(.british, "British", "American") { !$0.isDoubledL }
      add(.ise, "British", "American")
    case nil: break
    }
    return outliers.sorted { $0.token < $1.token }
  }
}

/// What else gives a British writer away: “Mr Brown”, “per cent”, “3 May”, “£2bn”; and an American: “percent”, “U.S.”, “May 3, 2004”; and
/// words that the other hardly ever writes. “Mr. Brown” and “May 3” prove nothing: novels and newspapers have them on both sides.
struct DialectHabits: SharedAnalysis {
  private(set) var british = 0
  private(set) var american = 0
  /// Titles without and with a stop.
  private(set) var bareTitles = 0
  private(set) var stoppedTitles = 0

  private static let titles = WordSet("mr mrs ms dr"), months = WordSet(Months.names.joined(separator: " ")), cent = WordSet("cent")

  init(_ analysis: Analysis) {
    let document = analysis.document
    let vocabulary = document.vocabulary
    let tokens = document.tokens
    for i in analysis.occurrences(of: Self.titles) where i + 1 < tokens.count {
      if tokens[i + 1].kind == .punctuation { stoppedTitles += 1 } else { bareTitles += 1 }
    }
    var dayFirst = 0, monthFirst = 0
    for i in analysis.occurrences(of: Self.months) where i + 1 < tokens.count && vocabulary[tokens[i].word].shape == .capitalised {
      if Self.isDay(i - 2, document) { dayFirst += 1 } else if Self.isDay(i + 2, document) { monthFirst += 1 }
    }
    let perCent = analysis.occurrences(of: Self.cent).count { i in
      guard i + 1 < tokens.count, let per = document.previous(i) else { return false }
      return document.bytes(tokens[per]).elementsEqual("per".utf8)
    }
    // “$22.6bn”
    let billions = vocabulary.words.count {
      $0.flags.contains(.digit) && $0.range.count > 2 && document.bytes[$0.range.end - 2] == 0x62
        && document.bytes[$0.range.end - 1] == 0x6E
    }
    let percent = vocabulary.foldID("percent").map { vocabulary.folds[Int($0)].lowerCount } ?? 0
    for (british, other) in [(bareTitles, stoppedTitles), (perCent, percent), (dayFirst, monthFirst), (billions, 0)]
    where british > other {
      self.british += min(Self.most, british)
    }
    let dated = analysis.occurrences(of: Self.months).count { Self.isDay($0 + 2, document) && Self.isYear($0 + 5, document) }
    let dotted = vocabulary.foldID("u.s.").map { vocabulary.folds[Int($0)].count } ?? 0
    for (american, other) in [(percent, perCent), (dated, dayFirst), (dotted, 0)] where american > other { self.american += min(Self.most, american) }
    for fold in vocabulary.folds where fold.classes.contains(.britishWord) || fold.classes.contains(.americanWord) {
      let times = min(Self.most, fold.lowerCount)
      if fold.classes.contains(.britishWord) { self.british += times } else { self.american += times }
    }
  }

  /// A habit counts no more often.
  private static let most = 3

  /// “, 2004” after a day.
  private static func isYear(_ i: Int, _ document: Document) -> Bool {
    guard document.tokens.indices.contains(i), document.tokens[i].kind == .number, document.tokens[i].count == NumberContext.yearDigits else { return false }
    return document.bytes[document.tokens[i - 2].start] == .comma
  }

  /// A number from 1 to 31 that stands alone.
  private static func isDay(_ i: Int, _ document: Document) -> Bool {
    guard document.tokens.indices.contains(i), document.tokens[i].kind == .number, document.tokens[i].count <= 2 else {
      return false
    }
    return (Int(document.text(document.tokens[i].range)) ?? 0) <= Months.longest
  }
}
