import Formats
import Spelling

/// What the language model says of words where their neighbours are taken for what they most likely were: slips come in crowds,
/// and beside “moe” a “then” is as much in the wrong place as beside “more”.
package final class IntendedContext: SharedAnalysis {
  package let words: WordContext
  package let features: NeighbourFeatures
  /// What misspelt words were meant to be, in lower case.
  package private(set) var meant: [WordID: [UInt8]] = [:]

  package init(_ analysis: Analysis) {
    let sure = analysis.shared(SpellingJudgement.self).judged.filter { $0.isWrong >= Self.wrong && $0.isRight >= Self.right }
    guard !sure.isEmpty else {
      (words, features) = (analysis.shared(WordContext.self), analysis.shared(NeighbourFeatures.self))
      return
    }
    (words, features) = (WordContext(analysis), NeighbourFeatures(analysis))
    for judged in sure {
      guard let best = judged.corrections.first, !best.text.utf8.contains(.space) else { continue }
      let text = lowercased(Array(best.text.utf8)[...])
      let word = words.word(text)
      guard word.isKnown else { continue }
      for id in Set(judged.word.occurrences.map { analysis.document.tokens[$0].word }) {
        words.assume(id, word)
        features.assume(id, text)
        meant[id] = text
      }
    }
  }

  /// From which probability on an unknown word is wrong and its correction right: better a guess than a word that the model lacks.
  private static let wrong = 0.6, right = 0.35
}
