/// One page of an OCR file as its engine laid it out, in places of the source.
struct OCRPage {
  struct Word {
    /// Indices into the page's `pieces`: markup inside a word cuts it.
    var pieces: Range<Int>
    var box: OCRLayout.Box?
    var confidence: Double?
    /// The least certain of its characters, where the format knows.
    var weakest: Double?
    var hyphen = Hyphen.none
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
  private(set) var pieces: [TextRange] = []
  private(set) var words: [Word] = []
  /// Ends of lines and blocks, as counts of words.
  private var lines: [Int] = []
  private var blocks: [Block] = []
  private struct Block {
    let id: String
    let lines: Range<Int>
  }
  private var blockStart = 0

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

  mutating func endLine() {
    if words.count > lines.last ?? 0 { lines.append(words.count) }
  }

  mutating func endBlock(id: String = "") {
    endLine()
    if lines.count > blockStart { blocks.append(Block(id: id, lines: blockStart..<lines.count)) }
    blockStart = lines.count
  }

  /// Puts the blocks into the order in which their ids are listed; those not listed stay where they are, at the end.
  mutating func order(by ids: [String]) {
    guard !ids.isEmpty else { return }
    let ranks = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    blocks = blocks.enumerated().sorted {
      (ranks[$0.element.id] ?? ids.count, $0.offset) < (ranks[$1.element.id] ?? ids.count, $1.offset)
    }.map(\.element)
  }

  /// Writes the page as text: words with spaces between them, a line end behind each line, an empty line between blocks.
  func write(to prose: inout ProseBuilder, _ layout: inout OCRLayout) {
    // What separates a joined word from the next one: its second part takes the place of the line's beginning.
    var delayed: String?
    for (number, block) in blocks.enumerated() {
      for line in block.lines {
        let range = (line > 0 ? lines[line - 1] : 0)..<lines[line]
        let ending = line > block.lines.lowerBound ? "\n" : number > 0 ? "\n\n" : ""
        for i in range {
          if i > range.lowerBound {
            prose.separate(delayed ?? " ")
            delayed = nil
          } else if i > 0, joins(i - 1, i) {
            if delayed == nil { delayed = ending }
          } else {
            prose.separate(delayed ?? ending)
            delayed = nil
          }
          write(words[i], to: &prose, &layout)
          if case .first(let mark?, let join) = words[i].hyphen, !joins(i, i + 1) || join == .hyphenated {
            prose.decode(mark)
          }
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
