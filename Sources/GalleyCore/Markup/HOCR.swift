import Formats

/// Reads hOCR: HTML whose classes say what is a page, a paragraph, a line and a word.
enum HOCR {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reading = Reading(text)
    try reading.run()
    return OCRText.extraction(text, reading.pages, problems + reading.problems)
  }

  private enum Role { case page, block, line, word, character, hidden, other }

  private struct Reading {
    private var reader: XMLReader
    private var roles: [Role] = []
    private var page = OCRPage()
    private(set) var pages: [OCRPage] = []
    /// The word being read, and the places of its text.
    private var word: OCRPage.Word?
    private var pieces: [TextRange] = []
    /// The pieces so far of a word that is only text of its line: markup may cut it.
    private var loose: [TextRange] = []
    private var lineBox: OCRLayout.Box?

    init(_ text: [UInt8]) { reader = XMLReader(text, isHTML: true) }
    var problems: [MarkupProblem] { reader.problems }

    mutating func run() throws(MarkupError) {
      while let event = try reader.next() {
        switch event {
        case .start(let name): begin(name)
        case .end: end()
        case .text(let range, let isRaw): text(range, isRaw)
        }
      }
      endPage()
    }

    private mutating func begin(_ name: String) {
      let role = role(name)
      if role != .character, role != .other { endRun() }
      roles.append(role)
      let title = reader.attribute("title")
      switch role {
      case .page:
        endPage()
        // The front cover is page 0 there.
        page.number = title.flatMap { number(after: "ppageno", in: $0) }.map { Int($0) + 1 } ?? pages.count + 1
      case .block: page.endBlock()
      case .line:
        page.endLine()
        lineBox = title.flatMap(box)
      case .word:
        endWord()
        var word = OCRPage.Word(pieces: 0..<0, box: title.flatMap(box))
        if let title {
          word.confidence = number(after: "x_wconf", in: title).map(Confidence.init(percent:))
          word.weakest = numbers(after: "x_confs", in: title, most: 100).min().map(Confidence.init(percent:))
        }
        self.word = word
      case .character:
        if let title, let sure = number(after: "x_conf", in: title) {
          let known = word?.weakest ?? 1.0
          word?.weakest = min(known, Confidence(percent: sure))
        }
      case .hidden, .other: break
      }
    }

    private mutating func end() {
      let role = roles.popLast()
      if role != .character, role != .other { endRun() }
      switch role {
      case .word: endWord()
      case .line:
        page.endLine()
        lineBox = nil
      case .block: page.endBlock()
      case .page: endPage()
      default: break
      }
    }

    /// Ends a word of a line whose words are not marked.
    private mutating func endRun() {
      if !loose.isEmpty { page.add(OCRPage.Word(pieces: 0..<0, box: lineBox), loose) }
      loose.removeAll(keepingCapacity: true)
    }

    private mutating func text(_ range: TextRange, _ isRaw: Bool) {
      guard !roles.contains(.hidden) else { return }
      if word != nil {
        let trimmed = trim(range)
        if !trimmed.isEmpty { pieces.append(trimmed) }
        return
      }
      // Older engines mark lines only.
      guard roles.contains(where: { $0 == .page || $0 == .block || $0 == .line }) else { return }
      var last = range.start
      OCRText.words(in: range, reader.bytes) {
        if $0.start > last { endRun() }
        loose.append($0)
        last = $0.end
      }
      if last < range.end { endRun() }
    }

    private mutating func endWord() {
      if let word, !pieces.isEmpty { page.add(word, pieces) }
      word = nil
      pieces.removeAll(keepingCapacity: true)
    }

    private mutating func endPage() {
      endRun()
      endWord()
      page.endBlock()
      if !page.isEmpty { pages.append(page) }
      page = OCRPage()
      page.number = pages.count + 1
    }

    private func trim(_ range: TextRange) -> TextRange {
      var start = range.start, end = range.end
      while start < end, reader.bytes[start] <= .space { start += 1 }
      while end > start, reader.bytes[end - 1] <= .space { end -= 1 }
      return TextRange(start, end)
    }

    private func role(_ name: String) -> Role {
      // Of alternative readings the inserted one counts.
      if ["head", "script", "style", "title", "del"].contains(name) { return .hidden }
      guard let classes = reader.string("class") else { return .other }
      for part in classes.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
        switch part {
        case "ocr_page": return .page
        case "ocr_carea", "ocr_par", "ocrx_block", "ocr_float", "ocr_table", "ocr_footer", "ocr_column": return .block
        case "ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_title": return .line
        case "ocrx_word", "ocr_word": return .word
        case "ocrx_cinfo", "ocr_cinfo": return .character
        default: continue
        }
      }
      return .other
    }

    // MARK: properties in a title: `bbox 1 2 3 4; x_wconf 96`

    private func number(after key: StaticString, in title: TextRange) -> Double? {
      numbers(after: key, in: title, most: 1).first
    }

    private func box(in title: TextRange) -> OCRLayout.Box? {
      let corners = numbers(after: "bbox", in: title, most: 4)
      return corners.count == 4 ? OCRLayout.Box(corners[0], corners[1], corners[2], corners[3]) : nil
    }

    private func numbers(after key: StaticString, in title: TextRange, most: Int) -> [Double] {
      let bytes = reader.bytes
      guard var i = value(after: key, in: title) else { return [] }
      var result: [Double] = []
      while result.count < most {
        while i < title.end, bytes[i] == .space { i += 1 }
        let start = i
        while i < title.end, bytes[i] != .space, bytes[i] != .semicolon { i += 1 }
        guard i > start, let value = decimal(bytes[start..<i]) else { break }
        result.append(value)
      }
      return result
    }

    /// The offset after the key of a property, which begins the title or follows a semicolon.
    private func value(after key: StaticString, in title: TextRange) -> Int? {
      let bytes = reader.bytes
      let length = key.utf8CodeUnitCount
      var i = title.start
      while i + length < title.end {
        while i < title.end, bytes[i] <= .space { i += 1 }
        guard i + length < title.end else { return nil }
        let isHere = key.withUTF8Buffer { buffer in
          for k in 0..<length where unsafe bytes[i + k] != buffer[k] { return false }
          return bytes[i + length] == .space
        }
        if isHere { return i + length }
        while i < title.end, bytes[i] != .semicolon { i += 1 }
        i += 1
      }
      return nil
    }
  }
}
