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
    for (surname, only) in analysis.shared(PersonSuspects.self).unintroduced() {
      let mention = inventory.mentions[surname.mentions[0]]
      // Who speaks of somebody in a quotation introduces nobody.
      guard mention.words.count == 1, !analysis.quotations.isQuoted(mention.range.start), !isExplained(mention, document) else { continue }
      let name = document.text(mention.range)
      guard let one = only, let known = one.mentions.first(where: { inventory.mentions[$0].words.count > 1 }),
        let last = inventory.mentions[known].words.last, let word = inventory.words[Int(last)]
      else {
        findings.flag(mention.range, "the text does not say who \(name) is", severity: .note)
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

  /// “Dr Sutherland, a sanitary expert”, “a certain Mrs Raikes”.
  private func isExplained(_ mention: Mention, _ document: Document) -> Bool {
    let tokens = document.tokens
    if let comma = document.next(mention.tokens.upperBound - 1), tokens[comma].kind == .punctuation, document.bytes[tokens[comma].start] == .comma,
      let article = document.next(comma), tokens[article].kind == .word, Self.articles.contains(String(decoding: lowercased(document.bytes(tokens[article])), as: UTF8.self))
    {
      return true
    }
    guard let title = document.previous(mention.tokens.lowerBound), let certain = document.previous(tokens[title].kind == .punctuation ? title - 1 : title) else {
      return false
    }
    return document.bytes(tokens[certain]).elementsEqual("certain".utf8)
  }

  private static let articles: Set<String> = ["a", "an", "the", "who", "whose", "his", "her", "their"]
}
