/// Finds common words with a capital in mid-sentence: “Eastern European The nation”.
package struct MidsentenceCapital: Rule {
  package static let id: RuleID = "midsentence-capital"
  private let model: JointModel

  package init(_ card: RuleCard) throws(CardError) { model = try JointModel(card) }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    // Technical texts name fields and sections by their headings.
    if document.isTechnical { return }
    // Old books write nouns with capitals, and pages lose the quotation marks before them.
    let setting = analysis.shared(PageSetting.self)
    if setting.isPeriod || setting.isCut && analysis.shared(Damage.self).level < .damaged { return }
    let slips = analysis.shared(Joints.self).capitals.filter { model.slip(atCapital: $0) == .capital }
    // Verse, labels and defined terms repeat what a slip does once.
    guard slips.count <= Self.few || slips.count * Self.sentencesForOne <= document.sentences.count else { return }
    for slip in slips {
      let range = document.tokens[slip.token].range
      let small = document.vocabulary.fold(of: document.tokens[slip.token].word).text
      findings.flag(
        range, "“\(document.text(range))” has a capital in mid-sentence",
        fix: Fix(range, String(decoding: small, as: UTF8.self), confidence: 0.9))
    }
  }

  /// So many slips any text may have, and a longer one more.
  private static let few = 4, sentencesForOne = 8
}
