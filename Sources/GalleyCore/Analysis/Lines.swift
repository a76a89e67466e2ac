import Formats

/// The lines of a document that show something, as they stand in the prose.
struct Lines: SharedAnalysis {
  struct Line {
    /// Without the blanks at either end; never empty.
    let tokens: Range<Int>
    let range: TextRange
  }

  let lines: [Line]

  init(_ analysis: Analysis) {
    let tokens = analysis.document.tokens
    var lines: [Line] = []
    var start = 0
    func close(_ end: Int) {
      var (low, high) = (start, end)
      while low < high, tokens[low].isBlank { low += 1 }
      while high > low, tokens[high - 1].isBlank { high -= 1 }
      if low < high { lines.append(Line(tokens: low..<high, range: TextRange(tokens[low].start, tokens[high - 1].end))) }
    }
    for i in analysis.tokenIndex.tokens(.lineBreak) {
      close(i)
      start = i + 1
    }
    close(tokens.count)
    self.lines = lines
  }
}
