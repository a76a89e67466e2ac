import Formats

/// Reads the XML that `djvutoxml` writes: each `OBJECT` is a page, its hidden text is in `WORD` elements.
enum DjVuXML {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reader = XMLReader(text)
    var pages: [OCRPage] = []
    var page = OCRPage()
    var word = OCRWordReader()
    var place: OCRLayout.Box?, confidence: Confidence?
    var isText = false
    while let event = try reader.next() {
      switch event {
      case .start("OBJECT"):
        page = OCRPage()
        page.number = pages.count + 1
      case .start("HIDDENTEXT"): isText = true
      case .start("WORD"):
        word.end(&page)
        (place, confidence) = (box(reader), reader.number("x-confidence").map { Confidence(percent: max(0, min(100, $0))) })
      case .text(let range, _) where isText: word.add(range, text, place, confidence: confidence, to: &page)
      case .end("WORD"):
        word.end(&page)
        (place, confidence) = (nil, nil)
      case .end("LINE"):
        word.end(&page)
        page.endLine()
      case .end("PARAGRAPH"), .end("REGION"), .end("PAGECOLUMN"):
        word.end(&page)
        page.endBlock()
      case .end("HIDDENTEXT"):
        word.end(&page)
        isText = false
      case .end("OBJECT"):
        page.endBlock()
        pages.append(page)
      default: break
      }
    }
    return OCRText.readOnly(OCRText.extraction(text, pages, problems + reader.problems), "DjVu XML")
  }

  /// `left,bottom,right,top`, and the baseline in some.
  private static func box(_ reader: XMLReader) -> OCRLayout.Box? {
    guard let range = reader.attribute("coords") else { return nil }
    let numbers = reader.bytes[range.start..<range.end].split(separator: .comma).compactMap { decimal($0) }
    guard numbers.count >= 4 else { return nil }
    return OCRLayout.Box(
      min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]), max(numbers[1], numbers[3]))
  }
}
