package import Formats

/// How sure the OCR engine was of each word, and what that means on these pages: engines count differently, so a word
/// is certain or doubted by comparison with the others too.
package struct Certainty: SharedAnalysis {
  /// Words from this confidence on are as good as right (of Tesseract's words from 0.94 on fewer than one in a hundred
  /// is wrong). Nil where the file gives no confidences or one for all.
  private let certain: Confidence?
  /// Words below this confidence are as likely wrong as right.
  private let doubted: Confidence?
  private let layout: OCRLayout?
  /// Fewer words say nothing about the engine's habits.
  private static let fewest = 20

  package init(_ analysis: Analysis) {
    layout = analysis.document.layout
    let known = (layout?.words ?? []).compactMap(\.confidence).sorted()
    guard known.count >= Self.fewest, let first = known.first, let last = known.last, first < last else {
      (certain, doubted) = (nil, nil)
      return
    }
    certain = max(0.94, known[known.count * 3 / 10])
    doubted = min(0.6, Confidence(known[known.count / 2].share - 0.1))
  }

  package var isKnown: Bool { certain != nil }

  /// Whether the engine was certain of every word that the range touches.
  package func isCertain(_ range: TextRange) -> Bool {
    guard let certain, let weakest = weakest(in: range) else { return false }
    return weakest >= certain
  }

  package func isDoubted(_ range: TextRange) -> Bool {
    guard let doubted, let weakest = weakest(in: range) else { return false }
    return weakest < doubted
  }

  package func isDoubted(_ word: OCRLayout.Word) -> Bool {
    guard let doubted, let confidence = word.confidence else { return false }
    return confidence < doubted
  }

  private func weakest(in range: TextRange) -> Confidence? {
    guard let layout else { return nil }
    return layout.words(in: range).compactMap(\.confidence).min()
  }
}
