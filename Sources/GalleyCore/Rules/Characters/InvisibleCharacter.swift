/// Finds scalars that nobody sees: zero-width characters, soft hyphens, direction marks, controls inside words.
package struct InvisibleCharacter: Rule {
  package static let id: RuleID = "invisible-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    let softHyphens = tokens.count { $0.flags.contains(.invisible) && isSoftHyphenated($0, document) }
    for i in tokens.indices {
      let token = tokens[i]
      if token.kind == .word, token.flags.contains(.invisible) {
        guard !analysis.words[token.word].isForeignScript else { continue }
        // Text that is hyphenated throughout was set so on purpose.
        if softHyphens > 8, isSoftHyphenated(token, document) { continue }
        let clean = String(decoding: Self.visible(document.bytes(token)), as: UTF8.self)
        findings.flag(
          token.range, "an invisible character (\(Self.names(document.bytes(token)))) inside “\(clean)”",
          fix: Fix(token.range, clean))
      } else if token.kind == .lineBreak, document.bytes[token.start] == 0x0C, i > 0, tokens[i - 1].kind != .lineBreak,
        i + 1 < tokens.count, tokens[i + 1].kind != .lineBreak
      {
        // A form feed between lines is a page break; within one it is damage.
        let hasSpace = tokens[i + 1].kind == .space || tokens[i - 1].kind == .space
        let range = tokens[i + 1].kind == .space ? token.range.union(tokens[i + 1].range) : token.range
        findings.flag(
          range, "an invisible character (U+000C) within a line",
          fix: Fix(range, hasSpace && tokens[i - 1].kind == .space ? "" : " ", confidence: 0.96))
      } else if token.kind == .invisible, !isControl(token, document) {
        if joinsEmoji(i, document) { continue }
        let isGap = i > 0 && i + 1 < tokens.count && tokens[i - 1].kind == .word && tokens[i + 1].kind == .word
        findings.flag(
          token.range, "an invisible character (\(Self.names(document.bytes(token))))",
          fix: Fix(token.range, isGap ? " " : "", confidence: isGap ? 0.8 : 0.97))
      }
    }
  }

  private func isSoftHyphenated(_ token: Token, _ document: Document) -> Bool {
    UTF8Scalars(document.bytes(token)).contains { $0.scalar == 0xAD }
  }

  private func isControl(_ token: Token, _ document: Document) -> Bool {
    ScalarClass(decodeScalar(document.bytes.span, token.start).scalar).kind == .control
  }

  /// Joiners and variation selectors belong to the emoji around them.
  private func joinsEmoji(_ i: Int, _ document: Document) -> Bool {
    let scalar = decodeScalar(document.bytes.span, document.tokens[i].start).scalar
    return scalar == 0x200D && i > 0 && document.tokens[i - 1].kind == .symbol
  }

  static func visible(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for (scalar, _, _) in UTF8Scalars(bytes) {
      let kind = ScalarClass(scalar).kind
      if kind != .invisible, kind != .control, scalar != 0x0C { appendUTF8(scalar, to: &result) }
    }
    return result
  }

  static func names(_ bytes: ArraySlice<UInt8>) -> String {
    var names: [String] = []
    for (scalar, _, _) in UTF8Scalars(bytes) {
      let kind = ScalarClass(scalar).kind
      guard kind == .invisible || kind == .control || scalar == 0x0C else { continue }
      let digits = String(scalar, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }
}
