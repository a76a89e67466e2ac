import Formats

/// Finds people who speak in a text that does not say who they are.
package struct UnknownName: Rule {
  package static let id: RuleID = "unknown-name"
  package init(_ card: RuleCard) {}

  /// Zipf frequency of a word that is rather that word than a name.
  private static let common: Zipf = 2.0

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    for surname in inventory.people.surnames.values.sorted(by: { $0.mentions[0] < $1.mentions[0] }) {
      let mention = inventory.mentions[surname.mentions[0]]
      guard surname.full == 0, surname.titles.isEmpty, mention.words.count == 1, !mention.isHeading,
        inventory.people.inside[surname.key] == nil, let word = inventory.words[Int(mention.words[0])],
        word.readings.isEmpty, !word.isInDictionary, word.zipf < Self.common,
        document.vocabulary[mention.words[0]].shape == .capitalised,
        surname.mentions.contains(where: { Speech.isBeside(inventory.mentions[$0], document) })
          || isApposed(mention, document)
      else { continue }
      findings.flag(
        mention.range,
        "\(document.text(mention.range)) speaks or acts here, but the text does not say who that is; check the spelling")
    }
  }

  /// “Schmidisina, a commentator”.
  private func isApposed(_ mention: Mention, _ document: Document) -> Bool {
    let tokens = document.tokens
    let end = document.sentences[mention.sentence].tokens.upperBound
    let next = Array(tokens[mention.tokens.upperBound..<end].lazy.filter { !$0.isBlank }.prefix(2))
    guard next.count == 2, let comma = next.first, let article = next.last, comma.kind == .punctuation,
      document.bytes[comma.start] == .comma, article.kind == .word
    else { return false }
    let key = document.vocabulary.fold(of: article.word).text
    return ["a", "an", "the"].contains { key.elementsEqual($0.utf8) }
  }
}
