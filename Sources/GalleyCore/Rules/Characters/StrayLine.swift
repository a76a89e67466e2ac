/// Finds lines that hold nothing but a stray mark.
package struct StrayLine: Rule {
  package static let id: RuleID = "stray-line"
  package init(_ card: RuleCard) {}

  /// A line without words or figures, of few marks.
  private struct Line {
    let start: Int, end: Int
    let tokens: Range<Int>
    let text: String
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    guard document.paragraphs.count > 1 else { return }
    let lines = candidates(document)
    guard !lines.isEmpty else { return }
    var counts: [String: Int] = [:]
    for line in lines { counts[line.text, default: 0] += 1 }
    var flood = Flood()
    for line in lines {
      let count = counts[line.text] ?? 0
      // A mark that recurs on lines of its own parts the text, or fills cells of a table.
      if count > 1, Self.ornaments.contains(line.text) || count > 4 { continue }
      flood.add(
        TextRange(line.start, line.end), "a line that holds nothing but “\(line.text)”",
        fixes: [Fix(edits: [Edit(removal(line, document), "")], confidence: 0.95, safety: .safe)])
    }
    flood.report("lines that hold nothing but a mark", to: &findings)
  }

  private static let ornaments: Set<String> = ["-", "–", "—", "~", "•", "|", "_", "^", ":", "/", "\\", "="]

  /// Lines of one to three stray marks, in one pass.
  private func candidates(_ document: Document) -> [Line] {
    let tokens = document.tokens
    var result: [Line] = []
    var first: Int?, last = 0, marks = 0, isStray = true
    func close() {
      defer { (first, marks, isStray) = (nil, 0, true) }
      guard let first, isStray, marks <= 3 else { return }
      let range = TextRange(tokens[first].start, tokens[last].end)
      let text = document.text(range)
      guard !Self.isOrnament(text, marks) else { return }
      result.append(Line(start: range.start, end: range.end, tokens: first..<(last + 1), text: text))
    }
    for i in tokens.indices {
      switch tokens[i].kind {
      case .lineBreak: close()
      case .space: continue
      case .punctuation, .quote, .hyphen, .dash, .symbol:
        if first == nil { first = i }
        last = i
        marks += 1
        if marks > 3 || !isStrayMark(tokens[i], document) { isStray = false }
      default:
        if first == nil { first = i }
        isStray = false
      }
    }
    close()
    return result
  }

  private func isStrayMark(_ token: Token, _ document: Document) -> Bool {
    guard token.count <= 3, let scalar = document.scalar(at: token.start) else { return false }
    return Self.strays.contains(scalar)
  }

  private static let strays: Set<UInt32> = Set(#".,;:!?'"`´‘’“”‚„|¦~^_¬\/-–—•·°¨¯¸«»‹›<>=§"#.unicodeScalars.map(\.value))

  /// What sets parts of a text off: `§`, `---`, `* * *`, `. . .`
  private static func isOrnament(_ text: String, _ marks: Int) -> Bool {
    if ["§", "--", "---", "——", "=", "==", "===", "•"].contains(text) { return true }
    guard marks == 3 else { return false }
    let scalars = text.unicodeScalars.filter { $0 != " " }
    return scalars.allSatisfy { $0 == scalars.first }
  }

  /// The line with its end and, where it stood between blank lines, one of these.
  private func removal(_ line: Line, _ document: Document) -> TextRange {
    let tokens = document.tokens
    var next = line.tokens.upperBound
    while next < tokens.count, tokens[next].isBlank { next += 1 }
    if next < tokens.count { return TextRange(lineStart(line, document), tokens[next].start) }
    // The last line: what parts it from the text goes, the file's final line end stays.
    var previous = line.tokens.lowerBound - 1
    while previous >= 0, tokens[previous].isBlank { previous -= 1 }
    return TextRange(previous >= 0 ? tokens[previous].end : line.start, line.end)
  }

  /// Spaces before the mark go with it.
  private func lineStart(_ line: Line, _ document: Document) -> Int {
    let first = line.tokens.lowerBound
    return first > 0 && document.tokens[first - 1].kind == .space ? document.tokens[first - 1].start : line.start
  }
}
