/// Whether a text reports what people say, as news do. Encyclopaedias, papers and speeches name many places once.
package struct Reporting: SharedAnalysis {
  /// Of the sentences of news so many say that somebody says something: fewer in one long article of fifty.
  private static let leastShare = 0.12
  /// Words of a text that is long enough to tell.
  private static let longText = 500

  /// Long, and hardly anybody says anything.
  package let isAbsent: Bool
  /// However short it is, people say something.
  let isPresent: Bool
  /// Words of the document.
  let words: Int
  /// Share of the sentences in which somebody says something, at most 1: news quote, encyclopaedias do not.
  let speech: Double

  package init(_ analysis: Analysis) {
    let document = analysis.document
    var words = 0, verbs = 0
    for token in document.tokens where token.kind == .word {
      words += 1
      if document.vocabulary.fold(of: token.word).classes.contains(.personVerb) { verbs += 1 }
    }
    self.words = words
    speech = min(1, Double(verbs) / Double(max(1, document.sentences.count)))
    isPresent = Double(verbs) >= Self.leastShare * Double(document.sentences.count)
    isAbsent = words >= Self.longText && !isPresent
  }
}
