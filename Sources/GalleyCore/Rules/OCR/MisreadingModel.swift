import Formats
package import Spelling

/// Tells a misread word from a right one by what the language model, the channel and the text say; fitted by
/// `Scripts/fit-real-word`.
package struct MisreadingModel: Sendable {
  /// What speaks for a misreading; the names are those of the table.
  struct Evidence {
    /// Factors of ten by which the other word fits better: after what stands before, before the next word, before the one
    /// after that.
    var itself = 0.0, next = 0.0, last = 0.0
    /// −log₁₀ of the probability of the misreading.
    var cost = 0.0
    /// Zipf.
    var frequency = 0.0, intendedFrequency = 0.0
    var length = 0.0
    /// 1 when the two are forms of one word.
    var inflection = 0.0
    /// log₂ of 1 + how often the text has the other word.
    var topic = 0.0
    /// 1 when the text has the word more than once.
    var recurs = 0.0
    /// Sides on which no word stands.
    var edges = 0.0

    /// What a word and another tell of both wherever they stand.
    init(of word: [UInt8], _ confusion: Lexicon.Confusion, _ lexicon: Lexicon) {
      cost = confusion.cost.value
      frequency = lexicon.zipf(key: Lexicon.key(word[...])).value
      intendedFrequency = confusion.zipf.value
      length = Double(word.count)
      inflection = WordFormation.areForms(word, confusion.word) ? 1 : 0
    }
  }

  static let features: [(name: String, value: @Sendable (Evidence) -> Double)] = [
    ("itself", { $0.itself }), ("next", { $0.next }), ("last", { $0.last }), ("cost", { $0.cost }), ("frequency", { $0.frequency }),
    ("intended-frequency", { $0.intendedFrequency }), ("length", { $0.length }), ("inflection", { $0.inflection }), ("topic", { $0.topic }),
    ("recurs", { $0.recurs }), ("edges", { $0.edges }),
  ]
  /// A candidate that does not fit better by so many factors of ten is not judged; the script has the same.
  static let leastGain = 1.0

  /// How often a report at the threshold is right, where text is damaged.
  static let precision: Confidence = 0.9

  private let trees: BoostedTrees
  /// Whether it is the one by which `Lexicon.isUnmistakable` was told.
  private let isBuiltIn: Bool

  private init(trees: BoostedTrees, isBuiltIn: Bool) { (self.trees, self.isBuiltIn) = (trees, isBuiltIn) }

  /// The model beside a card; nil only where the built-in one is missing, which a test rules out.
  static func beside(_ card: RuleCard) throws(CardError) -> Lazy<MisreadingModel?> {
    if card.isEmbedded { return builtIn }
    return try card.table(file) { bytes, file throws(CardError) in
      let models = try TreeTable(bytes, file: file, features: features.map(\.name))
      guard let trees = models[name] else { throw CardError(file, Position(line: 1, column: 1), "no row is of the model “\(name)”") }
      return MisreadingModel(trees: trees, isBuiltIn: false)
    }
  }

  private static let file = "real-word-trees.tsv", name = "misread"
  static let table = "ocr/\(file)"

  /// By how much the log odds exceed what a report wants; negative where they do not.
  func surplus(_ evidence: Evidence) -> LogOdds { trees.logOdds(Self.features.map { $0.value(evidence) }) }

  /// What the evidence of a word and another tells of both wherever they stand.
  private static let wordAlone: Set<String> = ["cost", "frequency", "intended-frequency", "length", "inflection"]
  private static let isOfWord = features.map { wordAlone.contains($0.name) }
  /// Zipf frequency of the rarest word that is offered; the script has the same.
  static let least: Zipf = 3.0

  /// What a word in lower case may be misread for; nothing for those common words, more than nine in ten, for which no report is possible.
  func confusions(of word: [UInt8], _ lexicon: Lexicon) -> [Lexicon.Confusion] {
    if isBuiltIn, lexicon.isUnmistakable(Lexicon.key(word[...])) { return [] }
    return lexicon.confusions(of: word, least: Self.least.tenths, withSlips: false)
  }

  /// Whether no report is possible for a word in lower case with whatever dictionaries, as the built-in model has it.
  package static func isUnmistakable(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    guard let model = builtIn.value else { return false }
    return !lexicon.possibleConfusions(of: word, least: least.tenths).contains { model.mayReport($0, for: word, lexicon) }
  }

  private static let builtIn = Lazy { CompiledTrees.model(name, of: table).map { MisreadingModel(trees: $0, isBuiltIn: true) } }

  private func mayReport(_ confusion: Lexicon.Confusion, for word: [UInt8], _ lexicon: Lexicon) -> Bool {
    let evidence = Evidence(of: word, confusion, lexicon)
    return trees.mayReach(-SlipDensity.likelier, Self.features.map { $0.value(evidence) }, isKnown: Self.isOfWord)
  }
}
