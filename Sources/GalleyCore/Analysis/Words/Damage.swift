import Spelling

/// How damaged a text is, and by whom: estimated from its unknown words before any is corrected.
package struct Damage: SharedAnalysis {
  /// Share of running words that stand alone as unknown among known ones; foreign passages do not count.
  package let share: Double
  /// The probability (0…1) that an error here is a scanner's: damage that no keyboard makes raises it.
  package let ocrPrior: Double

  /// Distinct errors that are asked whose they are.
  private static let mostAsked = 24

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let words = analysis.words
    var unknown = 0, all = 0, digits = 0
    var seen: Set<WordID> = []
    var evidence = 0.0
    for sentence in document.sentences {
      for i in sentence.tokens where document.tokens[i].kind == .word {
        all += 1
        let token = document.tokens[i]
        guard !words.isKnown(token.word) else { continue }
        if token.flags.contains(.digit) { digits += 1 }
        guard document.vocabulary[token.word].shape == .lower, words.frequency(token.word) < 34,
          unknownNeighbours(i, sentence, document, words) == 0, !isNearForeignWords(i, sentence, document)
        else { continue }
        unknown += 1
        if seen.count < Self.mostAsked, seen.insert(token.word).inserted {
          evidence += analysis.lexicon.scannerEvidence(document.bytes(token))
        }
      }
    }
    let share = all < 20 ? 0 : Double(unknown) / Double(all)
    self.share = share
    // What the odds are before the errors themselves are looked at, as log₁₀.
    let odds: Double =
      document.layout != nil ? 1.3 : digits > 1 || share > 0.03 ? 0.3 : share > 0.012 ? 0 : -0.5
    // Errors of one text are not independent of each other.
    let posterior = odds + max(-3, min(3, evidence / 2))
    ocrPrior = 1 - 1 / (1 + tenToThe(posterior))
  }
}
