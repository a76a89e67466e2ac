import Formats
import Spelling

/// The weights by which the language model, the channel and the text tell a misread word from a right one; fitted by
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

  private static let terms: [(name: String, value: @Sendable (Evidence) -> Double)] = [
    ("itself", { $0.itself }), ("next", { $0.next }), ("last", { $0.last }), ("cost", { $0.cost }), ("frequency", { $0.frequency }),
    ("intended-frequency", { $0.intendedFrequency }), ("length", { $0.length }), ("inflection", { $0.inflection }), ("topic", { $0.topic }),
    ("recurs", { $0.recurs }), ("edges", { $0.edges }),
  ]
  /// A candidate that does not fit better by so many factors of ten is not judged; the script has the same.
  static let leastGain = 1.0

  /// How often a report at the threshold is right, where text is damaged.
  static let precision: Confidence = 0.9

  private var weights = [Double](repeating: 0, count: terms.count)
  private var bias = 0.0
  private var least = Double.infinity

  init(_ table: [UInt8], file: String) throws(CardError) {
    for row in try TableReader.rows(table, file: file, columns: 2...2) {
      guard let value = Double(row.fields[1]) else {
        throw CardError(file, Position(line: row.line, column: 1), "“\(row.fields[1])” is no number")
      }
      switch row.fields[0] {
      case "bias": bias = value
      case "least": least = value
      case let name:
        guard let term = Self.terms.firstIndex(where: { $0.name == name }) else {
          throw CardError(file, Position(line: row.line, column: 1), "no evidence is called “\(name)”")
        }
        weights[term] = value
      }
    }
  }

  /// By how much the log odds exceed what a report wants; negative where they do not.
  func surplus(_ evidence: Evidence) -> LogOdds {
    var sum = bias - least
    for (term, weight) in zip(Self.terms, weights) { sum += weight * term.value(evidence) }
    return LogOdds(sum)
  }

  /// Whether two words are forms of one: a common beginning, and endings of English inflection.
  static func isInflection(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let shared = zip(a, b).prefix { $0 == $1 }.count
    return shared >= shortestStem && isEnding(Array(a[shared...])) && isEnding(Array(b[shared...]))
  }

  private static let shortestStem = 3
  private static func isEnding(_ text: [UInt8]) -> Bool { text.isEmpty || WordClass.inflection.contains(text) }
}
