package import Formats
import Spelling

/// Finds valid words that their neighbours reject: `the tact that`, `arid` for `and`.
package struct RealWordError: Rule {
  package static let id: RuleID = "real-word-error"
  private let cues: Lazy<WordCues?>
  private let model: Lazy<MisreadingModel?>

  package init(_ card: RuleCard) throws(CardError) {
    cues = try card.table("real-word-error.tsv", WordCues.init)
    model = try MisreadingModel.beside(card)
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.resources.isEnglish, let cues = cues.value, let model = model.value else { return }
    let document = analysis.document
    let damage = analysis.shared(Damage.self)
    lazy var judge = RealWordJudge(analysis, damage.level)
    let cued = cues.find(analysis)
    for (i, cue) in cued.sorted(by: { $0.key < $1.key }) where !judge.isClipped(i) {
      flag(document.tokens[i], cue, nil, 0.9, .warning, document, &findings)
    }
    // Damaged pages are weighed as a whole.
    let misread = damage.level < .damaged ? MisreadWords(analysis, model).find() : [:]
    for (i, intended) in misread.sorted(by: { $0.key < $1.key }) where cued[i] == nil && !judge.isClipped(i) {
      flag(
        document.tokens[i], String(decoding: intended.word, as: UTF8.self), intended.reason, MisreadingModel.precision, .warning, document,
        &findings)
    }
    let reading = analysis.shared(PageReading.self)
    if reading.isPage {
      let page = analysis.shared(PageCorrections.self)
      for suspect in reading.words where cued[suspect.token] == nil && document.tokens[suspect.token].count > 1 {
        flagMisread(suspect, page, document, &findings)
      }
      return
    }
    for i in judge.suspects() where cued[i] == nil && misread[i] == nil {
      guard let sentence = document.sentence(of: i), let slip = judge.judge(i, sentence) else { continue }
      flag(
        document.tokens[i], String(decoding: slip.word, as: UTF8.self), slip.reason, slip.confidence, slip.isSure ? .warning : .note,
        document, &findings)
    }
  }

  /// Words of damaged pages, as `PageReading` weighs them.
  private func flagMisread(_ suspect: PageReading.Suspect, _ page: PageCorrections, _ document: Document, _ findings: inout Findings) {
    let token = document.tokens[suspect.token]
    guard token.kind == .word else { return }
    let corrections = page.corrections(ofKnown: suspect.token, other: suspect.other), word = document.text(token.range)
    guard let best = corrections.first else {
      findings.flag(token.range, "“\(word)” does not fit here; it looks misread", severity: .warning)
      return
    }
    let fixes = SpellingReports.onPage(corrections, at: suspect.token, page, document, false) { $0 * suspect.odds.probability }
    findings.flag(
      token.range, "“\(word)” does not fit here; did you mean “\(best.text)”?\(best.explanation.map { " (\($0))" } ?? "")", severity: .warning,
      fixes: fixes)
  }

  private func flag(
    _ token: Token, _ intended: String, _ reason: String?, _ confidence: Confidence, _ severity: Severity, _ document: Document,
    _ findings: inout Findings
  ) {
    let word = document.text(token.range)
    let isCapital = document.vocabulary[token.word].shape == .capitalised
    let fixed = isCapital ? intended.prefix(1).uppercased() + intended.dropFirst() : intended
    findings.flag(
      token.range, "“\(word)” does not fit here; did you mean “\(fixed)”?\(reason.map { " (\($0))" } ?? "")", severity: severity,
      fix: Fix(token.range, fixed, confidence: confidence, safety: .unsafe))
  }
}

/// Weighs words against those that they may have been misread for.
private final class RealWordJudge {
  struct Slip {
    let word: [UInt8]
    let reason: String
    let confidence: Confidence
    let isSure: Bool
  }

  private let analysis: Analysis
  private let document: Document
  private let fit: WordFit
  private let level: Damage.Level
  private let isLightOld: Bool
  private let isOld: Bool, isPeriod: Bool, isPrinted: Bool
  /// By distinct word; nil inside until somebody asks.
  private var keys: [UInt64?]
  private var confusions: [[Lexicon.Confusion]?]
  private var isCandidate: [Bool] = []

