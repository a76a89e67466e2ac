import Formats
import Spelling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds dictionary words that a scanner made of others, by what the language model says of both where they stand.
struct MisreadWords {
  private let analysis: Analysis
  private let document: Document
  private let model: MisreadingModel
  private let context: WordContext
  /// What is asked less where slips come in crowds.
  private let crowd: LogOdds

  init(_ analysis: Analysis, _ model: MisreadingModel) {
    (self.analysis, document, self.model) = (analysis, analysis.document, model)
    context = analysis.shared(IntendedContext.self).words
    crowd = analysis.shared(SlipDensity.self).logOdds
  }

  /// The tokens that are misread, and what was printed there.
  func find() -> [Int: Lexicon.Confusion] {
    var found: [Int: Lexicon.Confusion] = [:]
    for id in document.vocabulary.words.indices {
      let word = document.vocabulary.words[id], fold = document.vocabulary.folds[Int(word.folded)]
      guard word.shape == .lower, word.flags.isEmpty, analysis.words.isKnown(WordID(id)), document.terms?.contains(fold.text) != true,
        !fold.classes.contains(.archaicSurvivor), !fold.classes.contains(.archaicSign)
      else { continue }
      let confusions = model.confusions(of: fold.text, analysis.lexicon)
      if confusions.isEmpty { continue }
      for i in analysis.occurrences(ofWord: WordID(id)) {
        if let intended = judge(i, word, fold.text, confusions) { found[i] = intended }
      }
    }
    return found
  }

  /// Steps by which a score may exceed certainty.
  private static let slack = 15

  private func judge(_ i: Int, _ word: Vocabulary.Word, _ text: [UInt8], _ confusions: [Lexicon.Confusion]) -> Lexicon.Confusion? {
    guard let neighbours = context.neighbours(of: i), neighbours.near != nil || neighbours.next != nil else { return nil }
    for k in confusions.indices { context.expect(confusions[k].model, in: neighbours) }
    let steps = Double(LanguageModel.steps)
    let stands = context.fit(context.word(of: document.tokens[i].word), in: neighbours)
    // What the other word has to reach, in steps. No word that follows is likelier than certain, but for back-off weights.
    let least = Int(stands.sum) + Int(MisreadingModel.leastGain * steps) - Self.slack
    var best: (surplus: LogOdds, confusion: Lexicon.Confusion)?
    for k in confusions.indices {
      guard let other = context.fit(confusions[k].model, in: neighbours, least: least) else { continue }
      let confusion = confusions[k]
      var evidence = MisreadingModel.Evidence(of: text, confusion, analysis.lexicon)
      evidence.itself = Double(other.itself - stands.itself) / steps
      evidence.next = Double(other.next - stands.next) / steps
      evidence.last = Double(other.last - stands.last) / steps
      guard evidence.itself + evidence.next + evidence.last >= MisreadingModel.leastGain else { continue }
      let others = document.vocabulary.foldID(confusion.word).map { document.vocabulary.folds[Int($0)].count } ?? 0
      evidence.topic = log2(1 + Double(others))
      evidence.recurs = document.vocabulary.folds[Int(word.folded)].count > 1 ? 1 : 0
      evidence.edges = (neighbours.near == nil ? 1 : 0) + (neighbours.next == nil ? 1 : 0)
      let surplus = model.surplus(evidence) + crowd
      if surplus >= .even, surplus > best?.surplus ?? .impossible { best = (surplus, confusion) }
    }
    return best?.confusion
  }
}
