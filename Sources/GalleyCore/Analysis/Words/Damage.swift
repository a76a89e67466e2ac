/// How damaged a text is, and by whom: estimated from its unknown words before any is corrected.
package struct Damage: SharedAnalysis {
  /// Share of running words that stand alone as unknown among known ones; foreign passages do not count.
  package let share: Double
  /// The probability (0…1) that an error here is a scanner's: damage that no keyboard makes raises it.
  package let ocrPrior: Double

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let words = analysis.words
    var unknown = 0, all = 0, digits = 0
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
      }
    }
    let share = all < 20 ? 0 : Double(unknown) / Double(all)
    self.share = share
    if document.layout != nil {
      ocrPrior = 0.95
    } else if share > 0.03 {
      ocrPrior = 0.9
    } else if share > 0.012 && digits > 0 {
      ocrPrior = 0.6
    } else {
      ocrPrior = digits > 1 ? 0.5 : 0.25
    }
  }
}
