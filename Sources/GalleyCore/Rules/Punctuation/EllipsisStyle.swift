import Formats

/// Finds the rarer of two ways to set an ellipsis: `…` or three stops.
package struct EllipsisStyle: Rule {
  package static let id: RuleID = "ellipsis-style"
  private let style: String

  package init(_ card: RuleCard) { style = card.style }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let ellipses = document.tokens.filter { $0.kind == .ellipsis && $0.count == 3 }
    func isSign(_ token: Token) -> Bool { document.bytes[token.start] != .stop }
    let signs = ellipses.count(where: isSign)
    let choice = Majority(signs, ellipses.count - signs)
    guard style != RuleCard.majority || choice.isClear else { return }
    let isSignRight = style == RuleCard.majority ? signs * 2 > ellipses.count : style == "sign"
    let (who, counts) = style == RuleCard.majority ? ("this text writes", " (\(choice.counts))") : ("the house writes", "")
    for token in ellipses where isSign(token) != isSignRight {
      let right = isSignRight ? "…" : "..."
      findings.flag(
        token.range, "\(document.text(token.range)) where \(who) \(right)\(counts)",
        fix: Fix(token.range, right, confidence: .custom))
    }
  }
}
