/// How many words of a text are misspelt for certain. Slips come in crowds: where some are certain, others are likelier than in the
/// texts that judgements are fitted on.
package struct SlipDensity: SharedAnalysis {
  /// Distinct words; none on scanned pages, where the slips are not the writer’s.
  private let slips: Int
  private let words: Int

  /// The probability from which on a misspelling is certain; how many slips are a crowd, if there is one in so many words.
  private static let certain = 0.9, crowd = 3, wordsForOne = 150
  /// The log odds of a slip there, beyond those elsewhere: fitted texts have one at a place in eighty or fewer, a crowd one in sixteen.
  static let likelier: LogOdds = 1.6

  package init(_ analysis: Analysis) {
    slips = analysis.isText(.scanned) ? 0 : analysis.shared(SpellingJudgement.self).judged.count { $0.isWrong >= Self.certain }
    words = analysis.document.wordCount
  }

  /// Whether the text is full of slips.
  /// - Parameter others: slips that a rule knows of besides
  func isCrowd(with others: Int = 0) -> Bool { slips + others >= Self.crowd && (slips + others) * Self.wordsForOne >= words }

  /// What a crowd adds to the log odds of a slip; 0 elsewhere.
  var logOdds: LogOdds { isCrowd() ? Self.likelier : .even }
}
