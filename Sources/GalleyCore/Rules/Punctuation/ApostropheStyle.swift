import Formats

/// Finds straight apostrophes in a document of curly ones, and the reverse.
package struct ApostropheStyle: Rule {
  package static let id: RuleID = "apostrophe-style"
  private let style: String

  package init(_ card: RuleCard) { style = card.style }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let counts = analysis.shared(ApostropheUse.self)
    let choice = Majority(counts.straight, counts.curly)
    guard style != RuleCard.majority || choice.isClear else { return }
    let isStraightRight = style == RuleCard.majority ? counts.straight > counts.curly : style == "straight"
    let reason = style == RuleCard.majority ? "is not the one of this text (\(choice.counts))" : "is not \(style), as the house sets it"
    for token in document.tokens where token.kind == .word && token.flags.contains(.apostrophe) {
      let text = document.bytes[token.start..<token.end]
      let isStraight = text.contains(.apostrophe)
      guard isStraight != isStraightRight else { continue }
      let right = document.text(token.range).exchanging(isStraight ? "'" : "’", with: isStraight ? "’" : "'")
      findings.flag(
        token.range, "the apostrophe of “\(document.text(token.range))” \(reason)",
        fix: Fix(token.range, right, confidence: .custom))
    }
  }
}

extension String {
  /// The text with one scalar put in the place of another.
  fileprivate func exchanging(_ old: Unicode.Scalar, with new: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar == old ? new : scalar) }
    return String(result)
  }
}
