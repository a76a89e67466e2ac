import Formats
import Spelling

/// Tells a misread word from a right one by what the language model, the channel and the text say; fitted by
/// `Scripts/fit-real-word`.
struct MisreadingModel: Sendable {
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

  /// The model beside a card; nil only where the built-in one is missing, which a test rules out.
  static func beside(_ card: RuleCard) throws(CardError) -> Lazy<MisreadingModel?> {
    if card.isEmbedded { return Lazy { CompiledTrees.model(name, of: table).map(MisreadingModel.init) } }
    return try card.table(file) { bytes, file throws(CardError) in
      let models = try TreeTable(bytes, file: file, features: features.map(\.name))
      guard let trees = models[name] else { throw CardError(file, Position(line: 1, column: 1), "no row is of the model “\(name)”") }
      return MisreadingModel(trees: trees)
    }
  }

  private static let file = "real-word-trees.tsv", name = "misread"
  static let table = "ocr/\(file)"

  /// By how much the log odds exceed what a report wants; negative where they do not.
  func surplus(_ evidence: Evidence) -> LogOdds { trees.logOdds(Self.features.map { $0.value(evidence) }) }
}
