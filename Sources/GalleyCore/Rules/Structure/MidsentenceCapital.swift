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
    let grammar = analysis.shared(Grammar.self)
    let slips = analysis.shared(Joints.self).capitals.filter {
      let slip = model.slip(atCapital: $0)
      return slip == .capital || slip == nil && (isNeverNamed($0, grammar) || isBareArticle($0, document))
    }
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

  /// Verbs and adverbs that cannot be nouns or adjectives: nothing is called “Thrives” or “Approximately”.
  private func isNeverNamed(_ place: Joints.Place, _ grammar: Grammar) -> Bool {
    let evidence = place.evidence
    guard evidence[.isVerb] + evidence[.isAdverb] > 0, evidence[.named] == 0, place.kind == .capital || place.kind == .capitalAmong else { return false }
    let near: [JointFeature] = [.amongCapitals, .beforeCapital, .afterName, .afterComma, .quoteChanges]
    return near.allSatisfy { evidence[$0] == 0 } && !grammar.canBe(.noun, place.token) && !grammar.canBe(.adjective, place.token)
  }

  /// “North Atlantic The island”: a title that begins with “The” goes on with a capital or stands between marks.
  private func isBareArticle(_ place: Joints.Place, _ document: Document) -> Bool {
    let evidence = place.evidence
    return evidence[.beforeSmall] == 1 && evidence[.afterComma] + evidence[.quoteNear] == 0
      && document.vocabulary.fold(of: document.tokens[place.token].word).text.elementsEqual("the".utf8)
  }

  /// So many slips any text may have, and a longer one more.
  private static let few = 4, sentencesForOne = 8
}
