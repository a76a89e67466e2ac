import Formats

/// Puts words together from running text that markup may cut anywhere.
struct OCRWordReader {
  private var pieces: [TextRange] = []
  private var box: OCRLayout.Box?
  private var sum = 0.0
  private var known = 0
  private var weakest: Confidence?

  var isEmpty: Bool { pieces.isEmpty }

  /// Takes a text: white space in it ends words.
  /// - Parameters:
  ///   - place: the box that the text stands in
  ///   - confidence: how sure the engine was of it
  mutating func add(
    _ range: TextRange, _ bytes: [UInt8], _ place: OCRLayout.Box? = nil, confidence: Confidence? = nil, to page: inout OCRPage
  ) {
    var last = range.start
    OCRText.words(in: range, bytes) { word in
      if word.start > last { end(&page) }
      pieces.append(word)
      if let place { box = box?.union(place) ?? place }
      if let confidence {
        (sum, known) = (sum + confidence.share, known + 1)
        weakest = min(weakest ?? 1.0, confidence)
      }
      last = word.end
    }
    if last < range.end { end(&page) }
  }

  mutating func end(_ page: inout OCRPage) {
    guard !pieces.isEmpty else { return }
    let confidence = known == 0 ? nil : Confidence(sum / Double(known))
    page.add(OCRPage.Word(pieces: 0..<0, box: box, confidence: confidence, weakest: weakest), pieces)
    self = OCRWordReader()
  }
}
