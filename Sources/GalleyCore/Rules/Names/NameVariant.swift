/// Finds a name that is spelled otherwise than the document spells it elsewhere.
package struct NameVariant: Rule {
  package static let id: RuleID = "name-variant"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    let variants = NameVariants(analysis).find()
    let seen = Set(variants.map(\.rare.key))
    func tokens(_ key: [UInt8]) -> [(Token, NameWord)] {
      var found: [(Token, NameWord)] = []
      for (id, word) in inventory.words.enumerated() {
        guard let word, word.key == key, document.vocabulary[WordID(id)].shape != .lower else { continue }
        for i in analysis.places(ofWord: WordID(id)) { found.append((document.tokens[i], word)) }
      }
      return found
    }
    for pair in variants + IntroducedVariants(analysis).find().filter({ !seen.contains($0.rare.key) }) {
      let right = document.text(pair.frequent.first)
      for (token, word) in tokens(pair.rare.key) {
        let range = TextRange(token.start, token.end - word.possessive)
        findings.flag(
          range,
          "\(document.text(range)) is written \(right) elsewhere (\(GarbledName.times(pair.frequent.count)))",
          severity: pair.isWeak ? .note : nil,
          fix: Fix(range, right, confidence: pair.isWeak ? 0.5 : 0.9, safety: .unsafe),
          related: [Related(pair.frequent.first, "\(right) is written like this here")])
      }
    }
  }
}
