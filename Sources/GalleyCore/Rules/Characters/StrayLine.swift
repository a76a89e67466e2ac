import Formats

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
    let lines = candidates(analysis)
    guard !lines.isEmpty else { return }
    var counts: [String: Int] = [:]
    for line in lines { counts[line.text, default: 0] += 1 }
    var flood = Flood(document)
    for line in lines {
      let count = counts[line.text] ?? 0
      // A mark that recurs on lines of its own separates parts of the text, or fills cells of a table.
      if count > 1, Self.ornaments.contains(line.text) || count > Self.mostAlike { continue }
      flood.add(
        TextRange(line.start, line.end), "a line that holds nothing but “\(line.text)”",
        fixes: [Fix(edits: [Edit(removal(line, document), "")], confidence: 0.95, safety: .safe)])
    }
    flood.report("lines that hold nothing but a mark", to: &findings)
  }

  /// Marks in one line, with blanks between; more are an ornament. Bytes of the longest one.
  private static let mostMarks = 3, longestMark = 3
  /// Lines with the same mark that chance may leave.
  private static let mostAlike = 4
  private static let ornaments: Set<String> = ["-", "–", "—", "~", "•", "|", "_", "^", ":", "/", "\\", "="]

  /// Lines of one to three stray marks.
  private func candidates(_ analysis: Analysis) -> [Line] {
    let document = analysis.document
    var result: [Line] = []
    for line in analysis.shared(Lines.self).lines where line.tokens.count <= Self.mostMarks * 2 - 1 {
      var marks = 0, isStray = true
      for i in line.tokens where document.tokens[i].kind != .space {
        marks += 1
        switch document.tokens[i].kind {
        case .punctuation, .quote, .hyphen, .dash, .symbol: if !isStrayMark(document.tokens[i], document) { isStray = false }
        default: isStray = false
        }
      }
      guard isStray, marks <= Self.mostMarks else { continue }
      let text = document.text(line.range)
      guard !Self.isOrnament(text, marks) else { continue }
      result.append(Line(start: line.range.start, end: line.range.end, tokens: line.tokens, text: text))
    }
    return result
  }

  private func isStrayMark(_ token: Token, _ document: Document) -> Bool {
    guard token.count <= Self.longestMark, let scalar = document.scalar(at: token.start) else { return false }
    return Self.strays.contains(scalar)
  }

  private static let strays: Set<UInt32> = Set(#".,;:!?'"`´‘’“”‚„|¦~^_¬\/-–—•·°¨¯¸«»‹›<>=§"#.unicodeScalars.map(\.value))

  /// What sets parts of a text off: `§`, `---`, `* * *`, `. . .`
  private static func isOrnament(_ text: String, _ marks: Int) -> Bool {
    if ["§", "--", "---", "——", "=", "==", "===", "•"].contains(text) { return true }
    guard marks == mostMarks else { return false }
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
