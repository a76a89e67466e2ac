import Formats
import Spelling

/// The boosted trees of `Rules/model/spelling.tsv`, fitted by `Scripts/fit spelling`.
package struct SpellingModel: Sendable {
  /// What is asked: whether a word is wrong, by what it is made of and what text it stands in, and whether its first
  /// correction is right.
  package enum Column: String, CaseIterable, Sendable {
    case lowercase, capital, opening, capitals, digits
    case lowercaseScanned = "lowercase-scanned", capitalScanned = "capital-scanned", capitalsScanned = "capitals-scanned"
    case openingScanned = "opening-scanned", digitsScanned = "digits-scanned"
    case right
  }

  private let models: TreeTable?

  package static let fitted = SpellingModel(spellingModelTable(), isTrusted: true)

  /// - Parameter isTrusted: whether rows without meaning are left to be found by a test; else all are read at once, and one
  ///   of them leaves no model
  package init(_ table: [UInt8], isTrusted: Bool) {
    models = try? TreeTable(table, file: "Rules/model/spelling.tsv", features: SpellingFeature.allCases.map(\.stringValue), isTrusted: isTrusted)
  }

  /// The probability that what the column asks is so.
  func probability(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> Double {
    models?[column.rawValue]?.logOdds(features.values).probability ?? 0
  }

  /// By how much the log odds exceed those of the words whose corrections are worth a long search, before any of them is known;
  /// negative where they do not.
  func promise(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> LogOdds {
    models?["\(column.rawValue) early"]?.logOdds(features.values) ?? .impossible
  }
}
