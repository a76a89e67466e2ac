import Formats

/// Writes prose block by block and notes where blocks begin, and what in them is no language.
struct BlockWriter {
  private(set) var prose: ProseBuilder
  private var blocks: [Extraction.Block] = []
  private var verbatim: [TextRange] = []
  private var isOpen = false
  /// The kind of the block that the next text begins.
  private var kind: Paragraph.Kind?
  /// White space that counts only if more text follows in the same block.
  private var space: TextRange?

  init(_ source: [UInt8]) { prose = ProseBuilder(source) }

  /// Whether the current block has text already.
  var hasText: Bool { isOpen }
  var endsWithSpace: Bool { space != nil || prose.bytes.last == .space }

  /// Ends the current block; what follows begins one of this kind.
  mutating func beginBlock(_ kind: Paragraph.Kind? = nil) {
    isOpen = false
    space = nil
    self.kind = kind
  }

  mutating func text(_ piece: SourceAligner.Piece) {
    open()
    switch piece {
    case .same(let range): prose.copy(range)
    case .other(let text, let range): prose.append(Self.plain(text), for: range)
    }
  }

  /// White space of whatever length that is shown as one space.
  mutating func addSpace(_ range: TextRange) {
    if isOpen, space == nil { space = range }
  }

  /// A line end that the text shows, or shows as a space.
  mutating func breakLine(_ range: TextRange) {
    guard isOpen else { return }
    space = nil
    prose.append([.lineFeed], for: range)
  }

  mutating func addVerbatim(_ range: TextRange) {
    guard !range.isEmpty else { return }
    open()
    let start = prose.bytes.count
    prose.copy(range)
    verbatim.append(TextRange(start, prose.bytes.count))
  }

  private mutating func open() {
    if !isOpen {
      if !prose.bytes.isEmpty { prose.separate("\n\n") }
      blocks.append(Extraction.Block(start: prose.bytes.count, kind: kind))
      isOpen = true
    } else if let space {
      if space.count == 1, prose.isSpace(space.start) { prose.copy(space) } else { prose.append([.space], for: space) }
    }
    space = nil
  }

  /// No-break spaces, soft hyphens and joiners written as entities are meant as layout.
  private static func plain(_ text: [UInt8]) -> [UInt8] {
    switch text {
    case [0xC2, 0xA0]: [.space]
    case [0xC2, 0xAD], [0xE2, 0x80, 0x8C], [0xE2, 0x80, 0x8D]: []
    default: text
    }
  }

  consuming func finish(_ markup: Markup, problems: [MarkupProblem]) -> Extraction {
    var extraction = prose.finish(problems: problems)
    extraction.blocks = blocks
    extraction.verbatim = verbatim + extraction.verbatim
    extraction.markup = markup
    return extraction
  }
}
