package import Formats

/// A paragraph, heading or list item: what blank lines (or the input format's blocks) set apart.
package struct Paragraph: Sendable {
  package enum Kind: UInt8, Sendable {
    case prose
    /// A short line without a final stop: headline, byline, caption.
    case heading
    case listItem
    /// Hardly any words: a rule, a page number, a lone mark.
    case fragment
  }

  /// Indices into the document's tokens, without blank tokens at either end.
  package let tokens: Range<Int>
  package let range: TextRange
  /// Indices into the document's sentences.
  package internal(set) var sentences: Range<Int> = 0..<0
  package internal(set) var kind: Kind = .prose
  /// Number of word tokens.
  package internal(set) var words: Int = 0
}

/// Finds paragraphs in plain text.
///
/// A blank line always ends one. Whether a single newline does is inferred once per document: text whose lines
/// break where the next word would not have fitted is hard-wrapped; otherwise each line is a paragraph, unless it
/// stops without punctuation and the next goes on in lower case.
struct ParagraphFinder {
  let bytes: [UInt8]
  let tokens: [Token]
  /// What the input format sets apart; nil for plain text.
  let blocks: [Extraction.Block]?

  func find() -> [Paragraph] {
    var result: [Paragraph] = []
    let width = blocks == nil && isHardWrapped() ? wrapWidth : nil
    var start = 0
    var nextBlock = 0
    var kind: Paragraph.Kind?
    func close(_ end: Int) {
      var low = start, high = end
      while low < high, tokens[low].isBlank { low += 1 }
      while high > low, tokens[high - 1].isBlank { high -= 1 }
      guard low < high else { return }
      var paragraph = Paragraph(
        tokens: low..<high, range: TextRange(tokens[low].start, tokens[high - 1].end))
      classify(&paragraph)
      if let kind, paragraph.words > 0 { paragraph.kind = kind }
      result.append(paragraph)
    }
    var i = 0
    let span = tokens.span
    while i < span.count {
      if let blocks {
        if nextBlock < blocks.count, tokens[i].start >= blocks[nextBlock].start {
          close(i)
          start = i
          while nextBlock < blocks.count, tokens[i].start >= blocks[nextBlock].start {
            kind = blocks[nextBlock].kind
            nextBlock += 1
          }
        }
        i += 1
        continue
      }
      guard span[i].kind == .lineBreak else { i += 1; continue }
      // Skip to the next token that shows, counting line ends on the way.
      var next = i
      var breaks = 0
      while next < tokens.count, tokens[next].isBlank {
        if tokens[next].kind == .lineBreak { breaks += bytes[tokens[next].start] == .formFeed ? 0 : 1 }
        next += 1
      }
      if breaks > 1 || breaks == 1 && !goesOn(i, next, width) {
        close(i)
        start = next
      }
      i = next
    }
    close(tokens.count)
    return result
  }

  private static let terminals = MarkSet(".!?:")

  /// Whether the sentence goes on after the single line end at token `i`; `next` is the token after it.
  /// - Parameter width: that of wrapped text; nil where lines are not wrapped
  private func goesOn(_ i: Int, _ next: Int, _ width: Int?) -> Bool {
    guard next < tokens.count, i > 0 else { return false }
    let before = tokens[i - 1]
    let first = bytes[tokens[next].start]
    if isListMark(next) { return false }
    if let width {
      // A short line that ends a sentence ends the paragraph too.
      guard endsSentence(before) else { return true }
      var lineStart = i
      while lineStart > 0, tokens[lineStart - 1].kind != .lineBreak { lineStart -= 1 }
      return before.end - tokens[lineStart].start + tokens[next].count + 1 > width / 2
    }
    return !endsSentence(before) && UInt8.lowercaseLetters.contains(first)
  }

  private func endsSentence(_ token: Token) -> Bool {
    switch token.kind {
    case .punctuation: Self.terminals.contains(bytes[token.end - 1])
    case .quote, .ellipsis: true
    default: false
    }
  }

  private func isListMark(_ i: Int) -> Bool {
    let token = tokens[i]
    let isMark =
      token.kind == .symbol && bytes[token.start] >= 0x80 || token.kind == .dash
      || token.kind == .symbol && bytes[token.start] == .asterisk
    return isMark && i + 1 < tokens.count && tokens[i + 1].kind == .space
  }

  /// The longest line, in bytes, where it is that of wrapped text; 72 otherwise.
  private var wrapWidth: Int {
    var longest = 0, lineStart = 0
    for token in tokens where token.kind == .lineBreak {
      longest = max(longest, token.start - lineStart)
      lineStart = token.end
    }
    return longest > 0 ? longest : 72
  }

  private func isHardWrapped() -> Bool {
    var lengths: [(length: Int, next: Int, isSingle: Bool)] = []
    var lineStart = 0
    for i in tokens.indices where tokens[i].kind == .lineBreak {
      let length = tokens[i].start - lineStart
      lineStart = tokens[i].end
      guard length > 0 else { continue }
      let hasNext = i + 1 < tokens.count && !tokens[i + 1].isBlank
      lengths.append((length, hasNext ? tokens[i + 1].count : 0, hasNext))
      if lengths.count >= 2000 { break }
    }
    let singles = lengths.filter(\.isSingle)
    guard singles.count >= 3 else { return false }
    let sorted = lengths.map(\.length).sorted()
    let width = sorted[sorted.count * 95 / 100]
    guard width <= 160 else { return false }
    let full = singles.filter { $0.length + 1 + $0.next + 6 > width }
    return full.count * 10 >= singles.count * 6
  }

  private func classify(_ paragraph: inout Paragraph) {
    var words = 0
    let span = tokens.span
    for i in paragraph.tokens where span[i].kind == .word { words += 1 }
    paragraph.words = words
    let last = tokens[paragraph.tokens.upperBound - 1]
    if words == 0 {
      paragraph.kind = .fragment
    } else if isListMark(paragraph.tokens.lowerBound) {
      paragraph.kind = .listItem
    } else if !endsSentence(last) && words <= 16 {
      paragraph.kind = .heading
    }
  }
}
