package import Formats

/// Something that finds defects.
package protocol Checker: Sendable {
  /// Reports what it finds; called once per document.
  func check(_ analysis: Analysis, _ findings: inout Findings)
}

/// A check that needs an algorithm. Its card carries summary, severity, documentation and examples.
package protocol Rule: Checker {
  static var id: RuleID { get }
  init(_ card: RuleCard) throws(CardError)
}

/// The rules that ship with galley; `Registry.swift` lists the algorithmic ones.
package enum RuleRegistry {}

/// Where one rule puts what it finds. The engine has filled in who and how severe.
package struct Findings {
  package let card: RuleCard
  private(set) var diagnostics: [Diagnostic] = []

  init(card: RuleCard) { self.card = card }

  /// - Parameters:
  ///   - range: the place to repair, in the document's prose
  ///   - severity: the card's unless given; evidence may lower it
  ///   - source: the place in the source's text, if it is outside the prose
  package mutating func flag(
    _ range: TextRange, _ message: String, severity: Severity? = nil, fixes: [Fix] = [], related: [Related] = [],
    source: SourceRange? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        rule: card.id, category: card.category, severity: min(severity ?? card.severity, card.ceiling), range: range,
        message: MessageLimit.cut(message), fixes: fixes,
        related: related.map { Related($0.range, MessageLimit.cut($0.message)) }, place: source, subject: card.finds))
  }

  package mutating func flag(
    _ range: TextRange, _ message: String, severity: Severity? = nil, fix: Fix, related: [Related] = []
  ) {
    flag(range, message, severity: severity, fixes: [fix], related: related)
  }
}
