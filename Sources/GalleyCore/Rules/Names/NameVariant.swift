import Formats

/// Finds a name that is spelled otherwise than the document spells it elsewhere.
package struct NameVariant: Rule {
  package static let id: RuleID = "name-variant"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let inventory = analysis.shared(NameInventory.self)
    for pair in CaseVariants(analysis).find() { flag(pair, analysis, inventory, &findings) }
    for spelling in AccentVariants(analysis).find() + ParticleVariants(analysis).find() { flag(spelling, document, &findings) }
    let variants = NameVariants(analysis).find()
    let seen = Set(variants.map(\.rare.key))
    let pairs = variants + IntroducedVariants(analysis).find().filter { !seen.contains($0.rare.key) }
    guard !pairs.isEmpty else { return }
    // The spellings that have each of the keys, in the order of their words.
    var spellings = Dictionary(pairs.map { ($0.rare.key, [(id: WordID, word: NameWord)]()) }) { one, _ in one }
    for (id, word) in inventory.words.enumerated() {
      if let word, document.vocabulary[WordID(id)].shape != .lower { spellings[word.key]?.append((WordID(id), word)) }
    }
    func tokens(_ key: [UInt8]) -> [(Token, NameWord)] {
      (spellings[key] ?? []).flatMap { spelling in
        analysis.occurrences(ofWord: spelling.id).map { (document.tokens[$0], spelling.word) }
      }
    }
    for pair in pairs {
      let right = document.text(pair.frequent.first)
      for (token, word) in tokens(pair.rare.key) {
        let range = TextRange(token.start, token.end - word.possessive)
        findings.flag(
          range,
          "\(document.text(range)) is written \(right) elsewhere (\(occurrences(pair.frequent.count)))",
          severity: pair.isWeak ? .note : nil,
          fix: Fix(range, right, confidence: pair.isWeak ? 0.5 : 0.9, safety: .unsafe),
          related: [Related(pair.frequent.first, "\(right) is written like this here")])
      }
    }
  }

  /// How often a capital or an accent went wrong in the rare of two spellings.
  private static let capitals: Confidence = 0.85

  private func flag(_ spelling: NameSpelling, _ document: Document, _ findings: inout Findings) {
    let right = document.text(spelling.usual)
    findings.flag(
      spelling.range, "\(document.text(spelling.range)) is written \(right) elsewhere", fix: Fix(spelling.range, right, confidence: Self.capitals, safety: .unsafe),
      related: [Related(spelling.usual, "\(right) is written like this here")])
  }

  private func flag(_ pair: CaseVariants.Pair, _ analysis: Analysis, _ inventory: NameInventory, _ findings: inout Findings) {
    let document = analysis.document
    guard let wrong = inventory.words[Int(pair.rare)], let known = inventory.words[Int(pair.frequent)] else { return }
    let whole = document.vocabulary[pair.frequent].range
    let first = TextRange(whole.start, whole.end - known.possessive)
    let right = document.text(first)
    for index in analysis.occurrences(ofWord: pair.rare) {
      let token = document.tokens[index]
      let range = TextRange(token.start, token.end - wrong.possessive)
      findings.flag(
        range, "\(document.text(range)) is written \(right) elsewhere", fix: Fix(range, right, confidence: Self.capitals, safety: .unsafe),
        related: [Related(first, "\(right) is written like this here")])
    }
  }
}
