/// What the OCR formats have in common.
enum OCRText {
  /// The pages as one text, with a form feed between them as OCR engines write it.
  static func extraction(_ source: [UInt8], _ pages: [OCRPage], _ problems: [MarkupProblem]) -> Extraction {
    var prose = ProseBuilder(source)
    var layout = OCRLayout()
    for (i, page) in pages.enumerated() {
      if i > 0 { prose.separate("\n\u{C}") }
      page.write(to: &prose, &layout)
    }
    prose.separate("\n")
    var extraction = prose.finish(problems: problems)
    extraction.layout = layout
    extraction.markup = .xml
    return extraction
  }

  /// The runs without white space in a piece of text.
  static func words(in range: TextRange, _ bytes: [UInt8], _ take: (TextRange) -> Void) {
    var i = range.start
    while i < range.end {
      while i < range.end, bytes[i] <= 0x20 { i += 1 }
      let start = i
      while i < range.end, bytes[i] > 0x20 { i += 1 }
      if i > start { take(TextRange(start, i)) }
    }
  }
}
