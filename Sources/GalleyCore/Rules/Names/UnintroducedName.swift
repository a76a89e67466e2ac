import Formats

/// Finds people who are called by title and surname in a text that never says who they are, though it introduces others.
package struct UnintroducedName: Rule {
  package static let id: RuleID = "unintroduced-name"
  package init(_ card: RuleCard) {}

  /// How often the only person who is introduced with such a name was the referent.
  private static let onlyCandidate: Confidence = 0.6

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    for suspect in analysis.shared(PersonSuspects.self).unintroduced() {
      let mention = inventory.mentions[suspect.surname.mentions[0]]
      // Who speaks of somebody in a quotation introduces nobody.
      guard mention.words.count == 1, !analysis.quotations.isQuoted(mention.range.start), !isExplained(mention, document) else { continue }
      let name = document.text(mention.range)
      guard let one = suspect.only, let known = one.mentions.first(where: { inventory.mentions[$0].words.count > 1 }),
        let last = inventory.mentions[known].words.last, let word = inventory.words[Int(last)]
      else {
        findings.flag(mention.range, "the text does not say who \(name) is", severity: suspect.isStranger ? nil : .note)
        continue
      }
      let whole = inventory.mentions[known].range
      let range = document.vocabulary[last].range
      let right = document.text(TextRange(range.start, range.end - word.possessive))
      findings.flag(
        mention.range, "the text does not say who \(name) is; did you mean \(right)?", fix: Fix(mention.range, right, confidence: Self.onlyCandidate, safety: .unsafe),
        related: [Related(whole, "\(document.text(whole)) is introduced here")])
    }
  }

  /// “Dr Sutherland, a sanitary expert”, “a spokesman for the builders, Dr Sutherland”, “a certain Mrs Raikes”, “the Miss Lannings”.
  private func isExplained(_ mention: Mention, _ document: Document) -> Bool {
    let tokens = document.tokens
    func isComma(_ i: Int) -> Bool { tokens[i].kind == .punctuation && document.bytes[tokens[i].start] == .comma }
    func word(_ i: Int) -> [UInt8] { tokens[i].kind == .word ? lowercased(document.bytes(tokens[i])) : [] }
    let next = document.next(mention.tokens.upperBound - 1)
    let isBeforeComma = next.map(isComma) ?? false
    if isBeforeComma, let next, let after = document.next(next), Self.appositions.contains(word(after)) { return true }
    guard let title = document.previous(mention.tokens.lowerBound), let before = document.previous(tokens[title].kind == .punctuation ? title - 1 : title) else {
      return false
    }
    return isComma(before) ? isBeforeComma : Self.leads.contains(word(before))
  }

  private static let leads = WordSet("a certain one the")
  private static let appositions = WordSet("a an from her his of the their")
}
