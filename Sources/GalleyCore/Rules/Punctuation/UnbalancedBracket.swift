/// Finds brackets that are opened and never closed, or closed and never opened.
package struct UnbalancedBracket: Rule {
  package static let id: RuleID = "unbalanced-bracket"
  package init(_ card: RuleCard) {}

  private static let round = MarkSet("()"), all = MarkSet("()[]")

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
    var strays: [Bracket] = []
    for i in analysis.tokenIndex.marks(isNotation ? Self.round : Self.all) {
      let byte = document.bytes[document.tokens[i].start]
      guard let p = document.paragraphIndex(ofToken: i) else { continue }
      if byte == 0x28 || byte == 0x5B {
        if !isFace(i, document) { stack.append(Bracket(byte: byte, token: i, paragraph: p)) }
        continue
      }
      let open: UInt8 = byte == 0x29 ? 0x28 : 0x5B
      // A remark may run over some paragraphs.
      if let match = stack.lastIndex(where: { $0.byte == open && p - $0.paragraph <= 8 }) {
        for lost in stack[(match + 1)...] { flagOpen(document, lost.token, lost.paragraph, &findings) }
        stack.removeSubrange(match...)
      } else if !isFace(i, document), !isEnumerator(i, document.paragraphs[p].tokens, document) {
        strays.append(Bracket(byte: byte, token: i, paragraph: p))
      }
    }
    for lost in stack { flagOpen(document, lost.token, lost.paragraph, &findings) }
    for stray in strays {
      let range = document.tokens[stray.token].range
      findings.flag(range, "“\(document.text(range))” closes a bracket that was never opened")
    }
  }

  private func flagOpen(_ document: Document, _ i: Int, _ p: Int, _ findings: inout Findings) {
    let token = document.tokens[i]
    let closer = document.bytes[token.start] == 0x28 ? ")" : "]"
    var fixes: [Fix] = []
    if let place = clauseEnd(document, i, min(i + 200, document.paragraphs[p].tokens.upperBound)) {
      fixes = [Fix(edits: [Edit(TextRange(place, place), closer)], confidence: 0.6, safety: .unsafe)]
    }
    findings.flag(token.range, "this bracket is opened but never closed", fixes: fixes)
  }

  /// Before the first stop behind a bracket.
  private func clauseEnd(_ document: Document, _ i: Int, _ end: Int) -> Int? {
    var j = i + 1
    while j < end {
      let token = document.tokens[j]
      if token.kind == .punctuation, j > i + 1, [0x2C, 0x2E, 0x3B, 0x3A].contains(document.bytes[token.start]),
        Abbreviations.kind(of: document.bytes[document.tokens[j - 1].start..<document.tokens[j - 1].end]) == .none
      {
        return token.start
      }
      j += 1
    }
    return j > i + 1 ? document.tokens[j - 1].end : nil
  }

  /// `:)`, `;-(`
  private func isFace(_ i: Int, _ document: Document) -> Bool {
    guard i > 0 else { return false }
    let before = document.tokens[i - 1]
    guard before.end == document.tokens[i].start else { return false }
    let byte = document.bytes[before.start]
    return [0x3A, 0x3B, 0x3D].contains(byte) || before.kind == .hyphen
  }

  /// `a)`, `1)`, `iv)` at the head of an item.
  private func isEnumerator(_ i: Int, _ range: Range<Int>, _ document: Document) -> Bool {
    guard i > range.lowerBound else { return false }
    let before = document.tokens[i - 1]
    let isShort = before.kind == .number ? before.count <= 3 : before.kind == .word && before.count <= 4
    guard isShort, before.end == document.tokens[i].start else { return false }
    return i - 1 == range.lowerBound || before.kind == .number || isRomanOrLetter(before, document)
  }

  private func isRomanOrLetter(_ token: Token, _ document: Document) -> Bool {
    token.count == 1
      || document.bytes[token.start..<token.end].allSatisfy { [0x69, 0x76, 0x78, 0x49, 0x56, 0x58].contains($0) }
  }
}
