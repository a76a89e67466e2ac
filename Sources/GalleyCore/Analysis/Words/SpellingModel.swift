import Spelling

/// The weights of `Rules/model/spelling.tsv`, fitted by `Scripts/fit spelling`: for each kind of word an additive
/// logistic model, in which a feature adds what its curve has at its value.
package struct SpellingModel: Sendable {
  /// What is asked: whether a word is wrong, by what it is made of and what text it stands in, and whether its first
  /// correction is right.
  package enum Column: String, CaseIterable, Sendable {
    case small, capital, opening, capitals, digits
    case smallScanned = "small-scanned", capitalScanned = "capital-scanned", capitalsScanned = "capitals-scanned"
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

  private let columns: [Column: Weights]

  package static let fitted = SpellingModel(spellingModelTable())

  /// Rows: column, feature or `bias`, then the curve’s knots as `x:y`, separated by tabs.
  init(_ table: [UInt8]) {
    let features = Dictionary(uniqueKeysWithValues: SpellingFeature.allCases.map { ($0.stringValue, $0.rawValue) })
    var columns: [Column: Weights] = [:]
    var fields = TableFields(table)
    while fields.nextRow() {
      guard let column = Column(rawValue: fields.text()) else { continue }
      let feature = fields.text()
      var knots: [(x: Double, y: Double)] = []
      while let x = fields.decimal(), let y = fields.decimal() { knots.append((x, y)) }
      guard let first = knots.first else { continue }
      if feature == "bias" {
        columns[column, default: Weights()].bias = first.y
      } else if let feature = features[feature] {
        columns[column, default: Weights()].curves.append((feature, Curve(knots: knots)))
      }
    }
    self.columns = columns
  }

  /// The probability that what the column asks is so.
  func probability(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> Double {
    guard let weights = columns[column] else { return 0 }
    var sum = weights.bias
    for (feature, curve) in weights.curves { sum += curve.value(features.values[feature]) }
    return logistic(sum)
  }
}
