private import CSpellingData
import Spelling

/// `Rules/model/corrections.tsv`: what each feature of a correction weighs, as `Scripts/fit corrections` fitted it.
struct PageCorrectionWeights: Sendable {
  /// Read when a first word of a damaged page is corrected.
  static let fitted = PageCorrectionWeights(embedded)

  /// As log₁₀; 0 where the table says nothing.
  private var weights = FeatureVector<PageCorrectionFeature>()

  init(_ table: [UInt8]) {
    let features = Dictionary(uniqueKeysWithValues: PageCorrectionFeature.allCases.map { ($0.stringValue, $0) })
    var fields = TableFields(table)
    while fields.nextRow() {
      guard fields.text() == "weight", let feature = features[fields.text()] else { continue }
      weights[feature] = fields.decimal() ?? 0
    }
  }

  /// log₁₀ of how likely a correction is, but for a constant of the place.
  func odds(_ features: FeatureVector<PageCorrectionFeature>) -> Double {
    features.sum(weights.values)
  }

  private static var embedded: [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: galley_corrections_table(), count: Int(galley_corrections_table_size)))
  }
}
