import Formats

/// What stands around the names of a document, for those who ask whether one of them belongs there.
struct NameSurroundings: SharedAnalysis {
  private let document: Document
  private let inventory: NameInventory
  private let quotations: Quotations
  /// log₂ of the number of words.
  let logWords: Double
  /// Share of the sentences in which somebody says something, at most 1: news quote, encyclopaedias do not.
  let speech: Double
  /// Mentions of places and of peoples.
  let placeMentions: Int
  /// What the names of a sentence are, by its number.
  private let sentences: [Int: Company]

  /// The names of a sentence, or of one mention of it.
  private struct Company {
    /// Names that are no places: those that stand only here, and those that come again.
    var new = 0, known = 0
    /// How many persons, towns and institutions are of each country.
    var compatriots: [Country: Int] = [:]

    init() {}

    init(_ mention: Mention, _ counts: [WordID: Int]) {
      if let count = mention.words.last.flatMap({ counts[$0] }) { (new, known) = count == 1 ? (1, 0) : (0, 1) }
      for reading in mention.readings where reading.kind != .country && reading.kind != .demonym {
        let own = reading.countries
        if own.count == 1 { compatriots[own[0]] = 1 }
      }
    }

    mutating func add(_ one: Company) {
      new += one.new
      known += one.known
      compatriots.merge(one.compatriots, uniquingKeysWith: +)
    }
  }
  /// How often each name stands in the document, by its last word.
  private let counts: [WordID: Int]

  init(_ analysis: Analysis) {
    let document = analysis.document, inventory = analysis.shared(NameInventory.self)
    (self.document, self.inventory, quotations) = (document, inventory, analysis.quotations)
    let reporting = analysis.shared(Reporting.self)
    logWords = log2Of(1 + Double(reporting.words))
    speech = reporting.speech
    placeMentions = inventory.mentions.count { $0.kind == .place || $0.kind == .demonym }
    var counts: [WordID: Int] = [:]
    for mention in inventory.mentions where mention.kind != .place && mention.kind != .demonym {
      if let last = mention.words.last { counts[last, default: 0] += 1 }
    }
    self.counts = counts
    var sentences: [Int: Company] = [:]
    for mention in inventory.mentions { sentences[mention.sentence, default: Company()].add(Company(mention, counts)) }
    self.sentences = sentences
  }

  func isQuoted(_ mention: Mention) -> Bool { quotations.isQuoted(mention.range.start) }

  /// Names that are no places in the sentence of a mention, itself not counted: those that stand only there, and those that
  /// come again.
  func names(beside index: Int) -> (new: Int, known: Int) {
    let own = Company(inventory.mentions[index], counts)
    guard let all = sentences[inventory.mentions[index].sentence] else { return (0, 0) }
    return (all.new - own.new, all.known - own.known)
  }

  /// Whether another person, town or institution of one of some countries stands in the sentence of a mention.
  func hasCompatriot(of countries: [Country], beside index: Int) -> Bool {
    guard let all = sentences[inventory.mentions[index].sentence], !all.compatriots.isEmpty else { return false }
    let own = Company(inventory.mentions[index], counts)
    return countries.contains { all.compatriots[$0, default: 0] > own.compatriots[$0, default: 0] }
  }

  /// Whether a word in lower case stands more than once.
  func recurs(_ word: [UInt8]) -> Bool {
    guard let id = document.vocabulary.foldID(word) else { return false }
    return document.vocabulary.folds[Int(id)].count > 1
  }

  /// The two words after a mention.
  func nextPair(_ mention: Mention) -> [UInt8]? {
    pair(mention.tokens.upperBound..<document.sentences[mention.sentence].tokens.upperBound)
  }

  /// The two words before a mention, the nearer one first.
  func previousPair(_ mention: Mention) -> [UInt8]? {
    pair((document.sentences[mention.sentence].tokens.lowerBound..<mention.tokens.lowerBound).reversed())
  }

  private func pair(_ range: some Sequence<Int>) -> [UInt8]? {
    var found: [UInt8] = []
    var words = 0
    for i in range {
      let token = document.tokens[i]
      if token.isBlank { continue }
      guard token.kind == .word else { return nil }
      found += document.vocabulary.fold(of: token.word).text + [.space]
      words += 1
      if words == 2 { return found }
    }
    return nil
  }
}
