/// What is asked about a mark on a page that a machine misread. Fits are log₁₀.
///
/// A coding key, which knows its name without asking the runtime for it.
package enum PageMarkFeature: Int, CaseIterable, CodingKey, Sendable {
  // The mark.
  case isStop, isComma, isColon, isSemicolon, isTall, isSingleQuote, isDoubleQuote, isHyphen, isDash, isBracket, isOrnament
  /// Opens, as curly marks do.
  case opens
  /// Occurrences of it for each hundred words; of all of them, log₂.
  case density, count
  /// Of the next of its kind in the paragraph, words before it and after it; 20 where there is none.
  case partnerBefore, partnerAfter
  /// Inside double quotation marks.
  case isQuoted
  /// An even number of them stands before it in the paragraph.
  case isEven

  // What it touches.
  case gluedLeft, gluedRight
  case leftWord, rightWord, leftNumber, rightNumber, leftMark, rightMark
  /// A line ends before, after it.
  case beginsLine, endsLine
  case endsParagraph
  /// More than one space after it.
  case isWide

  // The words beside it.
  /// 0 lower, 1 with a capital, 2 in capitals, 3 otherwise mixed; −1 for none.
  case leftShape, rightShape
  case leftLength, rightLength, leftFrequency, rightFrequency, leftUnknown, rightUnknown
  case leftAbbreviation, leftDangling, leftFunction, rightOpener, rightPause, leftPlural, rightElided
  /// How much likelier the right word is after the left ones than anywhere; than the end of a sentence is; how much likelier it is at the
  /// beginning of one than after the left ones.
  case goesOn, ends, begins
  /// log₁₀ of how often the pair was counted.
  case pair
  /// Zipf frequency of the word that they make without it.
  case joined
  /// The right word is written with a capital here only where a sentence may begin; it has a lowercase form here.
  case rightLowerHere
  /// The odds that the right word has a capital within a sentence.
  case rightCapital

  // The text.
  case damage, level, isOld, isPeriod, isBook, isWrapped, nearUnknown
}
