import Formats

/// Collects the quotation marks of a document with what stands around each.
struct QuoteScanner {
  let document: Document
  private let tokens: [Token]
  private let bytes: [UInt8]
  /// Marks that do not stand in the text as such are read as they were intended.
  private let hidden: [MisreadPassages.Passage]

  init(_ document: Document, hidden: [MisreadPassages.Passage] = []) {
    self.document = document
    self.hidden = hidden
    tokens = document.tokens
    bytes = document.bytes
  }

  /// The marks of each family, in reading order.
  ///
  /// - Parameter quotes: the tokens that are quotation marks, ascending
  func scan(_ quotes: [Int]) -> [[QuoteMark]] {
    hidden.isEmpty ? read(quotes) : readAll()
  }

  private func read(_ quotes: [Int]) -> [[QuoteMark]] {
    var families = [[QuoteMark]](repeating: [], count: QuoteGlyph.Family.allCases.count)
    var p = 0, done = -1
    for i in quotes where i > done {
      while p < document.paragraphs.count, document.paragraphs[p].tokens.upperBound <= i { p += 1 }
      guard p < document.paragraphs.count else { break }
      let range = document.paragraphs[p].tokens
      guard range.contains(i), var glyph = QuoteGlyph(decodeScalar(bytes.span, tokens[i].start).scalar) else { continue }
      done = i
      if let pair = pair(glyph, i, range.upperBound) {
        glyph = pair
        done = i + 1
      }
      if let mark = mark(glyph, i, done, p, range) { families[glyph.family.rawValue].append(mark) }
    }
    return families
  }

  /// The same where some marks have to be read as they were intended: these are not all tokens of their own.
  private func readAll() -> [[QuoteMark]] {
    var families = [[QuoteMark]](repeating: [], count: QuoteGlyph.Family.allCases.count)
    var passages = hidden[...]
    for (p, paragraph) in document.paragraphs.enumerated() {
      var i = paragraph.tokens.lowerBound
      while i < paragraph.tokens.upperBound {
        defer { i += 1 }
        while let passage = passages.first, passage.range.end <= tokens[i].start { passages.removeFirst() }
        if let passage = passages.first, passage.range.overlaps(tokens[i].range) {
          let first = i
          while i + 1 < paragraph.tokens.upperBound, tokens[i + 1].start < passage.range.end { i += 1 }
          if let mark = mark(passage, first, i, p, paragraph.tokens) { families[mark.glyph.family.rawValue].append(mark) }
          continue
        }
        guard tokens[i].kind == .quote,
          var glyph = QuoteGlyph(decodeScalar(bytes.span, tokens[i].start).scalar)
        else { continue }
        let first = i
        if let pair = pair(glyph, i, paragraph.tokens.upperBound) {
          glyph = pair
          i += 1
        }
        if let mark = mark(glyph, first, i, p, paragraph.tokens) { families[glyph.family.rawValue].append(mark) }
      }
    }
    return families
  }

  /// The quotation mark that a passage stands for, if it does for one; it may be part of the tokens at its ends.
  private func mark(_ passage: MisreadPassages.Passage, _ first: Int, _ last: Int, _ p: Int, _ range: Range<Int>) -> QuoteMark? {
    guard !passage.text.isEmpty, decodeScalar(passage.text.span, 0).length == passage.text.count,
      let glyph = QuoteGlyph(decodeScalar(passage.text.span, 0).scalar)
    else { return nil }
    let left = passage.range.start > tokens[first].start ? .letter : edge(first, -1, range)
    let right = passage.range.end < tokens[last].end ? .letter : edge(last, 1, range)
    var flags = flags(left, right)
    if passage.range.start == tokens[first].start, first > range.lowerBound, isStop(first - 1, Self.stops) { flags.insert(.stopBefore) }
    if passage.range.end == tokens[last].end, last + 1 < range.upperBound, isStop(last + 1, Self.separators) { flags.insert(.stopAfter) }
    return QuoteMark(range: passage.range, glyph: glyph, shape: shape(left, right), flags: flags, token: first, paragraph: p)
  }

  /// Two single marks that stand for a double one: `''` and ``` `` ```.
  private func pair(_ glyph: QuoteGlyph, _ i: Int, _ end: Int) -> QuoteGlyph? {
    guard i + 1 < end, tokens[i + 1].kind == .quote, tokens[i + 1].start == tokens[i].end,
      bytes[tokens[i].start] == bytes[tokens[i + 1].start]
    else { return nil }
    return glyph == .straightSingle ? .twoStraight : glyph == .backtick ? .twoBackticks : nil
  }

  /// What stands beside a mark.
  private enum Edge {
    case end, blank, opening, dash, stop, letter, digit, text

