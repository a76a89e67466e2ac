/// Finds lines that stand twice, one below the other, as scanners and content systems leave them.
package struct RepeatedLine: Rule {
  package static let id: RuleID = "repeated-line"
  package init(_ card: RuleCard) {}
  private static let leastWords = 4
  private static let leastBytes = 24
  /// More repeats are the form of the document: tables, refrains.
  private static let most = 6

  private struct Line {
    let tokens: Range<Int>
    let words: Int
    let hash: UInt64
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var found: [(first: Line, second: Line)] = []
    var previous: Line?
    eachLine(document) { line in
      defer { previous = line }
      guard let before = previous, before.hash == line.hash, before.words == line.words, line.words >= Self.leastWords,
        document.bytes[range(before, document).start..<range(before, document).end].count >= Self.leastBytes
      else { return }
      found.append((before, line))
    }
    guard found.count <= 8 * Self.most else { return }
    // Long paragraphs on lines of their own are another rule's.
    found.removeAll { pair in isParagraph(pair.second, document) || isVerse(pair.second, document) }
    guard found.count <= Self.most else { return }
    for pair in found {
      let (first, second) = (range(pair.first, document), range(pair.second, document))
      findings.flag(
        second, "this line is written twice",
        fix: Fix(edits: [Edit(TextRange(first.end, second.end), "")], confidence: 0.95, safety: .safe),
        related: [Related(first, "first here")])
    }
  }

  private func range(_ line: Line, _ document: Document) -> TextRange {
    TextRange(document.tokens[line.tokens.lowerBound].start, document.tokens[line.tokens.upperBound - 1].end)
  }

  /// Hands over each line that is not blank, without the blanks at its ends.
  private func eachLine(_ document: Document, _ body: (Line) -> Void) {
    var first: Int?, last = 0, words = 0, figures = 0
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in 0...document.tokens.count {
      guard i < document.tokens.count, document.tokens[i].kind != .lineBreak else {
        // Rows of figures are not prose.
        if let first { body(Line(tokens: first..<(last + 1), words: figures > words ? 0 : words, hash: hash)) }
        (first, words, figures, hash) = (nil, 0, 0, 0xCBF2_9CE4_8422_2325)
        continue
      }
      let token = document.tokens[i]
      if token.kind == .space { continue }
      if first == nil { first = i }
      last = i
      if token.kind == .word { words += 1 } else if token.kind == .number { figures += 1 }
      let value = token.kind == .word ? UInt64(document.vocabulary[token.word].folded) : UInt64(bytesHash(token, document)) | 1 << 40
      hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29
    }
  }

  private func bytesHash(_ token: Token, _ document: Document) -> UInt32 {
    document.bytes(token).reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  private func isParagraph(_ line: Line, _ document: Document) -> Bool {
    guard line.words >= RepeatedText.leastParagraph, let paragraph = paragraph(of: line, document) else { return false }
    return paragraph.kind == .prose && paragraph.tokens.lowerBound == line.tokens.lowerBound
      && paragraph.tokens.upperBound == line.tokens.upperBound
  }

  /// Whether short lines surround it without a blank one between: a song, a poem.
  private func isVerse(_ line: Line, _ document: Document) -> Bool {
    guard let paragraph = paragraph(of: line, document) else { return false }
    let breaks = paragraph.tokens.count { document.tokens[$0].kind == .lineBreak }
    return breaks >= 3 && paragraph.range.count < (breaks + 1) * 50
  }

  private func paragraph(of line: Line, _ document: Document) -> Paragraph? {
    var low = 0, high = document.paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if document.paragraphs[middle].tokens.upperBound <= line.tokens.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < document.paragraphs.count ? document.paragraphs[low] : nil
  }
}
