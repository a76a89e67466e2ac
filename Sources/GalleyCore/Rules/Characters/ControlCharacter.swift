/// Finds control characters outside words; a run of them is reported once.
package struct ControlCharacter: Rule {
  package static let id: RuleID = "control-character"
  package init(_ card: RuleCard) {}
  /// After so many reports the rest of a damaged file is summed up.
  private static let most = 20

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var reported = 0
    var i = 0
    while i < document.tokens.count {
      let start = i
      while i < document.tokens.count, document.tokens[i].kind == .invisible,
        ScalarClass(decodeScalar(document.bytes.span, document.tokens[i].start).scalar).kind == .control
      {
        i += 1
      }
      guard i > start else {
        i += 1
        continue
      }
      reported += 1
      guard reported <= Self.most else { continue }
      let range = TextRange(document.tokens[start].start, document.tokens[i - 1].end)
      let count = i - start
      let name = InvisibleCharacter.names(document.bytes[range.start..<min(range.end, range.start + 8)])
      findings.flag(
        range, count == 1 ? "a control character (\(name))" : "\(count) control characters (\(name))",
        fix: Fix(range, "", confidence: 0.96))
    }
  }
}
