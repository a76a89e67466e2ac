import Formats

/// Reads the table that Tesseract writes with `tsv`: a row for each page, block, paragraph, line and word.
enum TesseractTSV {
  /// How the first line begins.
  static let beginning = Array("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext".utf8)

  static func isOne(_ text: [UInt8]) -> Bool { text.starts(with: beginning) }

  private enum Column: Int { case level, page, block, paragraph, line, word, left, top, width, height, confidence, text }

  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    guard isOne(text) else { throw MarkupError("not a table as Tesseract writes it: its first line names other columns", at: 0) }
    var pages: [OCRPage] = []
    var page = OCRPage()
    var problems = problems
    // Page, block, paragraph and line of the last word.
    var last: [Double] = []
    var start = text.firstIndex(of: .lineFeed).map { $0 + 1 } ?? text.count
    while start < text.count {
      let end = text[start...].firstIndex(of: .lineFeed) ?? text.count
      defer { start = end + 1 }
      guard let row = Row(text, start, end) else {
        if end > start, problems.count < mostProblems {
          problems.append(MarkupProblem(range: TextRange(start, end), message: "a row with other than twelve columns"))
        }
        continue
      }
      guard row.number(.level) == wordLevel, !row.content.isEmpty else { continue }
      let place = [Column.page, .block, .paragraph, .line].map { row.number($0) ?? 0 }
      if place.first != last.first {
        if !last.isEmpty { finish(&page, &pages) }
        page.number = Int(max(0, min(place[0], 1e9)))
      } else if place[..<3] != last[..<3] {
        page.endBlock()
      } else if place != last {
        page.endLine()
      }
      last = place
      var word = OCRPage.Word(pieces: 0..<0, box: row.box)
      word.confidence = row.number(.confidence).flatMap { $0 < 0 ? nil : Confidence(min(1, $0 / 100)) }
      page.add(word, [row.content])
    }
    if !last.isEmpty { finish(&page, &pages) }
    return OCRText.readOnly(OCRText.extraction(text, pages, problems, .plain), "Tesseract’s TSV")
  }

  private static let wordLevel = 5.0
  private static let mostProblems = 50

  private static func finish(_ page: inout OCRPage, _ pages: inout [OCRPage]) {
    page.endBlock()
    pages.append(page)
    page = OCRPage()
  }

  private struct Row {
    private let bytes: [UInt8]
    private var fields: [TextRange] = []

    init?(_ bytes: [UInt8], _ start: Int, _ end: Int) {
      self.bytes = bytes
      var from = start
      for i in start..<end where bytes[i] == .tab && fields.count < Column.text.rawValue {
        fields.append(TextRange(from, i))
        from = i + 1
      }
      fields.append(TextRange(from, end))
      guard fields.count == Column.text.rawValue + 1 else { return nil }
    }

    func number(_ column: Column) -> Double? {
      let field = fields[column.rawValue]
      return decimal(bytes[field.start..<field.end])
    }

    /// The word without white space around it.
    var content: TextRange {
      var (start, end) = (fields[Column.text.rawValue].start, fields[Column.text.rawValue].end)
      while start < end, bytes[start] <= .space { start += 1 }
      while end > start, bytes[end - 1] <= .space { end -= 1 }
      return TextRange(start, end)
    }

    var box: OCRLayout.Box? {
      guard let x = number(.left), let y = number(.top), let width = number(.width), let height = number(.height) else { return nil }
      return OCRLayout.Box(x, y, x + width, y + height)
    }
  }
}
