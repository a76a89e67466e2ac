import Formats

/// Finds the prose of Markdown. Code, front matter, what is struck out and the targets of links are left out or marked as no
/// language.
enum Markdown {
  static func extract(_ text: [UInt8], lines: LineTable, problems: [MarkupProblem]) -> Extraction {
    var reading = Reading(text, lines, firstLine: frontMatterLines(text, lines))
    reading.run()
    return reading.writer.finish(.markdown, problems: problems + reading.problems)
  }

  /// The number of lines of a block between `---` or `+++` lines at the beginning; 0 if it is not closed.
  static func frontMatterLines(_ text: [UInt8], _ lines: LineTable) -> Int {
    func line(_ i: Int) -> ArraySlice<UInt8> { lines.text(ofLine: i, in: text) }
    let fence = line(0)
    guard fence.elementsEqual("---".utf8) || fence.elementsEqual("+++".utf8) else { return 0 }
    for i in 1..<max(1, lines.starts.count) {
      if line(i).elementsEqual(fence) || fence.first == .hyphen && line(i).elementsEqual("...".utf8) { return i + 1 }
    }
    return 0
  }

  private struct Reading {
    private let text: [UInt8]
    private let lines: LineTable
    private let firstLine: Int
    private let aligner: SourceAligner
    private(set) var writer: BlockWriter
    /// HTML that is not read.
    private(set) var problems: [MarkupProblem] = []
    /// After the last text that was placed in this block.
    private var cursor = 0
    /// Places looked at for texts that do not stand where the parser says. Where each has to be looked for in all of a
    /// long paragraph, and in vain, this comes to an end.
    private var searches = 0
    private static let mostSearches = 8
    private var limit = 0
    /// By how much the parser's columns on `shiftedLine` are short: it forgets the indentation of later lines.
    private var shift = 0, shiftedLine = 0
    private var itemDepth = 0
    /// Inside an image or inline code in HTML, whose text is no prose.
    private var imageDepth = 0
    /// The image is all that its paragraph holds.
    private var isAlone = false
    private var codeDepth = 0
    private var isAddress = false
    /// Inside text that is struck out, which is left out with one of the spaces around it.
    private var struckDepth = 0
    private var isAfterStruck = false

    init(_ text: [UInt8], _ lines: LineTable, firstLine: Int) {
      (self.text, self.lines, self.firstLine) = (text, lines, firstLine)
      aligner = SourceAligner(source: text, notation: .markdown)
      writer = BlockWriter(text)
    }

    mutating func run() {
      let start = firstLine < lines.starts.count ? Int(lines.starts[firstLine]) : text.count
      let events = CMark.parse(text[start...])
      for (i, event) in events.enumerated() {
        if event.kind == .image, event.isEnter { isAlone = Self.isAlone(i, events) }
        if event.isEnter { begin(event, next: i + 1 < events.count ? events[i + 1] : nil) } else { end(event) }
      }
    }

    /// Whether an image is all that its paragraph holds: its alternative text is a caption.
    private static func isAlone(_ image: Int, _ events: [CMark.Event]) -> Bool {
      guard image > 0, events[image - 1].kind == .paragraph, events[image - 1].isEnter else { return false }
      var i = image + 1
      while i < events.count, events[i].kind != .image { i += 1 }
      return i + 1 < events.count && events[i + 1].kind == .paragraph && !events[i + 1].isEnter
    }

    private mutating func begin(_ event: CMark.Event, next: CMark.Event?) {
      switch event.kind {
      case .paragraph: beginBlock(event, itemDepth > 0 ? .listItem : nil)
      case .heading: beginBlock(event, .heading)
      case .tableCell: beginBlock(event, nil)
      case .item: itemDepth += 1
      case .codeBlock, .otherBlock: writer.beginBlock()
      case .htmlBlock: htmlBlock(event)
      case .text: addText(event)
      case .softBreak, .lineBreak: breakLine(before: next)
      case .code: addCode(event)
      case .htmlInline: htmlInline(event)
      case .image:
        if isAlone { break }
        if imageDepth == 0, let mark = find([.exclamation], event) { writer.addVerbatim(mark) }
        imageDepth += 1
      case .link:
        // An address that stands for itself.
        if let next, next.kind == .text { isAddress = event.url == next.literal || event.url == Array("mailto:".utf8) + next.literal }
      case .struck: struckDepth += 1
      case .footnoteReference, .otherInline: break
      }
    }

    private mutating func end(_ event: CMark.Event) {
      switch event.kind {
      case .item: itemDepth -= 1
      case .image: if !isAlone { imageDepth -= 1 }
      case .link: isAddress = false
      case .struck:
        struckDepth -= 1
        isAfterStruck = true
      case .paragraph, .heading, .tableCell: writer.beginBlock()
      default: break
      }
    }

    private mutating func beginBlock(_ event: CMark.Event, _ kind: Paragraph.Kind?) {
      writer.beginBlock(kind)
      codeDepth = 0
      isAddress = false
      isAfterStruck = false
      cursor = offset(event.line, max(1, event.column)) ?? cursor
      // Footnotes and setext headings are given ends that lie before or after their own.
      let lastLine = max(event.line, event.endLine) + firstLine
      limit = lastLine < lines.starts.count ? Int(lines.starts[lastLine]) : text.count
      shift = 0
      shiftedLine = 0
    }

