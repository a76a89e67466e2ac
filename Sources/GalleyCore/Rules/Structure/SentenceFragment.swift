package import Formats

/// Finds sentences cut in two by a stray stop: “reported from Minsk. Is in control …”.
package struct SentenceFragment: Rule {
  package static let id: RuleID = "sentence-fragment"
  private let model: JointModel

  package init(_ card: RuleCard) throws(CardError) { model = try JointModel.beside(card) }

  /// How often the stop was a slip.
  private static let precision: Confidence = 0.8

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let isScan = analysis.isText(.scanned)
    let joints = analysis.shared(Joints.self)
    let least = -analysis.shared(SlipDensity.self).logOdds
    for joint in joints.starts where model.surplus(.cut, joint, joints, least: least) >= least || lacksSubject(joint, analysis) {
      let before = document.sentences[joint.sentence - 1].tokens
      let first = document.tokens[joint.token], stop = document.tokens[before.upperBound - 1]
      let lower = String(decoding: lowercased(document.bytes(first)), as: UTF8.self)
      // On a scanned page the stop alone is in doubt.
      findings.flag(
        TextRange(document.tokens[before.upperBound - 2].start, isScan ? stop.end : first.end), message(joint.kind),
        fix: Fix(edits: [Edit(TextRange(stop.start, first.end), " " + lower)], confidence: Self.precision, safety: .unsafe))
    }
  }

  /// “And could make it worse”: after the conjunction stands a verb, and after that nothing that may be its subject.
  private func lacksSubject(_ joint: Joints.Occurrence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let sentence = document.sentences[joint.sentence].tokens
    if joint.kind == .verb { return isPredicate(joint, analysis) }
    guard joint.kind == .conjunction, joint.evidence[.quoted] == 0, joint.evidence[.asks] == 0,
      let second = document.next(joint.token, limit: sentence.upperBound), let third = document.next(second, limit: sentence.upperBound),
      !Self.orders.contains(lowercased(document.bytes(document.tokens[second])))
    else { return false }
    let parts = analysis.shared(Grammar.self).parts(joint.sentence)
    let verb = parts[second - sentence.lowerBound], after = parts[third - sentence.lowerBound]
    return [.modal, .be, .have].contains(verb) && ![.pronoun, .determiner, .name, .noun, .number, .other].contains(after)
  }

  /// “The breach. Was a stunning admission.”: an auxiliary with the rest of a statement.
  private func isPredicate(_ joint: Joints.Occurrence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let sentence = document.sentences[joint.sentence].tokens
    guard joint.evidence[.quoted] == 0, joint.evidence[.asks] == 0, document.classes(of: joint.token).contains(.statementVerb),
      document.bytes[document.tokens[sentence.upperBound - 1].start] == .stop,
      let second = document.next(joint.token, limit: sentence.upperBound), document.next(second, limit: sentence.upperBound) != nil
    else { return false }
    if document.classes(of: second).contains(.afterAuxiliary) { return true }
    let tags = analysis.shared(Grammar.self).tags(joint.sentence)
    return tags[second - sentence.lowerBound] == .vbn
  }

  /// “And don’t worry”
  private static let orders: Set<[UInt8]> = Set("do don't don’t be have".split(separator: " ").map { Array($0.utf8) })

  private func message(_ kind: JointKind) -> String {
    switch kind {
    case .verb, .conjunction: "this sentence has no subject; the stop before it may be a slip"
    case .preposition, .functionCapital, .functionAmong, .capital, .capitalAmong: "this sentence has no verb of its own; the stop before it may be a slip"
    case .relative, .subordinator: "this clause does not stand alone; the stop before it may be a slip"
    }
  }
}
