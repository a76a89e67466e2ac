import Formats
import Spelling

/// The weights of `Rules/model/spelling.tsv`, fitted by `Scripts/fit spelling`: for each kind of word an additive
/// logistic model, in which a feature adds what its curve has at its value.
package struct SpellingModel: Sendable {
  /// What is asked: whether a word is wrong, by what it is made of and what text it stands in, and whether its first
  /// correction is right.
  package enum Column: String, CaseIterable, Sendable {
    case lowercase, capital, opening, capitals, digits
    case lowercaseScanned = "lowercase-scanned", capitalScanned = "capital-scanned", capitalsScanned = "capitals-scanned"
    case openingScanned = "opening-scanned", digitsScanned = "digits-scanned"
    case right
  }

  /// Linear between its knots, level beyond them.
  private struct Curve: Sendable {
    let knots: [(x: Double, y: Double)]

    func value(_ x: Double) -> Double {
      guard let last = knots.last, x < last.x else { return knots.last?.y ?? 0 }
      guard let next = knots.firstIndex(where: { x < $0.x }), next > 0 else { return knots[0].y }
      let (a, b) = (knots[next - 1], knots[next])
      return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
    }
  }

  private struct Weights: Sendable {
    var bias = 0.0
    var curves: [(feature: Int, curve: Curve)] = []
  }

  /// Read when they are first asked for: a text asks for two or three of them.
  private let columns: [Column: Lazy<Weights>]

  package static let fitted = SpellingModel(spellingModelTable())

  /// Rows: column, feature or `bias`, then the curve’s knots as `x:y`, separated by tabs. The rows of a column stand together.
  init(_ table: [UInt8]) {
    var columns: [Column: Lazy<Weights>] = [:]
    for (name, rows) in Self.columns(table) {
      guard let column = Column(rawValue: String(decoding: name, as: UTF8.self)) else { continue }
      columns[column] = Lazy { Self.weights(Array(table[rows])) }
    }
    self.columns = columns
  }

  /// Where the rows of each column stand.
  private static func columns(_ table: [UInt8]) -> [(name: ArraySlice<UInt8>, rows: Range<Int>)] {
    var found: [(name: ArraySlice<UInt8>, rows: Range<Int>)] = []
    let span = table.span
    var start = 0
    while start < span.count {
      var tab = start
      while tab < span.count, span[tab] != 0x09, span[tab] != 0x0A { tab += 1 }
      var end = tab
      while end < span.count, span[end] != 0x0A { end += 1 }
      if tab > start, tab < end, span[start] != UInt8(ascii: "#") {
        let name = table[start..<tab]
        if let last = found.last, last.name == name {
          found[found.count - 1].rows = last.rows.lowerBound..<end
        } else {
          found.append((name, start..<end))
        }
      }
      start = end + 1
    }
    return found
  }

  private static func weights(_ rows: [UInt8]) -> Weights {
    var weights = Weights()
    var fields = TableFields(rows)
    while fields.nextRow() {
      _ = fields.slice()
      let name = fields.text()
      var knots: [(x: Double, y: Double)] = []
      while let x = fields.decimal(), let y = fields.decimal() { knots.append((x, y)) }
      guard let first = knots.first else { continue }
      if name == "bias" {
        weights.bias = first.y
      } else if let feature = features[name] {
        weights.curves.append((feature, Curve(knots: knots)))
      }
    }
    return weights
  }

  private static let features = Dictionary(uniqueKeysWithValues: SpellingFeature.allCases.map { ($0.stringValue, $0.rawValue) })

  /// The probability that what the column asks is so.
  func probability(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> Double { logOdds(column, features).probability }

  /// The same before it is made a probability.
  func logOdds(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> LogOdds {
    guard let weights = columns[column]?.value else { return .impossible }
    var sum = weights.bias
    for (feature, curve) in weights.curves { sum += curve.value(features.values[feature]) }
    return LogOdds(sum)
  }
}
