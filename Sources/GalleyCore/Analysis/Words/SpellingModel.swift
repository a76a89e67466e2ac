import Formats
import Spelling

/// The trees of `Rules/model/spelling.tsv`, boosted ones and curves of one feature each; fitted by `Scripts/fit spelling`.
package struct SpellingModel: Sendable {
  /// What is asked: whether a word is wrong, by what it is made of and what text it stands in, and whether its first
  /// correction is right.
  package enum Column: String, CaseIterable, Sendable {
    case lowercase, capital, opening, capitals, digits
    case lowercaseScanned = "lowercase-scanned", capitalScanned = "capital-scanned", capitalsScanned = "capitals-scanned"
    case openingScanned = "opening-scanned", digitsScanned = "digits-scanned"
    case right
  }

  /// By column: whether it is so; of columns but `right`, what can be said before corrections are known.
  private let models: [Column: Lazy<BoostedTrees?>], early: [Column: Lazy<BoostedTrees?>]

  package static let fitted = SpellingModel()
  static let table = "model/spelling.tsv"

  private init() {
    func named(_ suffix: String) -> [Column: Lazy<BoostedTrees?>] {
      Column.allCases.reduce(into: [:]) { models, column in
        models[column] = Lazy { CompiledTrees.model("\(column.rawValue)\(suffix)", of: Self.table) }
      }
    }
    (models, early) = (named(""), named(" early"))
  }

  /// The probability that what the column asks is so.
  func probability(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> Double {
    models[column]?.value?.logOdds(features.values).probability ?? 0
  }

  /// By how much the log odds exceed those of the words whose corrections are worth a long search, before any of them is known;
  /// negative where they do not.
  func promise(_ column: Column, _ features: FeatureVector<SpellingFeature>) -> LogOdds {
    early[column]?.value?.logOdds(features.values) ?? .impossible
  }
}
