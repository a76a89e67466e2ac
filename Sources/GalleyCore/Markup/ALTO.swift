import Formats

/// Reads ALTO 2 to 4: what it says of a word is in the attributes of its `String`.
enum ALTO {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reader = XMLReader(text)
    var pages: [OCRPage] = []
    var page = OCRPage()
    var isZeroBased = false
    // Which words of each page have a space before them.
    var spaces: [Set<Int>] = [], spaced: Set<Int> = []
    while let event = try reader.next() {
      switch event {
      case .start("Page"):
        page = OCRPage()
        page.number = pages.count + 1
        if let number = reader.number("PHYSICAL_IMG_NR") {
          // Some count from nought.
          if pages.isEmpty { isZeroBased = number < 1 }
          page.number = Int(min(number, 1e9)) + (isZeroBased ? 1 : 0)
        }
      case .start("String"):
        if let content = reader.attribute("CONTENT") {
          let (word, piece) = word(reader, content)
          if !page.repeatsLast(word, piece, text) { page.add(word, [piece]) }
        }
      case .start("SP"): spaced.insert(page.words.count)
      case .start("Glyph"):
        if let sure = reader.number("GC") { page.updateLast { $0.weakest = min($0.weakest ?? 1.0, Confidence(sure)) } }
      case .start("HYP"):
        let mark = reader.attribute("CONTENT")
        page.updateLast { word in
          var join = mark.map { isSoftHyphen(text[$0.start..<$0.end]) } ?? false ? OCRPage.Join.soft : .unknown
          if case .first(_, let known) = word.hyphen { join = known }
          word.hyphen = .first(mark: mark, join: join)
        }
      case .end("TextLine"): page.endLine()
      case .end("TextBlock"): page.endBlock()
      case .end("Page"):
        page.endBlock()
        pages.append(page)
        spaces.append(spaced)
        spaced = []
      default: break
      }
    }
    let statesSpaces = spaces.contains { !$0.isEmpty }
    for i in pages.indices { pages[i].closeGaps(statesSpaces ? .before(spaces[i]) : .none, text) }
    return OCRText.extraction(text, pages, problems + reader.problems)
  }

  private static func word(_ reader: XMLReader, _ content: TextRange) -> (OCRPage.Word, TextRange) {
    var word = OCRPage.Word(pieces: 0..<0)
    if let x = reader.number("HPOS"), let y = reader.number("VPOS") {
      word.box = OCRLayout.Box(x, y, x + (reader.number("WIDTH") ?? 0), y + (reader.number("HEIGHT") ?? 0))
    }
    word.confidence = reader.number("WC").map { Confidence($0) }
    if let marks = reader.string("CC") {
      // One digit for each character, nought for certain; some write them with spaces.
      word.weakest = marks.utf8.filter { UInt8.digits.contains($0) }.max().map { Confidence(1 - Double($0 - UInt8(ascii: "0")) / 9) }
    }
    switch reader.string("SUBS_TYPE") {
    case "HypPart1": return firstPart(word, content, reader)
    case "HypPart2": word.hyphen = .second
    default: break
    }
    return (word, content)
  }

  /// `SUBS_CONTENT` tells whether the hyphen belongs to the word. Some engines leave it in the first part.
  private static func firstPart(
    _ word: OCRPage.Word, _ content: TextRange, _ reader: XMLReader
  ) -> (OCRPage.Word, TextRange) {
    var word = word
    let part = reader.bytes[content.start..<content.end]
    let whole = reader.attribute("SUBS_CONTENT").map { reader.bytes[$0.start..<$0.end] }
    if part.last == .hyphen {
      let isKept = whole?.starts(with: part) ?? false
      word.hyphen = .first(
        mark: TextRange(content.end - 1, content.end), join: whole == nil ? .unknown : isKept ? .hyphenated : .whole)
      return (word, TextRange(content.start, content.end - 1))
    }
    let isKept = whole?.starts(with: part + [.hyphen]) ?? false
    word.hyphen = .first(mark: nil, join: isKept ? .hyphenated : .whole)
    return (word, content)
  }

  private static func isSoftHyphen(_ bytes: ArraySlice<UInt8>) -> Bool {
    [[0xC2, 0xAD], [0xC2, 0xAC], Array("&#173;".utf8), Array("&#xAD;".utf8), Array("&shy;".utf8)].contains(Array(bytes))
  }
}
