/// A logistic model: does the name of a people stand where that of a candidate belongs?
///
/// The weights are fitted by `Scripts/fit-names` to texts in which one name had been exchanged for another at
/// random, against the same texts as published.
package enum PeopleModel {
  /// Log odds from which a finding is a warning.
  package static let warning = 1.69
  /// Log odds from which it is worth a note.
  package static let note = 1.06

  package static func score(_ evidence: PlaceEvidence) -> Double { evidence.features.sum(table) }

  private static let table = PlaceFeature.allCases.map { weights[$0] ?? 0 }
  private static let weights: [PlaceFeature: Double] = [
    // Fitted: do not edit.
    .bias: 4.92,
    .sameInitial: 1.03,
    .sameRank: 0.00,
    .mentions: 0.39,
    .isBracketed: -2.12,
    .isAfterIn: 0.49,
    .isAfterOf: 0.28,
    .isAfterOther: 0.34,
    .isAfterAnd: -0.50,
    .isPossessive: -2.37,
    .isSubject: 0.27,
    .isBeforeNoun: 0.58,
    .isAttribute: -0.01,
    .sameNextWord: 0.25,
    .samePreviousWord: -0.52,
    .bothPossessive: 0.00,
    .sameFrame: -0.07,
    .sameRegion: 0.01,
    .lonePlaces: -0.25,
    .isTown: 0.00,
    .isSentenceStart: -0.05,
    .isHyphenated: 1.00,
    .isAfterCandidatesTown: 0.00,
    .isAfterTown: 0.00,
    .isOwnerOfName: 0.00,
    .frequency: -1.11,
    .isLong: -1.75,
    .isFollowedByName: 0.81,
    .isAmongNeighbours: -0.28,
    .candidateInSentence: -0.28,
    .otherFormInSentence: -0.25,
    .otherFormInParagraph: 0.26,
    .compatriotInSentence: 0.14,
    .atBeginning: 0.35,
    .isEarly: 0.38,
    .before: 0.08,
    .after: 0.11,
    .around: 0.07,
    .support: 0.00,
    .supportOfRegion: 0.00,
    .otherCountries: 0.05,
    .context: 0.11,
    .share: 0.75,
    .sameNextPair: 0.28,
    .samePreviousPair: -0.53,
    .nextWordRecurs: 0.48,
    .previousWordRecurs: -0.46,
    .isNearName: -0.71,
    .loneInSentence: -0.92,
    .newNames: -0.14,
    .knownNames: 0.13,
    .isQuoted: 0.23,
    .words: -0.19,
    .speech: -0.02,
    // End of what is fitted.
  ]
}
