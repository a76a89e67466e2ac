/// Finds lines that hold nothing but a stray mark.
package struct StrayLine: Rule {
  package static let id: RuleID = "stray-line"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    guard document.paragraphs.count > 1 else { return }
    for (index, paragraph) in document.paragraphs.enumerated() {
      guard paragraph.kind == .fragment, paragraph.range.count <= 8 else { continue }
      let visible = paragraph.tokens.filter { !document.tokens[$0].isBlank }
      guard visible.count <= 3, visible.allSatisfy({ isStray(document.tokens[$0], document) }) else { continue }
      // *** and --- set parts of a text off.
      if isOrnament(visible, document) { continue }
      let end = index + 1 < document.paragraphs.count ? document.paragraphs[index + 1].range.start : document.bytes.count
      let start = index + 1 < document.paragraphs.count ? paragraph.range.start : document.paragraphs[index - 1].range.end
      findings.flag(
        paragraph.range, "a line that holds nothing but “\(document.text(paragraph.range))”",
        fix: Fix(
          edits: [Edit(TextRange(start, end), index + 1 < document.paragraphs.count ? "" : "\n")], confidence: 0.95,
          safety: .safe))
    }
  }

  private func isStray(_ token: Token, _ document: Document) -> Bool {
    switch token.kind {
    case .punctuation, .quote, .hyphen, .dash, .symbol: token.count <= 3
    default: false
    }
  }

  private func isOrnament(_ visible: [Int], _ document: Document) -> Bool {
    guard let first = visible.first else { return true }
    let token = document.tokens[first]
    let scalar = decodeScalar(document.bytes.span, token.start).scalar
    if token.kind == .dash, token.count > 1 { return true }
    if [0x2A, 0x23, 0xA7, 0x2042, 0x2766, 0x2767, 0x25CA, 0x3D, 0x2B].contains(scalar) { return true }
    return visible.count == 3 && token.kind == .symbol
  }
}
