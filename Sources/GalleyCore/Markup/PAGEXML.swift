import Formats

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
    var hasReading = false
    var rank: Double?
    var pieces: [TextRange] = []
    var confidence: Confidence?
    var box: OCRLayout.Box?
    var weakest: Confidence?
    /// Whether something smaller has given the text already.
    var hasParts = false
    /// The line’s place among those of its region.
    var place: Double?
    var cell: OCRPage.Cell?
  }

  /// A group of the reading order: what it lists, each with its place.
  private struct Group {
    let index: Double?
    let isOrdered: Bool
    var ids: [(index: Double, ids: [String])] = []

    mutating func add(_ index: Double?, _ new: [String]) { ids.append((index ?? Double(ids.count), new)) }

    /// Everything listed, in order.
    var all: [String] {
      let order = isOrdered ? ids.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }.map(\.element) : ids
      return order.flatMap(\.ids)
    }
  }

  private struct Reading {
    private var reader: XMLReader
    private var levels: [Level] = []
    private var page = OCRPage()
    private(set) var pages: [OCRPage] = []
    private var groups: [Group] = []
    private var order: [String] = []
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
        (order, groups) = ([], [])
      case "OrderedGroup", "OrderedGroupIndexed", "UnorderedGroup", "UnorderedGroupIndexed":
        groups.append(Group(index: reader.number("index"), isOrdered: name.hasPrefix("O")))
        if let id = reader.string("regionRef") { groups[groups.count - 1].add(-1, [id]) }
      case "RegionRefIndexed", "RegionRef":
        guard !groups.isEmpty, let id = reader.string("regionRef") else { return }
        groups[groups.count - 1].add(reader.number("index"), [id])
      case let name where name.hasSuffix("Region"):
        // A region within a region stands on its own.
        endBlock()
        levels.append(Level(kind: .region, id: reader.string("id") ?? ""))
      case "TableCellRole":
        guard !levels.isEmpty, let row = reader.number("rowIndex"), let column = reader.number("columnIndex") else { return }
        levels[levels.count - 1].cell = OCRPage.Cell(row: row, column: column)
      case "TextLine": levels.append(Level(kind: .line, place: reader.number("index")))
      case "Word": levels.append(Level(kind: .word))
      case "Glyph": levels.append(Level(kind: .glyph))
      case "Coords":
        guard !levels.isEmpty, let points = reader.attribute("points") else { return }
        levels[levels.count - 1].box = OCRText.outline(points, reader.bytes)
      case "Point":
        guard !levels.isEmpty, let x = reader.number("x"), let y = reader.number("y") else { return }
        let point = OCRLayout.Box(x, y, x, y)
        levels[levels.count - 1].box = levels[levels.count - 1].box?.union(point) ?? point
      case "TextEquiv": beginReading()
      case "Unicode": isUnicode = true
      default: break
      }
    }

    /// Of several readings the one with the smallest index counts; without indices the surest, else the first.
    private mutating func beginReading() {
      guard var level = levels.popLast() else { return }
      let index = reader.number("index"), confidence = reader.number("conf").map { Confidence($0) }
      switch (index, level.rank) {
      case _ where !level.hasReading: isWanted = true
      case (let index?, let rank): isWanted = rank.map { index < $0 } ?? true
      case (nil, nil): isWanted = confidence.map { $0 > level.confidence ?? 1.0 } ?? false
      case (nil, _): isWanted = false
      }
      if isWanted {
        level.hasReading = true
        level.rank = index
        level.pieces = []
        level.confidence = confidence
      }
      levels.append(level)
    }

    private mutating func endBlock() {
      page.endBlock(id: levels.first?.id ?? "", cell: levels.last { $0.cell != nil }?.cell)
    }

    private mutating func endGroup() {
      guard let group = groups.popLast() else { return }
      if groups.isEmpty { order += group.all } else { groups[groups.count - 1].add(group.index, group.all) }
    }

    private mutating func end(_ name: String) {
      switch name {
      case "Unicode": isUnicode = false
      case "TextEquiv": isWanted = false
      case "Glyph":
        guard let glyph = levels.popLast(), !levels.isEmpty, let sure = glyph.confidence else { return }
        levels[levels.count - 1].weakest = min(levels[levels.count - 1].weakest ?? 1.0, sure)
      case "OrderedGroup", "OrderedGroupIndexed", "UnorderedGroup", "UnorderedGroupIndexed": endGroup()
      case "Word", "TextLine": endLevel()
      case let name where name.hasSuffix("Region"): endLevel()
      case "Page":
        page.endBlock()
        page.order(by: order)
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
      case .line: page.endLine(rank: level.place)
      case .region: page.endBlock(id: levels.first?.id ?? level.id, cell: level.cell)
      case .word, .glyph: break
      }
      if hasText, !levels.isEmpty { levels[levels.count - 1].hasParts = true }
    }

    private mutating func add(_ piece: TextRange, of level: Level, _ hasText: inout Bool) {
      var lastEnd: Int?
      OCRText.words(in: piece, reader.bytes) { word in
        if let lastEnd, level.kind == .region, reader.bytes[lastEnd..<word.start].contains(.lineFeed) { page.endLine() }
        lastEnd = word.end
        hasText = true
        page.add(
          OCRPage.Word(pieces: 0..<0, box: level.box, confidence: level.confidence, weakest: level.weakest), [word])
      }
    }
  }
}
