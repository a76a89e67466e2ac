/// Finds the rarer of two ways to set an ellipsis: `…` or three stops.
package struct EllipsisStyle: Rule {
  package static let id: RuleID = "ellipsis-style"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let ellipses = document.tokens.filter { $0.kind == .ellipsis && $0.count == 3 }
    func isSign(_ token: Token) -> Bool { document.bytes[token.start] != 0x2E }
    let signs = ellipses.count(where: isSign)
    let choice = Majority(signs, ellipses.count - signs)
    guard choice.isClear else { return }
    let isSignRight = signs * 2 > ellipses.count
    for token in ellipses where isSign(token) != isSignRight {
      let right = isSignRight ? "…" : "..."
      findings.flag(
        token.range, "\(document.text(token.range)) where this text writes \(right) (\(choice.counts))",
        fix: Fix(token.range, right, confidence: 0.9))
    }
  }
}