    private func offset(_ line: Int, _ column: Int) -> Int? {
      let index = line - 1 + firstLine
      guard line > 0, column > 0, index < lines.starts.count else { return nil }
      return min(text.count, Int(lines.starts[index]) + column - 1)
    }

    /// Where a node's text stands: at the offset given, or the next one after what came before.
    private mutating func pieces(of literal: [UInt8], _ event: CMark.Event) -> (pieces: [SourceAligner.Piece], end: Int)? {
      guard let given = offset(event.line, event.column) else { return nil }
      // The last lines of footnotes lie after the ends that their paragraphs are given.
      let next = event.line + firstLine
      limit = max(limit, next < lines.starts.count ? Int(lines.starts[next]) : text.count)
      if event.line != shiftedLine { (shift, shiftedLine) = (0, event.line) }
      let expected = given + shift
      // A column that is not the text’s may lie within a character.
      if expected >= cursor, expected < text.count, text[expected] & 0xC0 != 0x80, let found = aligner.align(literal, at: expected, limit: limit) { return found }
      // In the later lines of footnotes the given column lies after the text.
      var at = max(cursor, min(offset(event.line, 1) ?? given, limit))
      while at < limit, searches < text.count * Self.mostSearches {
        searches += 1
        if let found = aligner.align(literal, at: at, limit: limit) {
          shift = at - given
          return found
        }
        at += decodeScalar(text.span, at).length
      }
      return nil
    }

    private mutating func addText(_ event: CMark.Event) {
      guard imageDepth == 0, !event.literal.isEmpty, let (pieces, end) = pieces(of: event.literal, event) else { return }
      cursor = end
      guard struckDepth == 0 else { return }
      let shown = isAfterStruck ? withoutSpace(pieces) : pieces
      isAfterStruck = false
      if isAddress || codeDepth > 0 { return writer.addVerbatim(Self.range(of: pieces, end)) }
      for piece in shown { writer.text(piece) }
    }

    /// Pieces without the space that they begin with, where what stands before ends with one.
    private func withoutSpace(_ pieces: [SourceAligner.Piece]) -> [SourceAligner.Piece] {
      guard case .same(let range)? = pieces.first, range.count > 1, text[range.start] == .space, !writer.hasText || writer.endsWithSpace
      else { return pieces }
      return [.same(TextRange(range.start + 1, range.end))] + pieces.dropFirst()
    }

    private static func range(of pieces: [SourceAligner.Piece], _ end: Int) -> TextRange {
      switch pieces.first {
      case .same(let range)?, .other(_, let range)?: TextRange(range.start, end)
      case nil: TextRange(end, end)
      }
    }

    private mutating func addCode(_ event: CMark.Event) {
      guard imageDepth == 0, struckDepth == 0 else { return }
      if let (pieces, end) = pieces(of: event.literal, event) {
        writer.addVerbatim(Self.range(of: pieces, end))
        cursor = end
      } else if let mark = find([.backtick], event) {
        // Code over a line end: one mark stands for all of it.
        writer.addVerbatim(mark)
      }
    }

    /// The first offset of a mark from the node's beginning on.
    private mutating func find(_ mark: [UInt8], _ event: CMark.Event) -> TextRange? {
      var at = max(cursor, offset(event.line, event.column) ?? cursor)
      while at + mark.count <= limit {
        if text[at..<(at + mark.count)].elementsEqual(mark) {
          cursor = at + mark.count
          return TextRange(at, cursor)
        }
        at += 1
      }
      return nil
    }

    /// A line end, with the marks of quotations and lists that the next line begins with.
    private mutating func breakLine(before next: CMark.Event?) {
      guard imageDepth == 0 else { return }
      var start = cursor
      while start < limit, text[start] != .lineFeed, text[start] != .carriageReturn { start += 1 }
      var end = start
      if end < limit { end += text[end] == .carriageReturn && end + 1 < limit && text[end + 1] == .lineFeed ? 2 : 1 }
      writer.breakLine(TextRange(start, end))
      cursor = end
    }

    // MARK: HTML in Markdown

    private mutating func htmlBlock(_ event: CMark.Event) {
      writer.beginBlock()
      guard let start = offset(event.line, 1) else { return }
      let lastLine = max(event.line, event.endLine) + firstLine
      let end = lastLine < lines.starts.count ? Int(lines.starts[lastLine]) : text.count
      do throws(MarkupError) { try HTML.write(text, TextRange(start, max(start, end)), to: &writer) } catch {
        problems.append(MarkupProblem(range: TextRange(start, end), message: error.message))
      }
      writer.beginBlock()
    }

    private static let code: Set<String> = ["code", "kbd", "samp", "pre", "tt", "var", "script", "style", "sub", "sup"]

    private mutating func htmlInline(_ event: CMark.Event) {
      guard imageDepth == 0, let (pieces, end) = pieces(of: event.literal, event) else { return }
      let range = Self.range(of: pieces, end)
      cursor = end
      if event.literal.starts(with: "<!--".utf8) { return }
      let isEnd = event.literal.starts(with: "</".utf8)
      let name = String(
        decoding: event.literal.dropFirst(isEnd ? 2 : 1).prefix { $0.isLetter || $0.isDigit }, as: UTF8.self
      ).lowercased()
      if Self.code.contains(name) { codeDepth = max(0, codeDepth + (isEnd ? -1 : 1)) }
      if name == "br" { writer.breakLine(range) }
      if name == "img" { writer.addVerbatim(TextRange(range.start, range.start + 1)) }
    }
  }
}
