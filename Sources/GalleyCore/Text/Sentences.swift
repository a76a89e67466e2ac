package import Formats

/// A sentence: a range of tokens within one paragraph, blank tokens at its ends excluded.
package struct Sentence: Sendable {
  // A long text has many sentences: positions are kept short.
  private let firstToken: UInt32, endToken: UInt32, start: UInt32, end: UInt32, paragraphIndex: UInt32

  init(tokens: Range<Int>, range: TextRange, paragraph: Int) {
    (firstToken, endToken) = (UInt32(truncatingIfNeeded: tokens.lowerBound), UInt32(truncatingIfNeeded: tokens.upperBound))
    (start, end) = (UInt32(truncatingIfNeeded: range.start), UInt32(truncatingIfNeeded: range.end))
    paragraphIndex = UInt32(truncatingIfNeeded: paragraph)
  }

  package var tokens: Range<Int> { Int(firstToken)..<Int(endToken) }
  package var range: TextRange { TextRange(Int(start), Int(end)) }
  /// Index into the document's paragraphs.
  package var paragraph: Int { Int(paragraphIndex) }
}

/// Cuts paragraphs into sentences: at stops that no abbreviation, initial or number explains, with the quotation
/// marks and brackets that close after them.
struct SentenceFinder {
  /// Tokens that close, as far as they were looked at: each mark of a row asks where the row ends.
  private struct Run {
    var start = 0, end = 0
    /// Up to where all tokens from `token` on are known to close.
    func end(from token: Int) -> Int { start <= token && token <= end ? end : token }
  }

  let bytes: [UInt8]
  let tokens: [Token]

  func find(in paragraphs: inout [Paragraph]) -> [Sentence] {
    var result: [Sentence] = []
    // Arrays that grow by doubling leave their old halves behind.
    result.reserveCapacity(tokens.count / 32)
    let tokens = tokens.span
    var closers = Run()
    for p in paragraphs.indices {
      let first = result.count
      let range = paragraphs[p].tokens
      var start = range.lowerBound
      var i = start
      while i < range.upperBound {
        guard Self.mayBeTerminal(tokens[i]), isTerminal(i), let end = sentenceEnd(after: i, in: range, &closers) else {
          i += 1
          continue
        }
        append(start, end, p, &result)
        start = end
        i = max(end, i + 1)
      }
      append(start, range.upperBound, p, &result)
      paragraphs[p].sentences = first..<result.count
    }
    return result
  }

  private func append(_ start: Int, _ end: Int, _ paragraph: Int, _ result: inout [Sentence]) {
    var low = start, high = end
    while low < high, tokens[low].isBlank { low += 1 }
    while high > low, tokens[high - 1].isBlank { high -= 1 }
    guard low < high else { return }
    result.append(
      Sentence(tokens: low..<high, range: TextRange(tokens[low].start, tokens[high - 1].end), paragraph: paragraph))
  }

  private func byte(_ i: Int) -> UInt8 { bytes[tokens[i].start] }

  @inline(__always) private static func mayBeTerminal(_ token: Token) -> Bool {
    switch token.kind {
    case .word: token.flags.contains(.dotted)
    case .punctuation, .ellipsis: true
    default: false
    }
  }

  private static let stops = MarkSet(".!?"), closers = MarkSet(")].!?"), openers = MarkSet("([")

  private func isTerminal(_ i: Int) -> Bool {
    switch tokens[i].kind {
    case .punctuation: Self.stops.contains(byte(i))
    case .ellipsis: true
    case .word: tokens[i].flags.contains(.dotted) && bytes[tokens[i].end - 1] == .stop
    default: false
    }
  }

  /// Where the sentence ends whose last stop may be token `i`: after closing marks; nil if it goes on.
  private func sentenceEnd(after i: Int, in range: Range<Int>, _ closers: inout Run) -> Int? {
    var end = max(i + 1, closers.end(from: i + 1))
    while end < range.upperBound, isCloser(end) { end += 1 }
    closers = Run(start: i + 1, end: end)
    guard end < range.upperBound else { return nil }
    var next = end
    while next < range.upperBound, tokens[next].isBlank { next += 1 }
    guard next < range.upperBound else { return nil }
    if next == end {
      // No space: a new sentence only in “said.The”.
      guard tokens[i].kind == .punctuation, byte(i) == .stop || byte(i) == .question || byte(i) == .exclamation, i > range.lowerBound,
        tokens[i - 1].kind == .word, tokens[i - 1].count > 2, tokens[next].kind == .word,
        startsUpper(next), !startsUpper(i - 1)
      else { return nil }
      return end
    }
    // A quotation mark that stands free after a space opens the next sentence.
    var opener = next
    while opener < range.upperBound, tokens[opener].kind == .quote || isOpeningBracket(opener) { opener += 1 }
    guard opener < range.upperBound else { return nil }
    if tokens[opener].kind == .word, !startsUpper(opener), !hasUpperSecond(opener) { return nil }
    if tokens[opener].kind == .punctuation || tokens[opener].kind == .dash { return nil }
    if tokens[i].kind == .ellipsis { return tokens[opener].kind == .word ? end : nil }
    if tokens[i].kind == .word { return Abbreviations.mayEndSentence(next: word(opener)) ? end : nil }
    if byte(i) == .stop, end == i + 1, i > range.lowerBound, tokens[i - 1].kind == .word,
      isAbbreviation(i - 1, followedBy: opener)
    {
      return nil
    }
    return end
  }

  private func isCloser(_ i: Int) -> Bool {
    switch tokens[i].kind {
    case .quote: true
    case .punctuation: Self.closers.contains(byte(i))
    case .ellipsis: true
    default: false
    }
  }

  private func isOpeningBracket(_ i: Int) -> Bool {
    tokens[i].kind == .punctuation && Self.openers.contains(byte(i))
  }

  private func startsUpper(_ i: Int) -> Bool {
    let first = byte(i)
    if first < 0x80 { return UInt8.capitals.contains(first) }
    return ScalarClass(decodeScalar(bytes.span, tokens[i].start).scalar).kind == .upper
  }

  /// `aAt`: the capital of a sentence's first word after a stray lowercase letter.
  private func hasUpperSecond(_ i: Int) -> Bool {
    tokens[i].count > 2 && bytes[tokens[i].start + 1] == bytes[tokens[i].start] & 0xDF
  }

  private func word(_ i: Int) -> ArraySlice<UInt8> { bytes[tokens[i].start..<tokens[i].end] }

  private func isAbbreviation(_ i: Int, followedBy next: Int) -> Bool {
    let text = word(i)
    if tokens[i].count == 1, startsUpper(i) {
      // “J. Smith”; but “Plan B. The …”.
      return !(Abbreviations.mayEndSentence(next: word(next)) && tokens[next].kind == .word)
    }
    switch Abbreviations.kind(of: text) {
    case .none: return false
    case .title: return true
    case .numbered: return tokens[next].kind == .number
    case .other: return !(tokens[next].kind == .word && Abbreviations.mayEndSentence(next: word(next)))
    }
  }
}
