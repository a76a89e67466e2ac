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
  }

  /// The mentions in the sentence of one, which stand in reading order.
  private func mentions(beside index: Int) -> Range<Int> {
    let sentence = inventory.mentions[index].sentence
    var range = index..<(index + 1)
    while range.lowerBound > 0, inventory.mentions[range.lowerBound - 1].sentence == sentence { range = (range.lowerBound - 1)..<range.upperBound }
    while range.upperBound < inventory.mentions.count, inventory.mentions[range.upperBound].sentence == sentence {
      range = range.lowerBound..<(range.upperBound + 1)
    }
    return range
  }

  func isQuoted(_ mention: Mention) -> Bool { quotations.isQuoted(mention.range.start) }

  /// Names that are no places in the sentence of a mention: those that stand only there, and those that come again.
  func names(beside index: Int) -> (new: Int, known: Int) {
    var new = 0, known = 0
    for i in mentions(beside: index) where i != index {
      guard let last = inventory.mentions[i].words.last, let count = counts[last] else { continue }
      if count == 1 { new += 1 } else { known += 1 }
    }
    return (new, known)
  }

  /// Whether a person, town or institution of one of some countries stands in the sentence of a mention.
  func hasCompatriot(of countries: [Country], beside index: Int) -> Bool {
    mentions(beside: index).contains { i in
      i != index
        && inventory.mentions[i].readings.contains { reading in
          guard reading.kind != .country, reading.kind != .demonym else { return false }
          let own = reading.countries
          return own.count == 1 && countries.contains(own[0])
        }
    }
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
