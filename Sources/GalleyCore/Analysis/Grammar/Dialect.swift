/// Whether a document is written in British or American English, judged by its spellings and by how it sets titles,
/// percentages and dates. Words inside quotations and words with a capital do not count: they may be somebody else's.
package struct Dialect: SharedAnalysis {
  package enum Side: String, Sendable { case british = "British", american = "American" }

  /// A spelling of the minority, with its place.
  package struct Stranger: Sendable {
    package let token: Int
    package let other: [UInt8]
    /// “British”, “American”, “-ise”, “-ize”.
    package let kind: String
    package let majority: String
  }

  /// Occurrences that speak for either; titles, percentages and dates included, no spelling counted more than thrice.
  package private(set) var british = 0
  package private(set) var american = 0
  package private(set) var strangers: [Stranger] = []

  /// Nil where the evidence is thin or divided.
  package var side: Side? {
    if british >= 3, british >= 3 * american || british >= 2 && american == 1 { return .british }
    if american >= 3, american >= 3 * british || american >= 2 && british == 1 { return .american }
    return nil
  }

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let habits = analysis.shared(DialectHabits.self)
    british = habits.british
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
    var found: [(token: Int, variant: DialectWords.Variant)] = []
    for paragraph in document.paragraphs where paragraph.kind != .fragment {
      for i in paragraph.tokens where document.tokens[i].kind == .word {
        guard let variant = variants[document.tokens[i].word], !analysis.quotations.isQuoted(document.tokens[i].start)
        else { continue }
        found.append((i, variant))
      }
    }
    var times: [WordID: Int] = [:]
    var counts: [DialectWords.Side: Int] = [:]
    for place in found {
      let word = document.tokens[place.token].word
      times[word, default: 0] += 1
      if times[word, default: 0] <= 3 { counts[place.variant.side, default: 0] += 1 }
    }
    let ise = counts[.ise] ?? 0, ize = counts[.ize] ?? 0
    british += (counts[.british] ?? 0) + ise
    american += counts[.american] ?? 0
    func add(
      _ side: DialectWords.Side, _ kind: String, _ majority: String, where isMeant: (DialectWords.Variant) -> Bool = { _ in true }
    ) {
      strangers += found.filter { $0.variant.side == side && isMeant($0.variant) }
        .map { Stranger(token: $0.token, other: $0.variant.other, kind: kind, majority: majority) }
    }
    switch side {
    case .british?:
      add(.american, "American", "British")
      if ise >= 2, ise >= 3 * ize { add(.ize, "-ize", "-ise") }
      if ize >= 3, ize >= 3 * ise { add(.ise, "-ise", "-ize") }
    case .american?:
      add(.british, "British", "American") { !$0.isDoubledL }
      add(.ise, "British", "American")
    case nil: break
    }
    strangers.sort { $0.token < $1.token }
  }
}

/// What else gives a British writer away: “Mr Brown”, “per cent”, “3 May”, “£2bn”. Their counterparts prove nothing: novels
/// have “Mr. Brown” and newspapers “May 3” on both sides.
struct DialectHabits: SharedAnalysis {
  private(set) var british = 0
  /// Titles without and with a stop.
  private(set) var bareTitles = 0
  private(set) var stoppedTitles = 0

  private enum Sign: UInt8 { case none, title, month, cent }

  init(_ analysis: Analysis) {
    let document = analysis.document
    let vocabulary = document.vocabulary
    var signs: [Vocabulary.FoldedID: Sign] = [:]
    for (words, sign) in [(["mr", "mrs", "ms", "dr"], Sign.title), (Months.names, .month), (["cent"], .cent)] {
      for word in words { if let id = vocabulary.foldID(word) { signs[id] = sign } }
    }
    var dayFirst = 0, monthFirst = 0, perCent = 0
    if !signs.isEmpty {
      let byWord = vocabulary.words.map { signs[$0.folded] ?? .none }
      for i in document.tokens.indices.dropLast() where document.tokens[i].kind == .word {
        switch byWord[Int(document.tokens[i].word)] {
        case .none: continue
        case .title: if document.tokens[i + 1].kind == .punctuation { stoppedTitles += 1 } else { bareTitles += 1 }
        case .month:
          guard vocabulary[document.tokens[i].word].shape == .capitalised else { continue }
          if Self.isDay(i - 2, document) { dayFirst += 1 } else if Self.isDay(i + 2, document) { monthFirst += 1 }
        case .cent: if let per = document.previous(i), document.bytes(document.tokens[per]).elementsEqual(Array("per".utf8)) { perCent += 1 }
        }
      }
    }
    // “$22.6bn”
    let billions = vocabulary.words.count {
      $0.flags.contains(.digit) && $0.range.count > 2 && document.bytes[$0.range.end - 2] == 0x62 && document.bytes[$0.range.end - 1] == 0x6E
    }
    let percent = vocabulary.foldID("percent").map { vocabulary.folds[Int($0)].lowerCount } ?? 0
    for (british, other) in [(bareTitles, stoppedTitles), (perCent, percent), (dayFirst, monthFirst), (billions, 0)]
    where british > other {
      self.british += min(3, british)
    }
  }

  /// A number from 1 to 31 that stands alone.
  private static func isDay(_ i: Int, _ document: Document) -> Bool {
    guard document.tokens.indices.contains(i), document.tokens[i].kind == .number, document.tokens[i].count <= 2 else {
      return false
    }
    return (Int(document.text(document.tokens[i].range)) ?? 0) <= 31
  }
}
