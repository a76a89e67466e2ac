import Formats
import Spelling

/// What the corrections of a form say about it.
struct CorrectionEvidence {
  private let collector: EvidenceCollector
  private let word: UnknownWord
  private let corrections: [Correction]
  private let lexicon: Lexicon

  init(_ collector: EvidenceCollector, _ word: UnknownWord, _ corrections: [Correction], _ main: Int) {
    self.collector = collector
    self.word = word
    self.corrections = corrections
    lexicon = collector.lexicon
  }

  /// What a word is like that no list has: a Zipf value.
  private static let unseen = 0.5
  /// The same of a word in the dictionary of another language than English, whose frequencies are not known: a common one.
  private static let listed = 4.0
  private static let listedOdds = 1.0
  /// log₁₀ of how much oftener than its correction’s slips a form has to be written to be one by itself, and of how much
  /// oftener words that stand together often are run together than others.
  private static let accounted = 1.5, runTogether = 1.5
  /// The cost of one common slip.
  private static let near: Cost = 2.5
  private static let mostCost = 9.0, mostOdds = 6.0, mostFit = 3.0

  func fill(_ features: inout FeatureVector<SpellingFeature>) {
    guard let best = corrections.first else {
      (features[.cost], features[.costByLetter], features[.gain]) = (Self.mostCost, Self.mostCost / 4, -Self.mostCost)
      features[.odds] = -Self.mostOdds
      features[.ownFrequency] = features[.frequency]
      return
    }
    let text = lowercased(plainSpelling(Array(best.text.utf8)[...])[...])
    let candidate = stem(text)
    let frequency = !collector.isEnglish ? Self.listed : best.kind == .split ? pairFrequency(text) : lexicon.zipf(candidate).value
    let length = Double(max(2, word.text.count))
    features[.hasCorrection] = 1
    features[.cost] = min(Self.mostCost, best.cost.value)
    features[.costByLetter] = best.cost.value / length
    features[.odds] = max(-Self.mostOdds, min(Self.mostOdds, log10Of(max(1e-9, best.confidence) / max(1e-9, 1 - best.confidence))))
    // Without frequencies likely words and unlikely ones stand side by side: which was meant is open, not whether one was.
    if !collector.isEnglish { features[.odds] = max(features[.odds], Self.listedOdds) }
    features[.covered] = corrections.reduce(0) { $0 + $1.confidence }
    features[.candidateFrequency] = frequency
    features[.gain] = max(frequency, Self.unseen) - best.cost.value - max(features[.frequency], Self.unseen)
    let surplus = features[.gain] + best.cost.value - typingCost(best, candidate).value + (best.kind == .split ? Self.runTogether : 0)
    features[.ownFrequency] = features[.frequency] * max(0, min(1, -surplus / Self.accounted))
    if surplus > 0, best.cost < Self.near { features[.countAsSlip] = log2Of(Double(word.occurrences.count)) }
    if collector.isEnglish { (features[.fit], features[.nameFit]) = fits(candidate) }
    features[.candidateCapital] = Double(collector.finder.context.word(candidate).capitals ?? 0) / 10
    if let lost = collector.finder.ligatures.readings[word.fold], lost == candidate {
      features[.isLigature] = log2Of(1 + Double(collector.finder.ligatures.readings.count))
    }
    features.set(.isNumeral, text.allSatisfy { $0.isDigit || $0 == 0x2C || $0 == 0x2E })
    if let id = collector.document.vocabulary.foldID(candidate), id != word.fold {
      features[.candidateHere] = log2Of(1 + Double(collector.document.vocabulary.folds[Int(id)].count))
    }
    switch best.kind {
    case .ocr: features[.isMisreading] = 1
    case .split: split(text, &features)
    case .letterCase: features[.isCase] = 1
    case .joinLeft, .joinRight: features[.isJoin] = 1
    case .typing: break
    }
    features.set(.isProper, best.kind != .split && lexicon.accepts(candidate).isEmpty)
    features.set(.isContraction, Contraction.isIntended(text, for: word.text))
    features.set(.keepsContraction, Contraction.endsAlike(candidate, word.text))
    if features[.isProper] > 0, candidate.count > 1 {
      let kinds = Gazetteer.readings(of: candidate).reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) }
      features.set(.candidatePlace, !kinds.isDisjoint(with: .places) || kinds.contains(.demonym))
      features.set(.candidatePerson, !kinds.isDisjoint(with: .personal))
      features.set(.candidateDate, NameVocabulary.role(candidate) == .calendar)
    }
    if best.kind == .typing || best.kind == .ocr { change(candidate, &features) }
  }

  /// A correction without a possessive ending that the form was judged without.
  private func stem(_ text: [UInt8]) -> [UInt8] {
    guard text.count > 2, text[text.count - 1] == 0x73, text[text.count - 2] == 0x27,
      !word.text.suffix(2).elementsEqual([0x27, 0x73])
    else { return text }
    return Array(text.dropLast(2))
  }

  /// What the slip costs that made the word of its correction: where the words were counted by which frequencies are known,
  /// people typed, whatever read this text.
  private func typingCost(_ best: Correction, _ candidate: [UInt8]) -> Cost {
    guard best.kind == .ocr || best.kind == .typing, collector.isScan else { return best.cost }
    return min(best.cost, lexicon.channelCost(observed: word.text, intended: candidate, ocrPrior: 0) ?? best.cost)
  }

  /// The Zipf value of words in a row: how often “as well” is written, not how often `aswell`.
  private func pairFrequency(_ text: [UInt8]) -> Double {
    let parts = text.split(separator: .space).map(Array.init)
    let pairs = zip(parts, parts.dropFirst()).reduce(0) { $0 + lexicon.bigram($1.0, $1.1) }
    return max(0, lexicon.zipf(parts[0]).value + pairs)
  }

  private func split(_ text: [UInt8], _ features: inout FeatureVector<SpellingFeature>) {
    let parts = text.split(separator: .space).map(Array.init)
    features[.isSplit] = 1
    guard parts.count >= 2 else { return }
    features.set(.splitsFunction, parts.contains { SpellingEvidence.functionWords.contains($0) })
    features[.splitPair] = lexicon.bigram(parts[0], parts[1]) - lexicon.zipf(parts[1]).value + 9
    features[.splitShort] = Double(parts.map(\.count).min() ?? 0)
    features[.splitsCommon] = (parts.map { lexicon.zipf($0) }.min() ?? .unseen).value
  }

  /// Where the word and its correction differ.
  private func change(_ candidate: [UInt8], _ features: inout FeatureVector<SpellingFeature>) {
    let text = word.text
    var head = 0
    while head < min(text.count, candidate.count), text[head] == candidate[head] { head += 1 }
    var tail = 0
    while tail < min(text.count, candidate.count) - head, text[text.count - 1 - tail] == candidate[candidate.count - 1 - tail] { tail += 1 }
    let observed = Array(text[head..<(text.count - tail)]), intended = Array(candidate[head..<(candidate.count - tail)])
    features.set(.changesFirst, head == 0)
    features.set(.changesEnd, tail == 0 && head > 2)
    features.set(.swaps, observed.count == 2 && observed == intended.reversed())
    features.set(.changesApostrophe, (observed + intended).contains(0x27))
    let isVowel = { (byte: UInt8) in "aeiouy".utf8.contains(byte) }
    features.set(.changesVowel, !(observed + intended).isEmpty && (observed + intended).allSatisfy(isVowel))
    // comittee, untill
    let (longer, piece) = observed.isEmpty ? (candidate, intended) : (text, observed)
    features.set(
      .doubles, piece.count == 1 && (observed.isEmpty || intended.isEmpty) && (head > 0 && longer[head - 1] == piece[0]
        || head + 1 < longer.count && longer[head + 1] == piece[0]))
  }

  /// How much better the correction, and a name, fit their neighbours than chance, as log₁₀, on average.
  private func fits(_ candidate: [UInt8]) -> (candidate: Double, name: Double) {
    var sum = 0.0, name = 0.0, count = 0.0
    for i in collector.sample(word) {
      guard let neighbours = collector.finder.context.neighbours(of: i) else { continue }
      sum += max(-Self.mostFit, min(Self.mostFit, collector.finder.fit(candidate, in: neighbours)))
      name += max(-Self.mostFit, min(Self.mostFit, collector.finder.fit([], in: neighbours, otherwise: .name)))
      count += 1
    }
    return count == 0 ? (0, 0) : (sum / count, name / count)
  }
}

extension SpellingEvidence {
  /// Words that are run together with others most often.
  static let functionWords = WordClass.runTogether
}
