import Formats

/// Finds brackets that are opened and never closed, or closed and never opened.
package struct UnbalancedBracket: Rule {
  package static let id: RuleID = "unbalanced-bracket"
  package init(_ card: RuleCard) {}

  private static let round = MarkSet("()"), all = MarkSet("()[]")
  private static let stops = MarkSet(",.;:")
  /// Paragraphs that a remark may run over.
  private static let longestRemark = 8
  /// Tokens within which a remark that is never closed has its end.
  private static let reach = 200

  private struct Bracket {
    let byte: UInt8
    let token: Int
    let paragraph: Int
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    // Square ones are notation where code is.
    let isNotation = document.isTechnical
    var stack: [Bracket] = []
    // The indices in the stack of the round brackets, and of the square ones.
    var indices: [[Int]] = [[], []]
    func kind(_ byte: UInt8) -> Int { byte == .openParenthesis || byte == .closeParenthesis ? 0 : 1 }
    var unclosed: [Bracket] = [], strays: [Bracket] = []
    var intervalEnd = -1
    for i in analysis.tokenIndex.marks(isNotation ? Self.round : Self.all) {
      guard i > intervalEnd else { continue }
      let byte = document.bytes[document.tokens[i].start]
      if let end = Self.interval(i, document) {
        intervalEnd = end
        continue
      }
      guard let p = document.paragraphIndex(ofToken: i) else { continue }
      if byte == .openParenthesis || byte == .openBracket {
        guard !isFace(i, document) else { continue }
        indices[kind(byte)].append(stack.count)
        stack.append(Bracket(byte: byte, token: i, paragraph: p))
        continue
      }
      // A remark may run over some paragraphs.
      if let match = indices[kind(byte)].last, p - stack[match].paragraph <= Self.longestRemark {
        unclosed += stack[(match + 1)...]
        for bracket in stack[match...] { indices[kind(bracket.byte)].removeLast() }
        stack.removeSubrange(match...)
      } else if !isFace(i, document), !isEnumerator(i, document.paragraphs[p].tokens, document) {
        strays.append(Bracket(byte: byte, token: i, paragraph: p))
      }
    }
    let opened = (unclosed + stack).filter { !document.isCutOut(paragraph: $0.paragraph) }
    flag(opened.sorted { $0.token < $1.token }, analysis, &findings)
    for stray in strays where !document.beginsCut(paragraph: stray.paragraph) {
      let range = document.tokens[stray.token].range
      findings.flag(range, "“\(document.text(range))” closes a bracket that was never opened")
    }
  }

  /// The closing bracket of a half-open interval, whose brackets are of two kinds: `[0, 1)`, `(a; b]`.
  private static func interval(_ i: Int, _ document: Document) -> Int? {
    let closer: UInt8 = document.bytes[document.tokens[i].start] == .openParenthesis ? .closeBracket : .closeParenthesis
    var separators = 0, ends = 0
    for k in document.tokens[(i + 1)...].prefix(longestInterval).indices {
      let token = document.tokens[k]
      switch token.kind {
      case .space, .hyphen, .dash, .symbol: continue
      case .number: ends += 1
      case .word where token.count == 1: ends += 1
      case .punctuation:
        let mark = document.bytes[token.start]
        if mark == closer { return separators == 1 && ends >= 1 ? k : nil }
        guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";") else { return nil }
        separators += 1
      default: return nil
      }
    }
    return nil
  }
  /// Tokens from the bracket on in which an interval ends.
  private static let longestInterval = 10

  /// Reports brackets that are never closed. Where several could end at one place, nobody knows which of them does.
  private func flag(_ unclosed: [Bracket], _ analysis: Analysis, _ findings: inout Findings) {
    if unclosed.isEmpty { return }
    let document = analysis.document, stops = analysis.tokenIndex.marks(Self.stops)
    let ends = unclosed.map { bracket in
      let end = min(bracket.token + Self.reach, document.paragraphs[bracket.paragraph].tokens.upperBound)
      return clauseEnd(document, bracket.token, end, stops)
    }
    for (k, (bracket, end)) in zip(unclosed, ends).enumerated() {
      var fixes: [Fix] = []
      // A later bracket never ends before an earlier one.
      let isShared = k > 0 && ends[k - 1] == end || k + 1 < ends.count && ends[k + 1] == end
      if let end, !isShared {
        fixes = [Fix(edits: [Edit(TextRange(end, end), bracket.byte == .openParenthesis ? ")" : "]")], confidence: .halfPair, safety: .unsafe)]
      }
      findings.flag(document.tokens[bracket.token].range, "this bracket is opened but never closed", fixes: fixes)
    }
  }

  /// Before the first stop after a bracket.
  /// - Parameter stops: the tokens that may end a clause
  private func clauseEnd(_ document: Document, _ i: Int, _ end: Int, _ stops: [Int]) -> Int? {
    for stop in stops[stops.partitioningIndex(where: { $0 > i + 1 })...] {
      guard stop < end else { break }
      let token = document.tokens[stop], before = document.tokens[stop - 1]
      if token.kind == .punctuation, Abbreviations.kind(of: document.bytes[before.start..<before.end]) == .none { return token.start }
    }
    return end > i + 1 ? document.tokens[end - 1].end : nil
  }

  /// `:)`, `;-(`
  private func isFace(_ i: Int, _ document: Document) -> Bool {
    guard i > 0 else { return false }
    let before = document.tokens[i - 1]
    guard before.end == document.tokens[i].start else { return false }
    let byte = document.bytes[before.start]
    return [.colon, .semicolon, .equals].contains(byte) || before.kind == .hyphen
  }

  /// Digits of an item’s number, and letters of a Roman one.
  private static let longestNumber = 3, longestNumeral = 4

  /// `a)`, `1)`, `iv)` at the head of an item.
  private func isEnumerator(_ i: Int, _ range: Range<Int>, _ document: Document) -> Bool {
    guard i > range.lowerBound else { return false }
    let before = document.tokens[i - 1]
    let isShort = before.kind == .number ? before.count <= Self.longestNumber : before.kind == .word && before.count <= Self.longestNumeral
    guard isShort, before.end == document.tokens[i].start else { return false }
    return i - 1 == range.lowerBound || before.kind == .number || isRomanOrLetter(before, document)
  }

  private func isRomanOrLetter(_ token: Token, _ document: Document) -> Bool {
    token.count == 1
      || document.bytes[token.start..<token.end].allSatisfy { "ivxIVX".utf8.contains($0) }
  }
}
