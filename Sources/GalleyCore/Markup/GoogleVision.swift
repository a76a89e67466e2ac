import Formats

/// Reads what Google Vision answers: the symbols of `fullTextAnnotation`, with the breaks after them; where that is
/// missing, the whole text of `textAnnotations`.
enum GoogleVision {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    let tree = try JSONTree.read(text)
    var pages: [OCRPage] = []
    let responses = tree.member("responses", text)?.items ?? (tree.items.isEmpty ? [tree] : tree.items)
    for response in responses {
      if let full = response.member("fullTextAnnotation", text) {
        for page in full.member("pages", text)?.items ?? [] { pages.append(self.page(page, number: pages.count + 1, text)) }
      } else if let all = response.member("textAnnotations", text)?.items.first?.member("description", text)?.string {
        pages.append(plain(all, number: pages.count + 1, text))
      }
    }
    return OCRText.readOnly(OCRText.extraction(text, pages, problems, .json), "Google Vision’s JSON")
  }

  private static func page(_ tree: JSONTree, number: Int, _ bytes: [UInt8]) -> OCRPage {
    var page = OCRPage()
    page.number = number
    let size = (tree.member("width", bytes)?.number ?? 1, tree.member("height", bytes)?.number ?? 1)
    for block in tree.member("blocks", bytes)?.items ?? [] {
      for paragraph in block.member("paragraphs", bytes)?.items ?? [] {
        var touches = false
        for word in paragraph.member("words", bytes)?.items ?? [] { add(word, size, &touches, bytes, to: &page) }
        page.endBlock()
      }
    }
    return page
  }

  private static func add(_ tree: JSONTree, _ size: (Double, Double), _ touches: inout Bool, _ bytes: [UInt8], to page: inout OCRPage) {
    var word = OCRPage.Word(pieces: 0..<0, box: tree.member("boundingBox", bytes).flatMap { box($0, size, bytes) })
    word.confidence = tree.member("confidence", bytes)?.number.map { Confidence($0) }
    word.touches = touches
    var pieces: [TextRange] = []
    var ending: String?
    for symbol in tree.member("symbols", bytes)?.items ?? [] {
      if let range = symbol.member("text", bytes)?.string, !range.isEmpty { pieces.append(range) }
      if let sure = symbol.member("confidence", bytes)?.number { word.weakest = min(word.weakest ?? 1.0, Confidence(sure)) }
      let mark = symbol.member("property", bytes)?.member("detectedBreak", bytes)?.member("type", bytes)?.string
      ending = mark.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }
    guard !pieces.isEmpty else { return }
    // A hyphen that is in the picture only.
    if ending == "HYPHEN" { word.hyphen = .first(mark: nil, join: .soft) }
    page.add(word, pieces)
    touches = ending == nil
    if ["EOL_SURE_SPACE", "LINE_BREAK", "HYPHEN"].contains(ending) { page.endLine() }
  }

  /// Around the corners, in pixels or as shares of the page.
  private static func box(_ tree: JSONTree, _ size: (Double, Double), _ bytes: [UInt8]) -> OCRLayout.Box? {
    var corners = tree.member("vertices", bytes)?.items ?? []
    var scale = (1.0, 1.0)
    if corners.isEmpty { (corners, scale) = (tree.member("normalizedVertices", bytes)?.items ?? [], size) }
    var box: OCRLayout.Box?
    for corner in corners {
      // What is nought is left out.
      let x = (corner.member("x", bytes)?.number ?? 0) * scale.0, y = (corner.member("y", bytes)?.number ?? 0) * scale.1
      let point = OCRLayout.Box(x, y, x, y)
      box = box?.union(point) ?? point
    }
    return box
  }

  /// A text with `\n` at its line ends.
  private static func plain(_ range: TextRange, number: Int, _ bytes: [UInt8]) -> OCRPage {
    var page = OCRPage()
    page.number = number
    var start = range.start, i = range.start
    while i <= range.end {
      let isBreak = i + 1 < range.end && bytes[i] == .backslash && bytes[i + 1] == UInt8(ascii: "n")
      if isBreak || i == range.end {
        OCRText.words(in: TextRange(start, i), bytes) { page.add(OCRPage.Word(pieces: 0..<0), [$0]) }
        page.endLine()
        start = i + 2
      }
      i += i < range.end && bytes[i] == .backslash ? 2 : 1
    }
    page.endBlock()
    return page
  }
}
