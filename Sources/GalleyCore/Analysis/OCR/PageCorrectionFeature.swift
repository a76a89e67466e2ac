/// What tells how likely a correction is that of an unknown word on a page that a machine misread, besides the others.
///
/// A coding key, which knows its name without asking the runtime for it.
package enum PageCorrectionFeature: Int, CaseIterable, CodingKey, Sendable {
  /// −log₁₀ of the probability of the misreading.
  case cost
  /// log₁₀ of the probability of the words of the line from it on, by the language model.
  case fit
  /// Zipf frequency; of what is no single word of the lexicon, 0.
  case frequency
  /// Occurrences on the page, log₂ of one more.
  case here
  /// Two words and more run together; how many more.
  case isSplit, moreParts
  /// One word with the one beside it.
  case isJoin
  /// A name that the page repeats, or anything else that is not of the lexicon.
  case isUnlisted
  /// Letters lost or added on the whole.
  case growth
  /// Nothing was printed there.
  case isNothing
  /// The word itself in lower case.
  case isCase
  /// A capital letter with the stop that it lost.
  case isInitial
  /// The cost and the fit of what stands in three letters and less.
  case costOfShort, fitOfShort
}
