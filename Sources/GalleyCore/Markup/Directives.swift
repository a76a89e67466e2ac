import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Comments to galley in a text: `<!-- galley:off doubled-word -->`; in Markdown also `{/* galley:off */}`, as MDX has them,
/// and `[//]: # (galley:off)`, links that lead nowhere; in plain text a line of its own, `galley:off` after `#` or `//`.
struct Directive: Sendable {
  enum Verb: String, CaseIterable, Sendable {
    case off, on
    case nextLine = "ignore-next-line"
    case line = "ignore-line"
  }

  /// Nil if the word after `galley:` is none of them.
  let verb: Verb?
  let word: String
  /// Rules and categories; empty: all.
  let names: [(name: String, range: SourceRange)]
  /// The whole comment in the source’s text; for a line of its own the line without its end.
  let range: SourceRange
  /// A line that holds nothing else, to be left out of plain text.
  let isLine: Bool
}

/// How comments are written.
private enum Comment: CaseIterable {
  case html, expression, link

  var opening: [UInt8] {
    switch self {
    case .html: Array("<!--".utf8)
    case .expression: Array("{/*".utf8)
    case .link: Array("(".utf8)
    }
  }

  var closing: [UInt8] {
    switch self {
    case .html: Array("-->".utf8)
    case .expression: Array("*/}".utf8)
    case .link: Array(")".utf8)
    }
  }

  /// Whether a comment opens at the end of a text.
  func opens(_ text: ArraySlice<UInt8>, _ markup: Markup) -> Bool {
    guard text.suffix(opening.count).elementsEqual(opening), self == .html || markup == .markdown else { return false }
    guard self == .link else { return true }
    return ["[//]: # (", "[comment]: # ("].contains { lead in
      let line = text.suffix(lead.utf8.count + 1)
      return text.suffix(lead.utf8.count).elementsEqual(lead.utf8) && (line.count == lead.utf8.count || line.first == .lineFeed || line.first == .carriageReturn)
    }
  }
}

/// Finds directives in the text of a source.
struct DirectiveScanner {
  private static let sign = Array("galley:".utf8)
  private let source: Source
  private let markup: Markup
  /// Comments that are not closed any more, wherever they begin.
  private var unclosed: Set<Comment> = []
  /// The block of code that is open before `nextLine`, by the mark that opened it.
  private var fence: ArraySlice<UInt8>?
  private var nextLine = 0
  /// Backticks in the line of the last question, up to `counted`.
  private var backticks = 0, counted = 0

  private init(source: Source, markup: Markup) { (self.source, self.markup) = (source, markup) }

  /// - Parameter markup: in Markdown, code is left alone
  static func scan(_ source: Source, _ markup: Markup) -> [Directive] {
    let text = source.text
    var found: [Directive] = []
    var i = 0
    var scanner = DirectiveScanner(source: source, markup: markup)
    while let start = offset(in: text, from: i) {
      if let directive = scanner.directive(at: start) {
        found.append(directive)
        i = max(directive.range.end, start + sign.count)
      } else {
        i = start + sign.count
      }
    }
    return found
  }

  /// Where `galley:` stands next: colons are rarer than any letter.
  private static func offset(in text: [UInt8], from start: Int) -> Int? {
    var at = start
    while let colon = colon(in: text, from: at) {
      at = colon + 1
      if at - sign.count >= start, text[(at - sign.count)..<at].elementsEqual(sign) { return at - sign.count }
    }
    return nil
  }

