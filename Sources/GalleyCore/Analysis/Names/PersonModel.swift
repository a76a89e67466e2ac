/// What is asked about a lone surname and a candidate for it.
package enum PersonFeature: Int, CaseIterable, Sendable {
  case bias
  /// The name and the candidate begin alike.
  case sameInitial
  /// The candidate bears the same title.
  case sameTitle
  /// The candidate bears other titles.
  case otherTitle
  /// log₂ of the candidate’s mentions.
  case mentions
  /// log₂ of 1 + names with titles.
  case titledNames
  /// After a given name that the table knows with the candidate.
  case knownTogether
  /// A full name before a candidate who has titles and no given name.
  case isIntroduction
  /// Beside a verb of speech.
  case isSpeaking
  /// Also an ordinary word.
  case isOrdinary
  case isSurnameOfKnown
  case isSentenceStart
  /// The candidate in the same sentence.
  case inSentence
  /// Before all mentions of the candidate.
  case isBeforeAll
  /// log₂ of 1 + number of candidates.
  case candidates
  /// Without title.
  case isBare
  /// log₂ of 1 + sentences to the nearest mention of the candidate.
  case distance
  /// With a given name.
  case isFull
}

/// A logistic model: does a lone surname stand where a candidate belongs?
///
/// The weights are fitted by `Scripts/fit-names` to texts in which one name had been exchanged for another at
/// random, against the same texts as published.
package enum PersonModel {
  /// Log odds from which a finding is a warning.
  static let warning: LogOdds = 1.35
  /// Log odds from which it is worth a note.
  static let note: LogOdds = 0.60

  /// What one edit between the names adds. Names exchanged at random are never so alike: this is not fitted.
  private static let likeness: LogOdds = 1.0

  static func score(_ evidence: PersonEvidence) -> LogOdds {
    LogOdds(evidence.features.sum(table)) + (evidence.isAlike ? likeness : .even)
  }

  private static let table = PersonFeature.allCases.map { weights[$0] ?? 0 }
  private static let weights: [PersonFeature: Double] = [
    // Fitted: do not edit.
    .bias: -2.60,
    .sameInitial: 4.82,
    .sameTitle: 0.71,
    .otherTitle: -1.64,
    .mentions: 0.65,
    .titledNames: -0.21,
    .knownTogether: 0.76,
    .isIntroduction: 0.97,
    .isSpeaking: 0.62,
    .isOrdinary: -0.66,
    .isSurnameOfKnown: 0.22,
    .isSentenceStart: 0.74,
    .inSentence: -1.25,
    .isBeforeAll: -0.39,
    .candidates: -0.46,
    .isBare: -0.24,
    .distance: -0.36,
    .isFull: 0.56,
      // End of what is fitted.
  ]
}
