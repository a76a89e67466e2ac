import Formats

/// What the OCR formats have in common.
enum OCRText {
  /// The pages as one text, with a form feed between them as OCR engines write it.
  static func extraction(
    _ source: [UInt8], _ pages: [OCRPage], _ problems: [MarkupProblem], _ notation: ProseBuilder.Notation = .entities
  ) -> Extraction {
    var prose = ProseBuilder(source, notation)
    var layout = OCRLayout()
    for (i, page) in pages.enumerated() {
      var page = page
      page.joinCutWords(source)
      if i > 0 { prose.separate("\n\u{C}") }
      page.write(to: &prose, &layout)
    }
    prose.separate("\n")
    var extraction = prose.finish(problems: problems)
    extraction.layout = layout
    extraction.markup = .xml
    return extraction
  }

  /// The same for a format that galley reads only.
  static func readOnly(_ extraction: Extraction, _ format: String) -> Extraction {
    var extraction = extraction
    extraction.fixRefusal = "\(format) is read, not written; fix a copy in ALTO, hOCR or PAGE XML"
    return extraction
  }

  /// The smallest upright box around `x,y x,y …`.
  static func outline(_ points: TextRange, _ bytes: [UInt8]) -> OCRLayout.Box? {
    var box: OCRLayout.Box?
    for pair in bytes[points.start..<points.end].split(separator: .space) {
      let numbers = pair.split(separator: .comma)
      guard numbers.count == 2, let x = decimal(numbers[0]), let y = decimal(numbers[1]) else { continue }
      let point = OCRLayout.Box(x, y, x, y)
      box = box?.union(point) ?? point
    }
    return box
  }

  /// The runs without white space in a piece of text.
  static func words(in range: TextRange, _ bytes: [UInt8], _ take: (TextRange) -> Void) {
    var i = range.start
    while i < range.end {
      while i < range.end, bytes[i] <= .space { i += 1 }
      let start = i
      while i < range.end, bytes[i] > .space { i += 1 }
      if i > start { take(TextRange(start, i)) }
    }
  }
}
