/// Whether a text is about a program, whose labels have capitals: “the Image menu”, “press Enter”, “in Grayscale mode”.
struct ProgramManual: SharedAnalysis {
  let isOne: Bool

  /// Different words of an interface in the description of one, and how many words of the text there are for each at most.
  private static let leastWords = 2, wordsForOne = 200

  init(_ analysis: Analysis) {
    let document = analysis.document, words = document.vocabulary.marks(.interface)
    let counts = document.vocabulary.folds.indices.lazy.filter { words.contains(Vocabulary.FoldedID($0)) }.map { document.vocabulary.folds[$0].count }
    isOne = counts.count >= Self.leastWords && counts.reduce(0, +) * Self.wordsForOne >= document.wordCount
  }
}
