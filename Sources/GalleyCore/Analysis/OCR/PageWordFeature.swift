/// What is asked about a word that dictionaries know, or a number, on a page that a machine misread. Fits and gains are log₁₀.
///
/// A coding key, which knows its name without asking the runtime for it.
package enum PageWordFeature: Int, CaseIterable, CodingKey, Sendable {
  // The word that it may be a misreading of.
  case hasOther
  /// How much better it follows what stands before; how much better the next word, and the one after that, follow it; all three.
  case gainItself, gainNext, gainLast, gain
  /// −log₁₀ of the probability of the misreading; the other word’s Zipf frequency; occurrences of it here, log₂.
  case cost, otherFrequency, otherHere
  /// The two are forms of one word.
  case isInflection

  // Where it stands.
  /// How much likelier it is after what stands before than anywhere; how much likelier that makes the next word.
  case fitItself, fitNext
  /// How much likelier the text is without it.
  case skip
  /// No word before, after it that the model could ask.
  case isFirst, isLast
  /// Unknown words, numbers beside it.
  case afterUnknown, beforeUnknown, afterNumber, beforeNumber
  /// What stands between it and its neighbours: 1 a comma, 2 the end of a sentence, 3 any other mark.
  case markBefore, markAfter
  case touchesHyphen, isGlued
  case beginsLine, endsLine, beginsSentence, isHeading
  /// Lowercase words beside it.
  case afterLower, beforeLower
  /// After a word that names letters: point B.
  case isNamed
  /// Zipf frequency of the word that it makes with the one before, after it.
  case joinLeft, joinRight
  /// The next word begins with its letters; the same word stands before.
  case isStutter, isRepeated
  /// Unknown words near by.
  case nearUnknown

  // The word itself.
  case frequency, length
  /// Occurrences, log₂.
  case count
  /// 1 with a capital, 2 in capitals, 3 otherwise mixed.
  case shape
  /// The odds that it has a capital within a sentence; whether it stands elsewhere in lower case.
  case capital, isLowerHere
  /// 1 a, 2 I, 3 A, 4 O, 5 other small letters, 6 other capitals.
  case letter
  case isFunctionWord, hasApostrophe
  /// Of numbers.
  case digits, beginsWithNought, endsInOne, hasPoint

  // The text.
  case damage, level, isOld, isPeriod, isBook, isWrapped
}
