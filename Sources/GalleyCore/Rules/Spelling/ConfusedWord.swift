package import Formats
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
    var intended = frames.find(analysis)
    // Logs and manuals leave out small words, and others stand otherwise there.
    let words = table.words(in: document).filter {
      !document.isTechnical || !document.vocabulary.folds[Int($0.fold)].classes.contains(.transposable)
    }
    if !words.isEmpty {
      var doubts: [Doubt] = []
      let neighbours = analysis.shared(IntendedContext.self), (context, features) = (neighbours.words, neighbours.features)
      for (fold, word) in words {
        for token in analysis.tokenIndex.occurrences(of: fold) where intended[Int(token)] == nil {
          if let doubt = doubt(Int(token), word, context, features, document) { doubts.append(doubt) }
        }
      }
      settle(doubts, analysis, &intended)
      if !intended.isEmpty { checkNeighbours(words, context, features, analysis, &intended) }
    }
    for (i, intended) in intended.sorted(by: { $0.key < $1.key }) { flag(document.tokens[i], intended, analysis, &findings) }
  }

  /// What words that were found stand for, by token.
  private struct Meant {
    var words: [Int: LanguageModel.Word] = [:], masks: [Int: NeighbourFeatures.Mask] = [:]
  }

  /// Looks once more at what stands beside the words that were found, as they were intended: “would of being” is “would have been”.
  private func checkNeighbours(
    _ words: [(fold: Vocabulary.FoldedID, word: ConfusionTable.Word)], _ context: WordContext, _ features: NeighbourFeatures, _ analysis: Analysis,
    _ intended: inout [Int: String]
  ) {
    let document = analysis.document
    let meant = Meant(words: intended.mapValues { context.word(Array($0.utf8)) }, masks: intended.mapValues { NeighbourFeatures.mask(of: Array($0.utf8)) })
    let byFold = Dictionary(words.map { ($0.fold, $0.word) }, uniquingKeysWith: { first, _ in first })
    var doubts: [Doubt] = []
    for i in Set(meant.words.keys.flatMap { [$0 - 4, $0 - 2, $0 + 2, $0 + 4] }) where intended[i] == nil && document.tokens.indices.contains(i) {
      guard document.tokens[i].kind == .word, let word = byFold[document.vocabulary[document.tokens[i].word].folded],
        let doubt = doubt(i, word, context, features, document, meant)
      else { continue }
      doubts.append(doubt)
    }
    settle(doubts.sorted { $0.token < $1.token }, analysis, &intended)
  }

  /// A word that another fits nearly as well as the threshold wants, or better.
  private struct Doubt {
    let token: Int
    /// The other word that fits best.
    let intended: String
    /// By how much the threshold is passed or missed, in its scale.
    let surplus: Int
  }

  /// Decides what is in doubt. Whoever confuses two words once does it again, and slips come in crowds: less is wanted then.
  private func settle(_ doubts: [Doubt], _ analysis: Analysis, _ intended: inout [Int: String]) {
    let doubts = doubts.filter { $0.surplus >= Self.topic || !isTopic($0, analysis) }
    for doubt in doubts where doubt.surplus >= 0 { intended[doubt.token] = doubt.intended }
    let rest = doubts.filter { $0.surplus < 0 }
    if rest.isEmpty { return }
    let document = analysis.document
    let confused = Set(intended.map { Self.pair($0.key, $0.value, document) })
    // What a scanner misread says nothing of the writer.
    let general = !analysis.isText(.scanned) && analysis.shared(SlipDensity.self).isCrowd(with: confused.count) ? Self.amongSlips : 0
    for doubt in rest where doubt.surplus + (confused.contains(Self.pair(doubt.token, doubt.intended, document)) ? Self.again : general) >= 0 {
      intended[doubt.token] = doubt.intended
    }
  }

  /// Whether the text is about what the word says, and not about the other: “fill” in the manual of a paint program. Everyday words
  /// are in every text.
  private func isTopic(_ doubt: Doubt, _ analysis: Analysis) -> Bool {
    let vocabulary = analysis.document.vocabulary, id = analysis.document.tokens[doubt.token].word
    let count = vocabulary.fold(of: id).count
    guard count >= Self.often, analysis.words.zipf(id) < Self.everyday else { return false }
    return (vocabulary.foldID(doubt.intended).map { vocabulary.folds[Int($0)].count } ?? 0) * Self.often <= count
  }

  /// Two words, whichever stands for the other.
  private static func pair(_ i: Int, _ intended: String, _ document: Document) -> String {
    let stands = String(decoding: plainSpelling(document.bytes(document.tokens[i])), as: UTF8.self).lowercased()
    return min(stands, intended) + " " + max(stands, intended)
  }

  /// The word that may have been intended, and how sure that is; nil where none fits as well as could ever be wanted.
  private func doubt(_ i: Int, _ word: ConfusionTable.Word, _ context: WordContext, _ features: NeighbourFeatures, _ document: Document, _ meant: Meant = Meant()) -> Doubt? {
    let shape = document.vocabulary[document.tokens[i].word].shape
    guard shape == .lower || shape == .capitalised && document.startsSentence(i),
      let neighbours = context.neighbours(of: i, intended: meant.words)
    else { return nil }
    for k in word.pairs.indices { context.expect(word.pairs[k].model, in: neighbours) }
    let stands = context.fit(word.model, in: neighbours)
    var known: [NeighbourFeatures.Mask]?
    func around() -> [NeighbourFeatures.Mask] {
      let masks = known ?? features.around(i, intended: meant.masks)
      known = masks
      return masks
    }
    // Most other words are seen early not to fit as much better as is wanted.
    var surplus = -Self.again - 1
    for pair in word.pairs {
      let fit = context.fit(pair.model, in: neighbours) { pair.mostSurplus(stands, itself: $0, next: $1, around: around) >= -Self.again }
      if let fit { surplus = max(surplus, pair.surplus(stands, fit, around: around)) }
    }
    guard surplus >= -Self.again else { return nil }
    var best: (total: Int32, intended: String)?
    for pair in word.pairs {
      let total = context.fit(pair.model, in: neighbours).sum
      if total > best?.total ?? .min { best = (total, pair.intended) }
    }
    guard let best else { return nil }
    return Doubt(token: i, intended: best.intended, surplus: surplus)
  }

  private func flag(_ token: Token, _ intended: String, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let word = document.text(token.range)
    var fixed = intended
    if document.vocabulary[token.word].shape == .capitalised { fixed = fixed.prefix(1).uppercased() + fixed.dropFirst() }
    fixed = ApostropheUse.styled(fixed, analysis)
    findings.flag(
      token.range, "“\(word)” does not fit here; did you mean “\(fixed)”?",
      fix: Fix(token.range, fixed, confidence: Self.precision, safety: .unsafe))
  }

  /// What is asked less, in the scale of the thresholds, in which 3,000 are a factor of ten: they suppose a writer who confuses a
  /// pair at one place in eighty or fewer. One who has confused it already does it at one in eight; one whose text is full of
  /// slips, at one in sixteen.
  private static let again = 3000, amongSlips = 2100
  /// What is asked, in the same scale, of a word that the text is about, and what makes it that: occurrences, so many for each of the
  /// other word; no word of every text (Zipf).
  private static let topic = 7000, often = 4, everyday: Zipf = 5.4
  /// What the thresholds are fitted for.
  private static let precision: Confidence = 0.95
}
