/// What is asked about a form that no dictionary knows. Frequencies are Zipf values, costs and odds are log₁₀.
///
/// A coding key, which knows its name without asking the runtime for it.
package enum SpellingFeature: Int, CaseIterable, CodingKey, Sendable {
  // The corrections.
  /// Something is near.
  case hasCorrection
  /// The channel’s cost of the best correction, and by letter of the word.
  case cost, costByLetter
  /// The odds of the best correction against all others.
  case odds
  /// The probability that one of the corrections is intended.
  case covered
  /// The frequency of the best correction.
  case candidateFrequency
  /// The odds that the word is the best correction gone wrong, against its being itself, by frequency and cost.
  case gain
  /// How much better the best correction fits its neighbours than any word of its frequency, on average over its occurrences.
  case fit
  /// How often the document has the best correction, log₂.
  case candidateHere
  /// The best correction as a scanner’s misreading, as two words, as another distribution of capitals, as one with a
  /// neighbour.
  case isMisreading, isSplit, isCase, isJoin
  /// The best correction is written with a capital.
  case isProper
  /// What changes: the first letter, only the last letters, a vowel, two letters swapped, a letter doubled or not.
  case changesFirst, changesEnd, changesVowel, swaps, doubles, changesApostrophe
  /// A part of a split is a function word; the odds of its pair against chance; its shorter part’s letters.
  case splitsFunction, splitPair, splitShort
  /// Each part of a split is common.
  case splitsCommon
  /// The apostrophe of a contraction or possessive is missing or misplaced, no more; the first of them is intended.
  case isContraction
  /// The word ends as its best correction, a contraction: “coudn’t”.
  case keepsContraction
  /// What the best correction names: a place or people, a person; a day, a month.
  case candidatePlace, candidatePerson, candidateDate
  /// The odds that the best correction has a capital within a sentence.
  case candidateCapital
  /// How well any name fits the neighbours, on average over its occurrences.
  case nameFit
  /// The best correction has a ligature that is lost here: forms of the text that have lost one, log₂.
  case isLigature
  /// The best correction is a number.
  case isNumeral

  // The word itself.
  case length
  /// Its own frequency; never seen.
  case frequency, isUnseen
  /// Its own frequency, as far as slips of the hand for its best correction do not account for it.
  case ownFrequency
  /// How little it looks like English, by letter; how much likelier it is in another language, by letter.
  case strangeness, foreignness
  /// Its frequency in another language.
  case foreignFrequency
  /// Another region’s dictionaries have it, large lists have it, as a name.
  case isRegional, isRare, isRareName
  /// A known word with a productive affix; two known words in one; an inflection of what large lists or the text have.
  case isDerived, isCompound, isInflected
  /// As older books write.
  case isArchaic
  /// An apostrophe that is no contraction’s; the same letter three times.
  case hasAccent, hasDigit, hasApostrophe, hasVowel, isTripled
  /// What is left of a word after an apostrophe; a clipped `-in’`.
  case isElided, isClipped
  /// A digit that looks like no letter.
  case hasPlainDigit

  // Where it stands.
  /// After or before a hyphen; half of a word cut at a line’s end.
  case behindHyphen, beforeHyphen, isHalf
  /// A mark without a space: a symbol, a digit, a stop inside an address.
  case isGlued
  /// First or last word of the text.
  case isEdge
  /// In quotation marks of its own; inside a quotation; in brackets of its own.
  case isQuotedAlone, isQuoted, isBracketed
  case isHeading
  /// An abbreviation’s stop stands after it.
  case isAbbreviated
  /// Before what it could own: a word that may be a noun; that can be no verb.
  case isOwner, isOwnerOnly
  /// After a number, or a word that a plural follows.
  case isCounted

  // Capitals, as shares of its occurrences.
  case capitalFree, capitalExplained, capitalUnexplained, isUpper, isMixed
  /// The dictionary knows it with other capitals in this text.
  case knownOtherwise

  // Names.
  case isPersonal, isPlace, isOtherName
  /// After a given name, a title or an initial; beside a capital that nothing explains; possessive.
  case besideGiven, behindTitle, besideCapital, isPossessive

  // Other languages.
  /// Function words of another language near by; unknown lowercase words near by, log₂; the foreign look of these.
  case nearForeign, nearUnknown, nearForeignness
  /// A neighbour that no dictionary knows and another language has.
  case nearForeignWord
  /// After a genus: 1, or 2 where both have Latin endings.
  case isEpithet

  // The text.
  /// Occurrences, log₂; paragraphs that have it, log₂.
  case count, spread
  /// Occurrences, log₂, of a form that slips for its best correction, near to it, account for.
  case countAsSlip
  /// Other unknown words of the text that begin alike, log₂.
  case family
  /// Unknown words of the text that look like slips, of a thousand words, log₂; unknown words of all distinct ones.
  case slips, unknownShare
  case damage, isDamaged, isHeavy, isBook, isPeriod, isTechnical, isDialect
  case readByScanner
}

extension SpellingFeature {
  /// Whether it is not known before the corrections of all words are: what these say, which stands first, and what is told by them.
  package var isLate: Bool { rawValue <= Self.isNumeral.rawValue || self == .ownFrequency || self == .countAsSlip || self == .slips }
}
