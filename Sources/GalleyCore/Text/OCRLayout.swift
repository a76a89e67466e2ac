package import Formats

/// Pages, boxes and confidences of the words of an OCR document.
package struct OCRLayout: Sendable {
  package struct Word: Sendable {
    /// Place in the prose.
    package let range: TextRange
    package let page: Int
    package let box: Box?
    /// The engine’s, as its file has it; nil where the format gives none.
    package let confidence: Confidence?
    /// The confidence of the word's least certain character, where the format knows it.
    package let weakest: Confidence?

    package init(range: TextRange, page: Int, box: Box?, confidence: Confidence?, weakest: Confidence? = nil) {
      (self.range, self.page, self.box) = (range, page, box)
      (self.confidence, self.weakest) = (confidence, weakest)
    }
  }

  /// A rectangle in the unit of the page: pixels, unless an ALTO file says otherwise.
  package struct Box: Hashable, Sendable {
    let left: Int32, top: Int32, right: Int32, bottom: Int32

    init(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
      func whole(_ value: Double) -> Int32 { Int32(max(-1e9, min(1e9, value.rounded()))) }
      (self.left, self.top, self.right, self.bottom) = (whole(left), whole(top), whole(right), whole(bottom))
    }

    /// x0, y0, x1, y1.
    package var corners: [Int] { [Int(left), Int(top), Int(right), Int(bottom)] }

    func union(_ other: Box) -> Box {
      Box(
        Double(min(left, other.left)), Double(min(top, other.top)), Double(max(right, other.right)),
        Double(max(bottom, other.bottom)))
    }
  }

  /// In reading order.
  package var words: [Word] = []
  package init() {}

  /// The word that holds the byte at `offset`.
  package func word(at offset: Int) -> Word? {
    let index = index(after: offset)
    return index < words.count && words[index].range.start <= offset ? words[index] : nil
  }

  /// The words that a range touches.
  package func words(in range: TextRange) -> ArraySlice<Word> {
    let start = index(after: range.start)
    var end = start
    while end < words.count, words[end].range.start < range.end { end += 1 }
    return words[start..<end]
  }

  /// The first word that ends after `offset`.
  private func index(after offset: Int) -> Int {
    words.partitioningIndex { $0.range.end > offset }
  }
}