  init(_ analysis: Analysis, _ level: Damage.Level) {
    (isPeriod, isPrinted) = (analysis.shared(PageSetting.self).isPeriod, analysis.shared(PageSetting.self).isPrinted)
    // An old page with a misread word was scanned: all its words are looked at, with more asked of each.
    isLightOld = isPeriod && level == .light
    (self.analysis, document, self.level) = (analysis, analysis.document, isLightOld ? .damaged : level)
    fit = WordFit(analysis.lexicon)
    isOld = analysis.shared(PageSetting.self).isOld
    keys = Array(repeating: nil, count: document.vocabulary.words.count)
    confusions = Array(repeating: nil, count: document.vocabulary.words.count)
    let isSpared = document.vocabulary.folds.map(isSpared)
    isCandidate = document.vocabulary.words.indices.map { mayBeSlip(WordID($0), isSpared) }
  }

  /// Whether a word is no slip here: in clean text function words, particles of names and old spellings, in books and old
  /// prints what tells their age.
  private func isSpared(_ fold: Vocabulary.Fold) -> Bool {
    let classes = fold.classes
    if isPeriod, classes.contains(.archaicSign) { return true }
    if level < .damaged {
      return classes.contains(.archaicSurvivor) || classes.contains(.nameParticle)
        || classes.contains(.closedReading) && fold.text.count <= Self.longestSpared
    }
    return isOld && (classes.contains(.archaicSurvivor) || classes.contains(.archaicSign))
  }

  /// Bytes of a function word that is no slip in clean text.
  private static let longestSpared = 5

  /// Whether a word may stand for another: in clean text one that stands once.
  private func mayBeSlip(_ id: WordID, _ isSpared: [Bool]) -> Bool {
    let word = document.vocabulary[id]
    guard word.shape == .lower, word.range.count >= 2, word.flags.isEmpty, level >= .damaged || word.count == 1,
      !isSpared[Int(word.folded)], analysis.words.isKnown(id)
    else { return false }
    return document.terms?.contains(document.vocabulary.folds[Int(word.folded)].text) != true
  }

  /// log₁₀ of the likelihood ratio that a reader would want, by damage; measured on clean news and prose, where the
  /// first gives one false alarm in a million words.
  private var least: Double {
    if isLightOld { return 2.0 }
    switch level {
    case .clean: return 5.5
    case .light: return 3.6
    case .damaged: return 2.0
    case .heavy: return 1.2
    }
  }
  /// Zipf frequency of the rarest word that is offered in text without damage by the counts of pairs.
  private static let leastInClean: Zipf = 3.6
  private static let noted = 2.4
  /// log₁₀ of how much better another word has to fit before anything else is asked.
  private static let leastRatio = 0.8
  private static let perLetter = 0.3

  /// The tokens to look at, in reading order.
  func suspects() -> [Int] {
    let tokens = document.tokens
    guard level < .damaged else { return tokens.indices.filter { tokens[$0].kind == .word && isCandidate[Int(tokens[$0].word)] } }
    // Every candidate stands once.
    return isCandidate.indices.filter { isCandidate[$0] }.compactMap { analysis.firstOccurrence(ofWord: WordID($0)) }.sorted()
  }

  func judge(_ i: Int, _ sentence: Sentence) -> Slip? {
    let token = document.tokens[i]
    guard !touchesHyphen(i), !isClipped(i), level >= .damaged || !isAmongNames(i, sentence) else { return nil }
    let key = key(of: token.word)
    let left = neighbour(i, -1, sentence), right = neighbour(i, 1, sentence)
    // In clean text a word that was ever seen beside one of its neighbours is beyond suspicion.
    if level < .damaged, fit.wasSeen(left, key) || fit.wasSeen(key, right) { return nil }
    let word = document.vocabulary[token.word]
    var best: (score: Double, confusion: Lexicon.Confusion)?
    for confusion in confusions(of: token.word) {
      let comparison = fit.compare(key, confusion.key, between: left, and: right)
      guard comparison.ratio > Self.leastRatio else { continue }
      let score = score(comparison, confusion, word, left != nil && right != nil)
      if score > best?.score ?? -100 { best = (score, confusion) }
    }
    guard let best, best.score >= min(least, Self.noted) else { return nil }
    let isSure = best.score >= least
    return Slip(
      word: best.confusion.word, reason: best.confusion.reason, confidence: isSure ? Confidence(min(0.95, 0.7 + (best.score - least) / 10)) : 0.5,
      isSure: isSure)
  }

