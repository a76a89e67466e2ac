/// Boosted trees: does the name of a people stand where that of a candidate belongs?
///
/// Fitted by `Scripts/fit-names` to texts in which one name had been exchanged for another at random, against the same texts as
/// published.
package enum PeopleModel {
  /// Log odds from which a finding is a warning.
  package static let warning = 2.38
  /// Log odds from which it is worth a note.
  package static let note = 1.72

  package static func score(_ evidence: PlaceEvidence) -> Double { trees?.logOdds(evidence.features.values).value ?? -.infinity }

  private static let trees = CompiledTrees.model("people", of: table)
  private static let table = PlaceModel.table
}
