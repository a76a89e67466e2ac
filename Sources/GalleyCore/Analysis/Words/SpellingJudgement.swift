package import Spelling

/// What is made of the words of a document that nothing knows: one decision for each form, from all its places.
/// `misspelling`, `ocr-confusion`, `joined-words`, `digit-in-word` and others each report their share of them.
package struct SpellingJudgement: SharedAnalysis {
  package struct Judged: Sendable {
    package let word: UnknownWord
    /// Best first, in the case of the place that they were looked for; empty if nothing is near.
    package let corrections: [Correction]
    /// As in `SpellingEvidence.Word`.
    package let readings: [Correction]
    /// The token that the corrections were looked for.
    package let main: Int
    /// What it is made of, and what text it stands in.
    package let column: SpellingModel.Column
    /// The probability that the word is wrong, and that the first correction is then right.
    package let isWrong: Double, isRight: Double
  }

  package let judged: [Judged]

  package init(_ analysis: Analysis) {
    let evidence = analysis.shared(SpellingEvidence.self)
    let model = SpellingModel.fitted
    judged = evidence.words.map { word in
      Judged(
        word: word.word, corrections: word.corrections, readings: word.readings, main: word.main, column: word.column,
        isWrong: model.probability(word.column, word.features),
        isRight: word.corrections.isEmpty ? 0 : model.probability(.right, word.features))
    }
  }
}