  private func score(
    _ comparison: WordFit.Comparison, _ confusion: Lexicon.Confusion, _ word: Vocabulary.Word, _ isFramed: Bool
  ) -> Double {
    var score = comparison.ratio - 1.2 * Double(comparison.seen)
    if isFramed {
      if comparison.otherSeen == 2 { score += 0.5 }
      score += min(0, min(comparison.left, comparison.right))
    } else {
      score -= 0.3
    }
    let isTopic = document.vocabulary.foldID(confusion.word).map { document.vocabulary.folds[Int($0)].count > 0 } ?? false
    if isTopic { score += 0.4 }
    if Self.closed.contains(document.vocabulary.folds[Int(word.folded)].text) { score -= 0.5 }
    // The longer a word, the rarer is a slip that makes another one of it.
    score -= Self.perLetter * Double(max(0, confusion.word.count - 4))
    return score - 0.5 * (confusion.cost.value - 2) - (isOld ? 1.5 : 0)
  }

  /// Halves of words that a line end has cut are other rules’ business.
  private func touchesHyphen(_ i: Int) -> Bool {
    if i + 1 < document.tokens.count, document.tokens[i + 1].kind == .hyphen { return true }
    guard let before = document.previous(i) else { return false }
    return document.tokens[before].kind == .hyphen
  }

  /// `tho’`: the apostrophe is part of the word.
  func isClipped(_ i: Int) -> Bool {
    guard i + 1 < document.tokens.count, document.tokens[i + 1].kind == .quote else { return false }
    return Archaisms.survivors.contains(document.vocabulary.fold(of: document.tokens[i].word).text + [.apostrophe])
  }

  private func neighbour(_ i: Int, _ step: Int, _ sentence: Sentence) -> UInt64? {
    let gap = i + step, k = i + 2 * step
    guard sentence.tokens.contains(k), document.tokens[gap].isBlank, document.tokens[k].kind == .word else { return nil }
    return key(of: document.tokens[k].word)
  }

  private func isAmongNames(_ i: Int, _ sentence: Sentence) -> Bool {
    for k in [i - 2, i + 2] where sentence.tokens.contains(k) && document.tokens[k].kind == .word {
      if document.vocabulary[document.tokens[k].word].shape != .lower, k != sentence.tokens.lowerBound { return true }
    }
    return false
  }

  private func key(of word: WordID) -> UInt64 {
    if let known = keys[Int(word)] { return known }
    let range = document.vocabulary[word].range
    let key = Lexicon.key(document.bytes[range.start..<range.end])
    keys[Int(word)] = key
    return key
  }

  private func confusions(of word: WordID) -> [Lexicon.Confusion] {
    if let known = confusions[Int(word)] { return known }
    // Slips of the hand are many, and printers set with care; only a scanner’s page is looked at that closely. Both kinds of
    // text ask for the same list, which is made once.
    let isScan = level >= .damaged
    var made = analysis.lexicon.confusions(
      of: document.vocabulary.fold(of: word).text, least: MisreadingModel.least.tenths, withSlips: isScan && !isPrinted)
    if !isScan { made.removeAll { $0.zipf < Self.leastInClean } }
    confusions[Int(word)] = made
    return made
  }

  private static let closed = WordClass.closedReading
}

extension Lexicon.Confusion {
  /// How the one word became the other, for a message.
  fileprivate var reason: String {
    let (observed, intended) = (String(decoding: observed, as: UTF8.self), String(decoding: intended, as: UTF8.self))
    if observed.isEmpty { return "\(intended) lost" }
    return intended.isEmpty ? "\(observed) too many" : "\(intended) read as \(observed)"
  }
}
