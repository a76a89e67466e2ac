package import Formats

/// Finds a sentence or paragraph that runs into the next one without a stop: “… near the river The council …”.
package struct RunTogetherParagraphs: Rule {
  package static let id: RuleID = "run-together-paragraphs"
  private let model: JointModel

  package init(_ card: RuleCard) throws(CardError) { model = try JointModel.beside(card) }

  /// How often a stop was lost where one is missed.
  private static let precision: Confidence = 0.8

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let joints = analysis.shared(Joints.self)
    let least = -analysis.shared(SlipDensity.self).logOdds
    for joint in joints.capitals where model.lacksStop(before: joint, joints, least: least) {
      let last = document.tokens[joint.token - 2]
      guard last.kind == .word else { continue }
      findings.flag(
        TextRange(last.start, document.tokens[joint.token].end), "two sentences run together without a stop",
        fix: Fix(edits: [Edit(TextRange(last.end, last.end), ".")], confidence: Self.precision, safety: .unsafe))
    }
  }
}
