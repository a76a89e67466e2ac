import Formats
package import Spelling

/// The corrections of unknown words on a page that a machine misread, weighed place by place: what the misreading costs, how
/// frequent the word is on the page and elsewhere, and how well it stands in its line, where other misread words are taken for
/// what they most likely were. A conditional logit; see `PageCorrectionWeights`.
package final class PageCorrections: SharedAnalysis {
  private let document: Document
  private let lexicon: Lexicon
  private let context: WordContext
  private let ocrPrior: Double
  private let reading: PageReading

  package init(_ analysis: Analysis) {
    (document, lexicon) = (analysis.document, analysis.lexicon)
    ocrPrior = analysis.shared(Damage.self).ocrPrior
    context = WordContext(analysis)
    reading = analysis.shared(PageReading.self)
    for judged in analysis.shared(SpellingJudgement.self).judged where judged.isWrong >= Self.believed {
      guard let best = judged.readings.first, best.kind == .typing || best.kind == .ocr else { continue }
      let word = context.word(lowercased(Array(best.text.utf8)[...]))
      for i in judged.word.occurrences { context.assume(document.tokens[i].word, word) }
    }
  }

  /// From which probability on an unknown word is taken for its first correction.
  private static let believed = 0.5
  /// A correction so much less likely than the best is not offered, as log₁₀.
  private static let hopeless = 4.0

  /// Best first, in the case of the place, with the probability of each among them.
  func corrections(of judged: SpellingJudgement.Judged, at i: Int) -> [Correction] {
    guard !judged.readings.isEmpty else { return judged.corrections }
    let readings = judged.readings
    var values = self.values(of: readings, at: i)
    var all = readings
    // What other evidence than the search’s gives: a contraction, an l read as a capital I.
    if let first = judged.corrections.first, first.frequency == nil, !readings.contains(where: { $0.text == first.text }) {
      all.append(first)
      values.append((values.max() ?? 0) + (first.confidence >= Self.believed ? 1 : -1))
    }
    return ranked(all, values, at: i)
  }

  private func values(of readings: [Correction], at i: Int) -> [Double] {
    features(of: readings, at: i).map(PageCorrectionWeights.fitted.odds)
  }

  private func ranked(_ all: [Correction], _ values: [Double], at i: Int) -> [Correction] {
    let best = values.max() ?? 0
    let masses = values.map { tenToThe($0 - best) }, sum = masses.reduce(0, +)
    return zip(all, masses).sorted { $0.1 > $1.1 }.filter { $0.1 > tenToThe(-Self.hopeless) }.map { correction, mass in
      correction.reading(cased(correction, at: i), confidence: mass / sum)
    }
  }

  /// What a word that dictionaries know, or a letter alone, was misread for; best first. Of a letter it may be nothing.
  /// - Parameter other: the word that `PageReading` took it for a misreading of
  func corrections(ofKnown i: Int, other: Lexicon.Confusion? = nil) -> [Correction] {
    let readings = readings(ofKnown: i, other: other)
    return ranked(readings, values(of: readings, at: i), at: i)
  }

  package func readings(ofKnown i: Int, other: Lexicon.Confusion?) -> [Correction] {
    let token = document.tokens[i]
    guard token.kind == .word else { return [] }
    let search = CorrectionContext(left: neighbour(document.previous(i)), right: neighbour(document.next(i)), ocrPrior: ocrPrior, reach: .near)
    var found = lexicon.corrections(of: document.bytes(token), in: search, limit: Self.most)
    if let other {
      let text = String(decoding: other.word, as: UTF8.self)
      if !found.contains(where: { $0.text.lowercased() == text }) {
        found.append(Correction(text: text, kind: .ocr, cost: other.cost, frequency: other.zipf.value))
      }
    }
    if document.vocabulary[token.word].shape == .capitalised, !document.startsSentence(i) {
      let fold = document.vocabulary.fold(of: token.word).text
      found.append(Correction(text: String(decoding: fold, as: UTF8.self), kind: .letterCase, cost: 0.0, frequency: lexicon.zipf(fold).value))
    }
    if isInitial(i) { found.append(Correction(text: document.text(token.range) + ".", kind: .letterCase, cost: 0.0, frequency: 0)) }
    if token.count == 1 { found.append(Correction(text: "", kind: .ocr, cost: 0.0, frequency: 0)) }
    return found
  }

  /// Whether a capital letter stands before or after a name, or another letter of one, without its stop.
  private func isInitial(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard tokens[i].count == 1, document.bytes[tokens[i].start].isCapital, i + 1 >= tokens.count || tokens[i + 1].isBlank else { return false }
    return [document.previous(i), document.next(i)].contains { k in
      guard let k, tokens[k].kind == .word else { return false }
      return document.bytes[tokens[k].start].isCapital
    }
  }

  private static let most = 7

  private func neighbour(_ i: Int?) -> [UInt8]? {
    guard let i, document.tokens[i].kind == .word else { return nil }
    return lowercased(document.bytes(document.tokens[i]))
  }

  /// What is known of each correction where it stands.
  package func features(of readings: [Correction], at i: Int) -> [FeatureVector<PageCorrectionFeature>] {
    let neighbours = context.neighbours(of: i)
    let count = document.tokens[i].count
    return readings.map { correction in
      var features = FeatureVector<PageCorrectionFeature>()
      let text = lowercased(Array(correction.text.utf8)[...])
      features[.cost] = correction.cost.value
      features[.frequency] = correction.frequency ?? 0
      features[.growth] = Double(text.count - count)
      if correction.kind == .letterCase, text.last == .stop {
        features[.isInitial] = 1
        return features
      }
      if correction.text.isEmpty {
        features[.isNothing] = 1
        if let neighbours, let next = neighbours.next {
          let without = context.fit(next, in: context.gap(far: neighbours.far, near: neighbours.near, next: neighbours.last, last: nil))
          features[.fit] = Double(without.sum) / Self.steps
        }
        return features
      }
      switch correction.kind {
      case .split:
        features[.isSplit] = 1
        let parts = text.split(separator: .space).map(Array.init)
        features[.moreParts] = Double(parts.count - 2)
        if let neighbours { features[.fit] = fit(parts, in: neighbours) }
      case .joinLeft, .joinRight:
        features[.isJoin] = 1
        if let neighbours { features[.fit] = joined(text, correction.kind == .joinLeft, at: i, neighbours) }
      default:
        features.set(.isCase, correction.kind == .letterCase)
        features.set(.isUnlisted, correction.frequency == nil)
        features[.here] = log2Of(1 + Double(document.vocabulary.foldID(text).map { document.vocabulary.folds[Int($0)].count } ?? 0))
        if let neighbours { features[.fit] = Double(context.fit(context.word(text), in: neighbours).sum) / Self.steps }
      }
      if count <= Self.short { (features[.costOfShort], features[.fitOfShort]) = (features[.cost], features[.fit]) }
      return features
    }
  }

  private static let short = 3
  private static let steps = Double(LanguageModel.steps)

  /// log₁₀ of the probability of words in a row and of what stands after them.
  private func fit(_ parts: [[UInt8]], in gap: WordContext.Neighbours) -> Double {
    let words = parts.map { context.word($0) }
    var sum = 0
    var (far, near) = (gap.far, gap.near)
    for k in words.indices {
      let isLast = k + 1 == words.count
      let fit = context.fit(words[k], in: context.gap(far: far, near: near, next: isLast ? gap.next : words[k + 1], last: isLast ? gap.last : nil))
      sum += Int(isLast ? fit.sum : fit.itself)
      (far, near) = (near, words[k])
    }
    return Double(sum) / Self.steps
  }

  /// The same of a word together with the one before or after it, whose own probability is not needed then.
  private func joined(_ text: [UInt8], _ isLeft: Bool, at i: Int, _ gap: WordContext.Neighbours) -> Double {
    let whole = context.word(text)
    if isLeft {
      guard let left = document.previous(i), let before = context.neighbours(of: left), let near = gap.near else { return 0 }
      let fit = context.fit(whole, in: context.gap(far: before.far, near: before.near, next: gap.next, last: gap.last))
      return Double(fit.sum - context.fit(near, in: context.gap(far: before.far, near: before.near, next: nil, last: nil)).itself) / Self.steps
    }
    let fit = context.fit(whole, in: context.gap(far: gap.far, near: gap.near, next: gap.last, last: nil))
    return Double(fit.sum) / Self.steps
  }

  // MARK: marks

  /// What the fix of a word takes the place of with the marks that touch it and were misread, too, and the mark that belongs behind it.
  func place(of i: Int) -> (range: TextRange, mark: String) {
    let tokens = document.tokens
    var range = tokens[i].range, mark = ""
    if i > 0, isMisreadMark(i - 1) { range = range.union(tokens[i - 1].range) }
    if i + 1 < tokens.count, isMisreadMark(i + 1), i + 2 >= tokens.count || tokens[i + 2].isBlank {
      range = range.union(tokens[i + 1].range)
      if endsSentence(i + 1) { mark = "." }
    }
    return (range, mark)
  }

  private func isMisreadMark(_ i: Int) -> Bool {
    let token = document.tokens[i]
    return !token.isBlank && token.kind != .word && token.kind != .number && reading.odds(i).map { $0 >= PageReading.leastMark } ?? false
  }

  /// Whether another mark than a stop stands before a word with a capital.
  private func endsSentence(_ i: Int) -> Bool {
    guard document.tokens[i].kind == .punctuation, document.bytes[document.tokens[i].start] != .stop, let next = document.next(i) else { return false }
    return document.tokens[next].kind == .word && document.bytes[document.tokens[next].start].isCapital
  }

  // MARK: capitals

  /// log₁₀ × 10 of the odds of a capital from which a word has one though a small letter was read.
  private static let nearlyAlways: Int32 = 10

  /// A correction in the case of a place, where letters in capitals may themselves be misread.
  private func cased(_ correction: Correction, at i: Int) -> String {
    guard correction.kind == .typing || correction.kind == .ocr, let start = correction.text.unicodeScalars.first else { return correction.text }
    let observed = document.bytes(document.tokens[i])
    let letters = observed.count(where: \.isLetter), capitals = observed.count(where: \.isCapital)
    if capitals > 1, capitals * 4 > letters * 3 || capitals * 2 > letters && observed.last?.isCapital == true { return correction.text.uppercased() }
    let lower = correction.text.lowercased()
    guard start.isASCII, let first = observed.first else { return correction.text }
    let capital = lower.prefix(1).uppercased() + lower.dropFirst()
    if first.isCapital, first | .caseBit == lower.utf8.first { return capital }
    if document.startsSentence(i) { return capital }
    let word = context.word(Array(lower.utf8))
    let least = first.isCapital ? 0 : Self.nearlyAlways
    let hasCapital = word.isKnown ? word.capitals.map { $0 > least } : nil
    return hasCapital ?? first.isCapital ? capital : lower
  }
}