    var isBlank: Bool { self == .blank || self == .end }
    var isInk: Bool { self == .letter || self == .digit || self == .text }
  }

  private func mark(_ glyph: QuoteGlyph, _ first: Int, _ last: Int, _ p: Int, _ range: Range<Int>) -> QuoteMark? {
    var left = edge(first, -1, range)
    var right = edge(last, 1, range)
    if glyph == .backtick || glyph == .acute {
      // Elsewhere they are code marks or accents.
      guard left == .letter, right == .letter else { return nil }
    }
    if left.isBlank, right.isBlank {
      // “ ‘Yes’ ”: a thin space between marks of two levels leaves them together.
      if let beyond = beyond(last, 1, range, glyph.family) {
        right = beyond
      } else if let beyond = beyond(first, -1, range, glyph.family) {
        left = beyond
      }
    }
    var flags = flags(left, right)
    if first > range.lowerBound, isStop(first - 1, Self.stops) { flags.insert(.stopBefore) }
    if last + 1 < range.upperBound, isStop(last + 1, Self.separators) { flags.insert(.stopAfter) }
    return QuoteMark(
      range: TextRange(tokens[first].start, tokens[last].end), glyph: glyph, shape: shape(left, right), flags: flags,
      token: first, paragraph: p)
  }

  private func flags(_ left: Edge, _ right: Edge) -> QuoteMark.Flags {
    var flags: QuoteMark.Flags = []
    if left == .end { flags.insert(.first) }
    if right == .end { flags.insert(.last) }
    if left == .digit { flags.insert(.digitBefore) }
    if left == .letter { flags.insert(.letterBefore) }
    if left == .dash { flags.insert(.dashBefore) }
    if right == .letter || right == .digit { flags.insert(.letterAfter) }
    return flags
  }

  private static let stops: [UInt8] = [.comma, .stop, .question, .exclamation], separators: [UInt8] = [.comma, .stop]

  private func isStop(_ i: Int, _ stops: [UInt8]) -> Bool {
    tokens[i].kind == .punctuation && stops.contains(bytes[tokens[i].start])
  }

  private func shape(_ left: Edge, _ right: Edge) -> QuoteMark.Shape {
    switch left {
    case .end, .blank, .opening:
      return right.isInk || right == .opening || right == .dash ? .opening : .free
    case .dash:
      return right.isInk || right == .opening ? .opening : right == .dash ? .inner : .closing
    default:
      return right.isInk || right == .opening ? .inner : .closing
    }
  }

  /// Marks without a space between that are passed by; more are no quotation’s.
  private static let mostSkipped = 6

  /// What stands beside token `i` in the direction `step`, other quotation marks left out of account.
  private func edge(_ i: Int, _ step: Int, _ range: Range<Int>) -> Edge {
    var j = i + step
    var skipped = 0
    while range.contains(j), skipped < Self.mostSkipped {
      let token = tokens[j]
      switch token.kind {
      case .space, .lineBreak: return .blank
      case .quote, .invisible: break
      case .dash, .hyphen: return .dash
      case .word: return .letter
      case .number: return .digit
      case .ellipsis, .verbatim: return .text
      case .punctuation: return punctuation(bytes[token.start], step)
      case .symbol:
        switch bytes[token.start] {
        case .asterisk, .underscore: break  // emphasis of Markdown
        case .equals, .greaterThan, .bar, .tilde: return step < 0 ? .opening : .stop
        default:
          if isFraction(token) { return .digit }
          if token.count == 3, bytes[token.start] == 0xE2 { return step < 0 ? .opening : .text }  // bullets
          return .text
        }
      }
      j += step
      skipped += 1
    }
    return range.contains(j) ? .blank : .end
  }

  /// ½ and the like: inches may follow.
  private func isFraction(_ token: Token) -> Bool {
    let scalar = decodeScalar(bytes.span, token.start).scalar
    return (0xBC...0xBE).contains(scalar) || (0x2150...0x215E).contains(scalar)
  }

  private func punctuation(_ byte: UInt8, _ step: Int) -> Edge {
    switch byte {
    case .openParenthesis, .openBracket, .openBrace: return .opening
    case .slash: return step < 0 ? .opening : .stop
    case 0x80...: return .text
    default: return .stop
    }
  }

  /// What stands after a mark of another family that one space separates.
  private func beyond(_ i: Int, _ step: Int, _ range: Range<Int>, _ family: QuoteGlyph.Family) -> Edge? {
    let (space, other) = (i + step, i + 2 * step)
    guard range.contains(other), tokens[space].kind == .space, tokens[other].kind == .quote,
      let glyph = QuoteGlyph(decodeScalar(bytes.span, tokens[other].start).scalar), glyph.family != family
    else { return nil }
    let edge = edge(other, step, range)
    return edge.isBlank ? nil : edge
  }
}
