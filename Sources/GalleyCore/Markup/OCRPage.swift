import Formats

/// One page of an OCR file as its engine laid it out, in places of the source.
struct OCRPage {
  struct Word {
    /// Indices into the page's `pieces`: markup inside a word cuts it.
    var pieces: Range<Int>
    var box: OCRLayout.Box?
    var confidence: Confidence?
    /// The least certain of its characters, where the format knows.
    var weakest: Confidence?
    var hyphen = Hyphen.none
    /// Whether nothing stands between it and the word before in its line.
    var touches = false
  }

  /// What the format says about a word that goes on in the next line.
  enum Hyphen {
    case none
    /// Its first part, and what stands for the hyphen.
    case first(mark: TextRange?, join: Join)
    case second
  }

  enum Join {
    /// Nothing is said: the hyphen stays at its line end.
    case unknown
    /// The parts make up one word without the hyphen, or with it.
    case whole, hyphenated
    /// A soft hyphen joins whatever follows.
    case soft
  }

  var number = 1
  var pieces: [TextRange] = []
  var words: [Word] = []
  /// The words of each line.
  private(set) var lines: [Range<Int>] = []
  private(set) var blocks: [Block] = []
  struct Block {
    let id: String
    var lines: [Int]
    /// The row and column of a table that it is in.
    var cell: Cell?
  }
  struct Cell {
    let row: Double, column: Double
  }
  private var blockStart = 0
  /// Places of lines in their block, where the format states them.
  private var lineRanks: [Int: Double] = [:]

  var isEmpty: Bool { words.isEmpty }

  mutating func add(_ word: Word, _ pieces: [TextRange]) {
    var word = word
    let start = self.pieces.count
    self.pieces += pieces
    word.pieces = start..<self.pieces.count
    words.append(word)
  }

  mutating func updateLast(_ change: (inout Word) -> Void) {
    guard !words.isEmpty else { return }
    change(&words[words.count - 1])
  }

  /// - Parameter rank: the line’s place in its block; nil where lines stand in order
  mutating func endLine(rank: Double? = nil) {
    let start = lines.last?.upperBound ?? 0
    guard words.count > start else { return }
    if let rank { lineRanks[lines.count] = rank }
    lines.append(start..<words.count)
  }

  mutating func endBlock(id: String = "", cell: Cell? = nil) {
    endLine()
    if lines.count > blockStart {
      var order = Array(blockStart..<lines.count)
      if order.allSatisfy({ lineRanks[$0] != nil }) {
        order.sort { (lineRanks[$0] ?? 0, $0) < (lineRanks[$1] ?? 0, $1) }
      }
      blocks.append(Block(id: id, lines: order, cell: cell))
    }
    blockStart = lines.count
  }

  /// Puts the blocks into the order in which their ids are listed; those not listed stay where they are, at the end.
  mutating func order(by ids: [String]) {
    guard !ids.isEmpty || blocks.contains(where: { $0.cell != nil }) else { return }
    let ranks = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var firsts: [String: Int] = [:]
    for (i, block) in blocks.enumerated() where firsts[block.id] == nil { firsts[block.id] = i }
    // Cells of a table go row by row, in the place of the table.
    func key(_ i: Int) -> (Int, Int, Double, Double, Int) {
      let block = blocks[i]
      let first = block.cell == nil ? i : firsts[block.id] ?? i
      return (ranks[block.id] ?? ids.count, first, block.cell?.row ?? 0, block.cell?.column ?? 0, i)
    }
    blocks = blocks.indices.sorted { key($0) < key($1) }.map { blocks[$0] }
  }

  /// Writes the page as text: words with spaces between them, a line end after each line, an empty line between blocks.
  func write(to prose: inout ProseBuilder, _ layout: inout OCRLayout) {
    // What separates a joined word from the next one: its second part takes the place of the line's beginning.
    var delayed: String?
    var last: Int?
    for (number, block) in blocks.enumerated() {
      for (place, line) in block.lines.enumerated() {
        let ending = place > 0 ? "\n" : number > 0 ? "\n\n" : ""
        for i in lines[line] {
          if i > lines[line].lowerBound {
            if delayed != nil || !words[i].touches { prose.separate(delayed ?? " ") }
            delayed = nil
          } else if let last, joins(last, i) {
            if delayed == nil { delayed = ending }
          } else {
            prose.separate(delayed ?? ending)
            delayed = nil
          }
          write(words[i], to: &prose, &layout)
          if case .first(let mark?, let join) = words[i].hyphen, !joins(i, i + 1) || join == .hyphenated {
            prose.decode(mark)
          }
          last = i
        }
      }
    }
  }

  private func joins(_ i: Int, _ next: Int) -> Bool {
    guard next < words.count, case .first(_, let join) = words[i].hyphen else { return false }
    if case .second = words[next].hyphen { return join != .unknown }
    return join == .soft
  }

  private func write(_ word: Word, to prose: inout ProseBuilder, _ layout: inout OCRLayout) {
    let start = prose.bytes.count
    for piece in pieces[word.pieces] { prose.decode(piece) }
    guard prose.bytes.count > start else { return }
    layout.words.append(
      OCRLayout.Word(
        range: TextRange(start, prose.bytes.count), page: number, box: word.box, confidence: word.confidence,
        weakest: word.weakest))
  }
}
