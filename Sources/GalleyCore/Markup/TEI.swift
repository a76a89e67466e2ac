import Formats

/// Reads the transcription in a TEI file: what is between `pb` and `pb` is a page, between `lb` and `lb` a line, and the
/// zones of the facsimile are the boxes.
enum TEI {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reading = Reading(text)
    try reading.run()
    return OCRText.readOnly(OCRText.extraction(text, reading.pages, problems + reading.problems), "TEI")
  }

  private enum Role { case content, block, line, surface, hidden, other }

  private struct Reading {
    private var reader: XMLReader
    private var open: [(role: Role, box: OCRLayout.Box?)] = []
    private var page = OCRPage()
    private(set) var pages: [OCRPage] = []
    private var word = OCRWordReader()
    private var zones: [String: OCRLayout.Box] = [:]
    /// That of the line begun by the last `lb`.
    private var line: OCRLayout.Box?
    private var hidden = 0, content = 0

    init(_ text: [UInt8]) { reader = XMLReader(text) }
    var problems: [MarkupProblem] { reader.problems }

    mutating func run() throws(MarkupError) {
      while let event = try reader.next() {
        switch event {
        case .start(let name): begin(name)
        case .end: end()
        case .text(let range, _):
          guard content > 0, hidden == 0 else { continue }
          word.add(range, reader.bytes, open.last?.box ?? line, to: &page)
        }
      }
      endPage()
    }

    private mutating func begin(_ name: String) {
      let role = role(name)
      var box = open.last?.box
      switch name {
      case "zone", "surface":
        if let own = corners() {
          if name == "zone" { box = own }
          if let id = reader.string("xml:id") ?? reader.string("id") { zones[id] = own }
        }
      case "pb":
        endPage()
        line = nil
      case "lb":
        // “No break”: the word goes on in the next line, whatever stands for the hyphen.
        let goesOn = reader.string("break") == "no"
        endLine()
        if goesOn { page.updateLast { $0.hyphen = .first(mark: nil, join: .soft) } }
        line = facsimile()
      case "cb", "space", "gap": word.end(&page)
      default: if let own = facsimile() { box = own }
      }
      if role == .surface { endPage() }
      if role == .block || role == .line { endBlock(isLine: role == .line) }
      if role == .hidden { hidden += 1 }
      if role == .content { content += 1 }
      open.append((role, box))
    }

    private mutating func end() {
      guard let role = open.popLast()?.role else { return }
      switch role {
      case .hidden: hidden -= 1
      case .content:
        endBlock(isLine: false)
        content -= 1
      case .block, .line: endBlock(isLine: role == .line)
      case .surface: endPage()
      case .other: break
      }
    }

    private mutating func endLine() {
      word.end(&page)
      page.endLine()
    }

    private mutating func endBlock(isLine: Bool) {
      endLine()
      if !isLine { page.endBlock() }
    }

    private mutating func endPage() {
      word.end(&page)
      page.endBlock()
      if !page.isEmpty { pages.append(page) }
      page = OCRPage()
      page.number = pages.count + 1
    }

    private func role(_ name: String) -> Role {
      switch name {
      case "text", "sourceDoc": .content
      case "p", "head", "ab", "lg", "div", "cell", "item", "note", "figDesc", "speaker", "stage", "closer", "opener", "zone": .block
      case "l", "line": .line
      case "surface": content > 0 ? .surface : .other
      // Running heads are the page’s; of two readings the one that an editor settled on counts.
      case "teiHeader", "fw", "del", "sic", "orig", "abbr", "desc", "figure": .hidden
      default: .other
      }
    }

    /// The zone that the element was transcribed from.
    private func facsimile() -> OCRLayout.Box? {
      guard let target = reader.string("facs") ?? reader.string("corresp"), target.hasPrefix("#") else { return nil }
      return zones[String(target.dropFirst())]
    }

    private func corners() -> OCRLayout.Box? {
      if let x = reader.number("ulx"), let y = reader.number("uly"), let right = reader.number("lrx"), let bottom = reader.number("lry") {
        return OCRLayout.Box(x, y, right, bottom)
      }
      return reader.attribute("points").flatMap { OCRText.outline($0, reader.bytes) }
    }
  }
}
