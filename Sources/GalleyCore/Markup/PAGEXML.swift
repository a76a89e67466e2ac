/// Reads PAGE XML: regions, lines, words and glyphs, each with its text and outline, in the stated reading order.
enum PAGEXML {
  static func extract(_ text: [UInt8], problems: [MarkupProblem]) throws(MarkupError) -> Extraction {
    var reading = Reading(text)
    try reading.run()
    return OCRText.extraction(text, reading.pages, problems + reading.problems)
  }

  /// Something that has text: the best reading of it so far, and its outline.
  private struct Level {
    enum Kind { case region, line, word, glyph }
    let kind: Kind
    var id = ""
    var rank: Double?
    var pieces: [TextRange] = []
    var confidence: Double?
    var box: OCRLayout.Box?
    var weakest: Double?
    /// Whether something smaller has given the text already.
    var hasParts = false
  }

  private struct Reading {
    private var reader: XMLReader
    private var levels: [Level] = []
    private var page = OCRPage()
    private(set) var pages: [OCRPage] = []
    private var order: [(index: Double, id: String)] = []
    private var groups: [Double] = []
    /// Whether the text read now is that of the best reading.
    private var isWanted = false
    private var isUnicode = false

    init(_ text: [UInt8]) { reader = XMLReader(text) }
    var problems: [MarkupProblem] { reader.problems }

    mutating func run() throws(MarkupError) {
      while let event = try reader.next() {
        switch event {
        case .start(let name): begin(name)
        case .end(let name): end(name)
        case .text(let range, _):
          guard isUnicode, isWanted, !levels.isEmpty else { continue }
          levels[levels.count - 1].pieces.append(range)
        }
      }
    }

    private mutating func begin(_ name: String) {
      switch name {
      case "Page":
        page = OCRPage()
        page.number = pages.count + 1
        order = []
      case "RegionRefIndexed", "RegionRef":
        if let id = reader.string("regionRef") {
          order.append((reader.number("index") ?? Double(order.count), id))
        }
      case "TextRegion":
        // A region within a region stands on its own.
        page.endBlock(id: levels.first?.id ?? "")
        levels.append(Level(kind: .region, id: reader.string("id") ?? ""))
      case "TextLine": levels.append(Level(kind: .line))
      case "Word": levels.append(Level(kind: .word))
      case "Glyph": levels.append(Level(kind: .glyph))
      case "Coords":
        guard !levels.isEmpty, let points = reader.attribute("points") else { return }
        levels[levels.count - 1].box = outline(points)
      case "Point":
        guard !levels.isEmpty, let x = reader.number("x"), let y = reader.number("y") else { return }
        let point = OCRLayout.Box(x, y, x, y)
        levels[levels.count - 1].box = levels[levels.count - 1].box?.union(point) ?? point
      case "TextEquiv": beginReading()
      case "Unicode": isUnicode = true
      default: break
      }
    }

    /// Of several readings the one with the smallest index counts, else the first.
    private mutating func beginReading() {
      guard var level = levels.popLast() else { return }
      let rank = reader.number("index") ?? (level.rank.map { $0 + 1 } ?? 0)
      isWanted = level.rank.map { rank < $0 } ?? true
      if isWanted {
        level.rank = rank
        level.pieces = []
        level.confidence = reader.number("conf")
      }
      levels.append(level)
    }

    private mutating func end(_ name: String) {
      switch name {
      case "Unicode": isUnicode = false
      case "TextEquiv": isWanted = false
      case "Glyph":
        guard let glyph = levels.popLast(), !levels.isEmpty, let sure = glyph.confidence else { return }
        levels[levels.count - 1].weakest = min(levels[levels.count - 1].weakest ?? 1, sure)
      case "Word", "TextLine", "TextRegion": endLevel()
      case "Page":
        page.endBlock()
        page.order(by: order.map(\.id))
        pages.append(page)
      default: break
      }
    }

    private mutating func endLevel() {
      guard let level = levels.popLast() else { return }
      var hasText = level.hasParts
      if !hasText {
        for piece in level.pieces { add(piece, of: level, &hasText) }
      }
      switch level.kind {
      case .line: page.endLine()
      case .region: page.endBlock(id: levels.first?.id ?? level.id)
      case .word, .glyph: break
      }
      if hasText, !levels.isEmpty { levels[levels.count - 1].hasParts = true }
    }

    private mutating func add(_ piece: TextRange, of level: Level, _ hasText: inout Bool) {
      var lastEnd: Int?
      OCRText.words(in: piece, reader.bytes) { word in
        if let lastEnd, level.kind == .region, reader.bytes[lastEnd..<word.start].contains(0x0A) { page.endLine() }
        lastEnd = word.end
        hasText = true
        page.add(
          OCRPage.Word(pieces: 0..<0, box: level.box, confidence: level.confidence, weakest: level.weakest), [word])
      }
    }

    /// The smallest upright box around `x,y x,y …`.
    private func outline(_ points: TextRange) -> OCRLayout.Box? {
      var box: OCRLayout.Box?
      for pair in reader.bytes[points.start..<points.end].split(separator: 0x20) {
        let numbers = pair.split(separator: 0x2C)
        guard numbers.count == 2, let x = decimal(numbers[0]), let y = decimal(numbers[1]) else { continue }
        let point = OCRLayout.Box(x, y, x, y)
        box = box?.union(point) ?? point
      }
      return box
    }
  }
}