  private static func colon(in text: [UInt8], from start: Int) -> Int? {
    unsafe text.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress, start < buffer.count else { return nil }
      return unsafe memchr(base + start, 0x3A, buffer.count - start).map { unsafe UnsafeRawPointer($0) - base }
    }
  }

  /// - Parameter offset: where `galley:` stands
  private mutating func directive(at offset: Int) -> Directive? {
    let text = source.text
    let line = source.lines.lineIndex(of: offset)
    let lineText = source.lines.text(ofLine: line, in: text)
    var start = offset
    while start > 0, text[start - 1] == .space || text[start - 1] == .tab { start -= 1 }
    if let comment = Comment.allCases.first(where: { $0.opens(text[..<start], markup) }) {
      let begin = comment == .link ? lineText.startIndex : start - comment.opening.count
      guard let end = end(of: comment, lineText.endIndex, offset), !isCode(begin, line) else { return nil }
      let range = SourceRange(begin, end)
      let isBlank = { (byte: UInt8) in byte == .space || byte == .tab }
      let isLine =
        text[lineText.startIndex..<range.start].allSatisfy(isBlank)
        && text[min(range.end, lineText.endIndex)..<lineText.endIndex].allSatisfy(isBlank)
      return directive(text[(offset + Self.sign.count)..<(end - comment.closing.count)], range, isLine: isLine)
    }
    guard markup == .none else { return nil }
    var lead = text[lineText.startIndex..<start]
    while let byte = lead.first, byte == .space || byte == .tab { lead.removeFirst() }
    guard lead.isEmpty || lead.elementsEqual("#".utf8) || lead.elementsEqual("//".utf8) else { return nil }
    let directive = directive(
      text[(offset + Self.sign.count)..<lineText.endIndex], SourceRange(lineText.startIndex, lineText.endIndex), isLine: true)
    // Without a comment sign only what is plainly meant counts: prose may begin with a word and a colon.
    return lead.isEmpty && directive.verb == nil ? nil : directive
  }

  /// After the end of a comment; a link that leads nowhere ends in its line.
  private mutating func end(of comment: Comment, _ lineEnd: Int, _ offset: Int) -> Int? {
    guard !unclosed.contains(comment) else { return nil }
    let limit = comment == .link ? lineEnd : source.text.count
    var i = offset
    while i + comment.closing.count <= limit {
      if source.text[i...].starts(with: comment.closing) { return i + comment.closing.count }
      i += 1
    }
    if comment != .link { unclosed.insert(comment) }
    return nil
  }

  private func directive(_ body: ArraySlice<UInt8>, _ range: SourceRange, isLine: Bool) -> Directive {
    let isBreak = { (byte: UInt8) in byte == .space || byte == .tab || byte == .lineFeed || byte == .carriageReturn || byte == .comma }
    var words: [(name: String, range: SourceRange)] = []
    // “galley: off” is no directive; “galley:off -- because” gives a reason.
    for piece in body.split(whereSeparator: isBreak) {
      if piece.elementsEqual("--".utf8) { break }
      words.append((String(decoding: piece, as: UTF8.self), SourceRange(piece.startIndex, piece.endIndex)))
    }
    let isAttached = words.first?.range.start == body.startIndex
    let word = isAttached ? words[0].name : ""
    return Directive(
      verb: Directive.Verb(rawValue: word), word: word, names: Array(words.dropFirst(isAttached ? 1 : 0)), range: range, isLine: isLine)
  }

  /// Whether an offset in Markdown stands in a fenced block, an indented one, or between backticks.
  private mutating func isCode(_ offset: Int, _ line: Int) -> Bool {
    guard markup == .markdown else { return false }
    while nextLine < line {
      let index = nextLine
      nextLine += 1
      let text = source.lines.text(ofLine: index, in: source.text).drop { $0 == .space || $0 == .greaterThan }
      guard let mark = text.first, mark == .backtick || mark == .tilde else { continue }
      let run = text.prefix { $0 == mark }
      guard run.count >= 3 else { continue }
      if let open = fence {
        if open.first == mark, run.count >= open.count { fence = nil }
      } else {
        fence = run
      }
    }
    let start = Int(source.lines.starts[line])
    if counted < start { (counted, backticks) = (start, 0) }
    backticks += source.text[counted..<max(counted, offset)].count { $0 == .backtick }
    counted = max(counted, offset)
    let before = source.text[start..<offset]
    return fence != nil || backticks % 2 == 1 || before.starts(with: "    ".utf8) || before.first == .tab
  }
}
