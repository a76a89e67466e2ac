import Formats
import Spelling

/// What the language model says of words where their neighbours are taken for what they most likely were: slips come in crowds,
/// and beside “moe” a “then” is as much in the wrong place as beside “more”.
package final class IntendedContext: SharedAnalysis {
  package let words: WordContext

  package init(_ analysis: Analysis) {
    let sure = analysis.shared(SpellingJudgement.self).judged.filter { $0.isWrong >= Self.believed && $0.isRight >= Self.believed }
    guard !sure.isEmpty else {
      words = analysis.shared(WordContext.self)
      return
    }
    words = WordContext(analysis)
    for judged in sure {
      guard let best = judged.corrections.first, !best.text.utf8.contains(.space) else { continue }
      let word = words.word(lowercased(Array(best.text.utf8)[...]))
      guard word.isKnown else { continue }
      for i in judged.word.occurrences { words.assume(analysis.document.tokens[i].word, word) }
    }
  }

  /// From which probability on an unknown word is wrong and its correction right.
  private static let believed = 0.6
}
