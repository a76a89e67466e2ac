import Formats

/// Reads what Amazon Textract answers: a list of blocks, in which lines name their words.
enum Textract {
  /// Boxes are shares of the page; so many parts have both its sides.
  private static let parts = 10_000.0

  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    let tree = try JSONTree.read(text)
    // One answer, or several in a row.
    let blocks = (tree.items.isEmpty ? [tree] : tree.items).flatMap { $0.member("Blocks", text)?.items ?? [] }
    func type(_ block: JSONTree) -> String {
      block.member("BlockType", text)?.string.map { String(decoding: text[$0.start..<$0.end], as: UTF8.self) } ?? ""
    }
    var words: [ArraySlice<UInt8>: JSONTree] = [:]
    for block in blocks where type(block) == "WORD" {
      if let id = block.member("Id", text)?.string { words[text[id.start..<id.end]] = block }
    }
    var pages: [OCRPage] = []
    var page = OCRPage()
    func start(_ number: Int) {
      guard number != page.number else { return }
      page.endBlock()
      if !page.isEmpty { pages.append(page) }
      page = OCRPage()
      page.number = number
    }
    let lines = blocks.filter { type($0) == "LINE" }
    for line in lines {
      start(number(line, text))
      let listed = (line.member("Relationships", text)?.items ?? []).flatMap { $0.member("Ids", text)?.items ?? [] }
      for id in listed {
        guard let id = id.string, let word = words[text[id.start..<id.end]] else { continue }
        add(word, text, to: &page)
      }
      page.endLine()
    }
    if lines.isEmpty {
      for block in blocks where type(block) == "WORD" {
        start(number(block, text))
        add(block, text, to: &page)
      }
    }
    page.endBlock()
    if !page.isEmpty { pages.append(page) }
    return OCRText.readOnly(OCRText.extraction(text, pages, problems, .json), "Textract’s JSON")
  }

  private static func number(_ block: JSONTree, _ bytes: [UInt8]) -> Int {
    Int(max(1, min(block.member("Page", bytes)?.number ?? 1, 1e9)))
  }

  private static func add(_ block: JSONTree, _ bytes: [UInt8], to page: inout OCRPage) {
    guard let range = block.member("Text", bytes)?.string else { return }
    var word = OCRPage.Word(pieces: 0..<0)
    word.confidence = block.member("Confidence", bytes)?.number.map { Confidence(percent: max(0, min(100, $0))) }
    if let box = block.member("Geometry", bytes)?.member("BoundingBox", bytes), let x = box.member("Left", bytes)?.number,
      let y = box.member("Top", bytes)?.number, let width = box.member("Width", bytes)?.number,
      let height = box.member("Height", bytes)?.number
    {
      word.box = OCRLayout.Box(x * parts, y * parts, (x + width) * parts, (y + height) * parts)
    }
    OCRText.words(in: range, bytes) { page.add(word, [$0]) }
  }
}
