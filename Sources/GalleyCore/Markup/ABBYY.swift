import Formats

/// Reads the XML of ABBYY FineReader: blocks, paragraphs and lines, with a `charParams` for each character or the text of
/// a line as it is.
enum ABBYY {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reader = XMLReader(text)
    var pages: [OCRPage] = []
    var page = OCRPage()
    var word = OCRWordReader()
    var line: OCRLayout.Box?
    // Elements whose text is another reading.
    var variants = 0
    var character: (box: OCRLayout.Box?, confidence: Confidence?, isRead: Bool)?
    var isLine = false
    while let event = try reader.next() {
      switch event {
      case .start("page"):
        page = OCRPage()
        page.number = pages.count + 1
      case .start("line"):
        line = box(reader)
        isLine = true
      case .start("charRecVariants"), .start("wordRecVariants"): variants += 1
      case .end("charRecVariants"), .end("wordRecVariants"): variants -= 1
      case .start("charParams") where variants == 0: character = (box(reader), confidence(reader), false)
      case .text(let range, _) where variants == 0 && isLine:
        if let now = character {
          let isBlank = text[range.start..<range.end].allSatisfy { $0 <= .space }
          // What stands around the variants is no character; a space is a `charParams` without any other.
          if isBlank { continue }
          word.add(range, text, now.box, confidence: now.confidence, to: &page)
          character?.isRead = true
        } else if !text[range.start..<range.end].allSatisfy({ $0 <= .space }) {
          word.add(range, text, line, to: &page)
        }
      case .end("charParams") where variants == 0:
        if character?.isRead == false { word.end(&page) }
        character = nil
      case .end("line"):
        word.end(&page)
        page.endLine()
        isLine = false
      case .end("par"), .end("block"): page.endBlock()
      case .end("page"):
        word.end(&page)
        page.endBlock()
        pages.append(page)
      default: break
      }
    }
    return OCRText.readOnly(OCRText.extraction(text, pages, problems + reader.problems), "ABBYY XML")
  }

  private static func box(_ reader: XMLReader) -> OCRLayout.Box? {
    guard let left = reader.number("l"), let top = reader.number("t"), let right = reader.number("r"), let bottom = reader.number("b")
    else { return nil }
    return OCRLayout.Box(left, top, right, bottom)
  }

  /// In hundredths, in some versions up to 255; less than nought where the engine does not know.
  private static func confidence(_ reader: XMLReader) -> Confidence? {
    reader.number("charConfidence").flatMap { $0 < 0 ? nil : $0 <= 100 ? Confidence(percent: $0) : Confidence(min(1, $0 / 255)) }
  }
}
