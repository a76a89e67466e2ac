/// Boosted trees: does the name of a people stand where that of a candidate belongs?
///
/// Fitted by `Scripts/fit-names` to texts in which one name, or several mentions of it, had been exchanged for others at random,
/// against the same texts as published.
package enum PeopleModel {
  /// Log odds from which a finding is a warning.
  static let warning: LogOdds = 1.99
  /// Log odds from which it is worth a note.
  static let note: LogOdds = 0.46

  static func score(_ evidence: PlaceEvidence) -> LogOdds { trees?.logOdds(evidence.features.values) ?? .impossible }

  private static let trees = CompiledTrees.model("people", of: table)
  private static let table = PlaceModel.table
}
