/// The paragraphs of an English text that are surely in another language, as on a page with two columns of text.
package struct ForeignBlocks: SharedAnalysis {
  /// The language of each of them by the paragraph’s index, an ISO 639-1 code.
  let languages: [Int: String]
  /// Fewer words are a quotation, whose function words tell nothing.
  private static let leastWords = 24

  package init(_ analysis: Analysis) {
    let document = analysis.document, vocabulary = document.vocabulary
    var languages: [Int: String] = [:]
    // One that is all in another language is judged as a whole.
    if document.paragraphs.count > 1, analysis.resources.isEnglish {
      for (i, paragraph) in document.paragraphs.enumerated() where paragraph.words >= Self.leastWords {
        var counts: [Vocabulary.FoldedID: Int] = [:]
        for token in document.tokens[paragraph.tokens] where token.kind == .word { counts[vocabulary[token.word].folded, default: 0] += 1 }
        var counter = LanguageCounter()
        for (fold, count) in counts { counter.add(vocabulary.folds[Int(fold)].classes, count) }
        let winner = counter.winner(of: Self.leastWords)
        if winner.isCertain, winner.language != "en" { languages[i] = winner.language }
      }
    }
    self.languages = languages
  }
}
