import Spelling

/// Finds words that are written for others of the same sound or of nearly the same letters: `it's tail`, `more then`.
package struct ConfusedWord: Rule {
  package static let id: RuleID = "confused-word"
  private let table: Lazy<ConfusionTable?>
  private let frames: Lazy<WordCues?>

  package init(_ card: RuleCard) throws(CardError) {
    table = try card.table("confused-word.tsv", ConfusionTable.init)
    frames = try card.table("confused-word-frames.tsv", WordCues.init)
    if !card.isEmbedded { try table.value?.validate() }
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.resources.isEnglish, let table = table.value, let frames = frames.value else { return }
    let document = analysis.document
    let framed = frames.find(analysis)
    for (i, meant) in framed.sorted(by: { $0.key < $1.key }) { flag(document.tokens[i], meant, analysis, &findings) }
    let words = table.words(in: document)
    if words.isEmpty { return }
    let context = analysis.shared(WordContext.self), features = analysis.shared(NeighbourFeatures.self)
    for (fold, word) in words {
      for place in analysis.tokenIndex.places(of: fold) {
        guard framed[Int(place)] == nil, let meant = meant(Int(place), word, context, features, document) else { continue }
        flag(document.tokens[Int(place)], meant, analysis, &findings)
      }
    }
  }

  /// The word that fits best, where one fits so well that this one must be wrong.
  private func meant(_ i: Int, _ word: ConfusionTable.Word, _ context: WordContext, _ features: NeighbourFeatures, _ document: Document) -> String? {
    let shape = document.vocabulary[document.tokens[i].word].shape
    guard shape == .lower || shape == .capitalised && document.sentence(of: i)?.tokens.lowerBound == i,
      let slot = context.slot(i)
    else { return nil }
    let stands = context.fit(word.model, in: slot)
    var best: (total: Int32, meant: String)?
    var isWrong = false
    var known: [NeighbourFeatures.Mask]?
    func around() -> [NeighbourFeatures.Mask] {
      let masks = known ?? features.around(i)
      known = masks
      return masks
    }
    for pair in word.pairs {
      let fit = context.fit(pair.model, in: slot)
      if pair.surplus(stands, fit, around: around) >= 0 { isWrong = true }
      let total = fit.itself + fit.next + fit.last
      if total > best?.total ?? .min { best = (total, pair.meant) }
    }
    return isWrong ? best?.meant : nil
  }

  private func flag(_ token: Token, _ meant: String, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let word = document.text(token.range)
    var fixed = meant
    if document.vocabulary[token.word].shape == .capitalised { fixed = fixed.prefix(1).uppercased() + fixed.dropFirst() }
    if fixed.contains("'"), Self.hasCurlyApostrophes(document.bytes) { fixed = ConfusionTable.curled(fixed) }
    findings.flag(
      token.range, "“\(word)” does not fit here; did you mean “\(fixed)”?",
      fix: Fix(token.range, fixed, confidence: Self.precision, safety: .unsafe))
  }

  private static func hasCurlyApostrophes(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0] == 0xE2 && bytes[$0...].starts(with: [0xE2, 0x80, 0x99]) }
  }

  /// What the thresholds are fitted for.
  private static let precision = 0.95
}
