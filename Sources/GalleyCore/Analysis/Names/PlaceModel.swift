/// What is asked about a lone place and a candidate for it.
package enum PlaceFeature: Int, CaseIterable, Sendable {
  case bias
  /// The place and the candidate begin alike.
  case sameInitial
  /// Both countries, or both towns.
  case sameRank
  /// log₂ of the candidate’s mentions.
  case mentions
  case isBracketed
  case isAfterIn
  case isAfterOf
  /// After another preposition.
  case isAfterOther
  case isAfterAnd
  case isPossessive
  case isSubject
  case isBeforeNoun
  /// Before a noun, without a preposition.
  case isAttribute
  /// The next word stands elsewhere after the candidate.
  case sameNextWord
  case samePreviousWord
  case bothPossessive
  /// The candidate stands in the same syntactic context.
  case sameFrame
  /// In the same part of the world.
  case sameRegion
  /// log₂ of the number of lone places.
  case lonePlaces
  case isTown
  case isSentenceStart
  case isHyphenated
  /// After a town of the candidate.
  case isAfterCandidatesTown
  case isAfterTown
  /// “Sweden’s Thomas Enqvist”.
  case isOwnerOfName
  /// Zipf frequency of the place.
  case frequency
  /// Of several words.
  case isLong
  case isFollowedByName
  /// Another country of the same part of the world is named.
  case isAmongNeighbours
  case candidateInSentence
  /// The candidate’s people in the same sentence, or its country, where a people was exchanged.
  case otherFormInSentence
  case otherFormInParagraph
  /// A person, town or institution of the candidate in the same sentence.
  case compatriotInSentence
  /// The candidate at the beginning of the text.
  case atBeginning
  /// The place at the beginning of the text.
  case isEarly
  /// The candidate in the two sentences before.
  case before
  /// The candidate in the two sentences after.
  case after
  /// The candidate before and after.
  case around
  /// log₂ of 1 + mentions that speak for the place’s country.
  case support
  /// The same, for a region.
  case supportOfRegion
  /// Share of mentions that speak for other countries than the candidate’s.
  case otherCountries
  /// Share of the content words around the place that stand around the candidate, too.
  case context
  // From here on asked of peoples alone: with these, countries and towns were told no better on texts not seen.

  /// Share of all places that the candidate has.
  case share
  /// The two words after it stand elsewhere after the candidate.
  case sameNextPair
  case samePreviousPair
  /// The content word after it stands elsewhere.
  case nextWordRecurs
  case previousWordRecurs
  /// A capitalised word follows soon.
  case isNearName
  /// Another lone place in the same sentence.
  case loneInSentence
  /// log₂ of 1 + names in the sentence that stand only there.
  case newNames
  /// log₂ of 1 + names in the sentence that come again.
  case knownNames
  case isQuoted
  /// log₂ of the words of the document.
  case words
  /// Share of the sentences in which somebody says something.
  case speech
}

/// Boosted trees: does a lone place stand where a candidate belongs?
///
/// Fitted by `Scripts/fit-names` to texts in which one name, or several mentions of it, had been exchanged for others at random,
/// against the same texts as published.
package enum PlaceModel {
  /// Log odds from which a finding is a warning.
  static let warning: LogOdds = 2.41
  /// Log odds from which it is worth a note.
  static let note: LogOdds = 0.97

  static func score(_ evidence: PlaceEvidence) -> LogOdds { trees?.logOdds(evidence.features.values) ?? .impossible }

  private static let trees = CompiledTrees.model("place", of: table)
  static let table = "model/names.tsv"
}
