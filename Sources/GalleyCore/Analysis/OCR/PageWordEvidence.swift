import Formats
package import Spelling

/// Answers the questions of `PageWordFeature` about the known words and the numbers of a damaged page.
package struct PageWordEvidence {
  package struct Answer {
    package let features: FeatureVector<PageWordFeature>
    /// What it may be a misreading of.
    package let other: Lexicon.Confusion?
  }

  private let analysis: Analysis
  private let document: Document
  private let context: WordContext
  private let lexicon: Lexicon
  private let nature: PageNature
  /// By distinct word; nil inside until somebody asks.
  private var confusions: [[Lexicon.Confusion]?]
  private let unknown: NearbyUnknown

  package init(_ analysis: Analysis) {
    (self.analysis, document, lexicon) = (analysis, analysis.document, analysis.lexicon)
    context = analysis.shared(WordContext.self)
    nature = PageNature(analysis)
    unknown = NearbyUnknown(analysis)
    confusions = Array(repeating: nil, count: document.vocabulary.words.count)
  }

  /// Zipf × 10 of the rarest word that is offered.
  private static let least = 30
  /// log₁₀ of how much likelier a word is here than anywhere that needs no other one; that is right beyond doubt.
  private static let fitting = 0.5, fittingWell = 1.0
  /// Bytes of a word that its neighbours put beyond doubt, and of one that a hyphen may have cut.
  private static let leastFitting = 3, leastJoined = 4
  /// Steps by which a score may exceed certainty.
  private static let slack = 15
  private static let steps = Double(LanguageModel.steps)

  /// Whether the page is read so closely, and the token one of those that are asked about.
  package func isAsked(_ i: Int) -> Bool {
    let token = document.tokens[i]
    switch token.kind {
    case .number: return token.count <= Self.longestNumber
    case .word:
      guard token.flags.isDisjoint(with: [.digit, .dotted, .invisible, .nonASCII]) else { return false }
      return token.count == 1 || analysis.words.isKnown(token.word)
    default: return false
    }
  }

  /// Bytes of a number that may be a misread word.
  private static let longestNumber = 6

  /// Nil where a word fits too well to be asked about.
  package mutating func answer(_ i: Int) -> Answer? {
    var features = FeatureVector<PageWordFeature>()
    let token = document.tokens[i]
    let neighbours = context.neighbours(of: i)
    let isWord = token.kind == .word
    let mine = isWord ? context.word(of: token.word) : context.number
    var other: Lexicon.Confusion?
    if let neighbours {
      let fit = context.fit(mine, in: neighbours)
      features[.fitItself] = Double(fit.itself - mine.alone - mine.share) / Self.steps
      features[.fitNext] = neighbours.next.map { Double(fit.next - $0.alone - $0.share) / Self.steps } ?? 0
      if isWord, token.count >= Self.leastFitting, features[.fitItself] + features[.fitNext] > Self.fittingWell, isLowercase(token, document) { return nil }
      if let next = neighbours.next {
        let without = context.fit(next, in: context.gap(far: neighbours.far, near: neighbours.near, next: neighbours.last, last: nil))
        features[.skip] = Double(without.itself + without.next - fit.sum) / Self.steps
      } else {
        features[.skip] = -Double(fit.itself) / Self.steps
      }
      features.set(.isFirst, neighbours.near == nil)
      features.set(.isLast, neighbours.next == nil)
      if isWord, features[.fitItself] + features[.fitNext] <= Self.fitting { other = compare(i, fit, neighbours, &features) }
    } else {
      features[.isFirst] = 1
      features[.isLast] = 1
    }
    surroundings(i, &features)
    itself(i, &features)
    nature.fill(&features, PageWordFeature.nature)
    return Answer(features: features, other: other)
  }

  // MARK: other words

  private mutating func compare(
    _ i: Int, _ fit: WordContext.Fit, _ neighbours: WordContext.Neighbours, _ features: inout FeatureVector<PageWordFeature>
  ) -> Lexicon.Confusion? {
    let word = document.tokens[i].word
    var best: (value: Double, confusion: Lexicon.Confusion, fit: WordContext.Fit)?
    for confusion in confusions(of: word) {
      let least = Int(fit.sum) + Int(max(0, (best?.value ?? -.infinity) + confusion.cost.value) * Self.steps) - Self.slack
      guard let its = context.fit(confusion.model, in: neighbours, least: least) else { continue }
      let value = Double(its.sum - fit.sum) / Self.steps - confusion.cost.value
      if value > best?.value ?? -.infinity { best = (value, confusion, its) }
    }
    guard let best else { return nil }
    let text = document.vocabulary.fold(of: word).text
    features[.hasOther] = 1
    features[.gainItself] = Double(best.fit.itself - fit.itself) / Self.steps
    features[.gainNext] = Double(best.fit.next - fit.next) / Self.steps
    features[.gainLast] = Double(best.fit.last - fit.last) / Self.steps
    features[.gain] = Double(best.fit.sum - fit.sum) / Self.steps
    features[.cost] = best.confusion.cost.value
    features[.otherFrequency] = Double(best.confusion.frequency) / 10
    features[.otherHere] = log2Of(1 + Double(document.vocabulary.foldID(best.confusion.word).map { document.vocabulary.folds[Int($0)].count } ?? 0))
    features.set(.isInflection, WordFormation.areForms(text, best.confusion.word))
    return best.confusion
  }

  private mutating func confusions(of word: WordID) -> [Lexicon.Confusion] {
    if let known = confusions[Int(word)] { return known }
    let made = lexicon.confusions(of: document.vocabulary.fold(of: word).text, least: Self.least, withSlips: false, isWorn: true)
    confusions[Int(word)] = made
    return made
  }

  // MARK: surroundings

  private func surroundings(_ i: Int, _ features: inout FeatureVector<PageWordFeature>) {
    let tokens = document.tokens
    let before = document.previous(i), after = document.next(i)
    if let before {
      features[.markBefore] = mark(before)
      features.set(.afterUnknown, isUnknown(before))
      features.set(.afterNumber, tokens[before].kind == .number)
      features.set(.afterLower, isLowercase(tokens[before], document))
      if tokens[before].kind == .word {
        let word = document.bytes(tokens[before])
        features.set(.isNamed, WordClass.letterNamer.contains(lowercased(word)))
        features.set(.isRepeated, lowercased(word) == lowercased(document.bytes(tokens[i])))
      }
    }
    if let after {
      features[.markAfter] = mark(after)
      features.set(.beforeUnknown, isUnknown(after))
      features.set(.beforeNumber, tokens[after].kind == .number)
      features.set(.beforeLower, isLowercase(tokens[after], document))
      if tokens[after].kind == .word, tokens[i].kind == .word, tokens[after].count > tokens[i].count {
        features.set(.isStutter, lowercased(document.bytes(tokens[after])).starts(with: lowercased(document.bytes(tokens[i]))))
      }
    }
    features.set(.touchesHyphen, (before.map { tokens[$0].kind == .hyphen } ?? false) || (after.map { tokens[$0].kind == .hyphen } ?? false))
    features.set(.isGlued, isGlue(i - 1) || isGlue(i + 1))
    features.set(.beginsLine, i == 0 || tokens[i - 1].kind == .lineBreak)
    features.set(.endsLine, i + 1 >= tokens.count || tokens[i + 1].kind == .lineBreak)
    features.set(.beginsSentence, document.startsSentence(i))
    if let sentence = document.sentence(of: i) { features.set(.isHeading, document.paragraphs[sentence.paragraph].kind != .prose) }
    features[.joinLeft] = joined(left: wordBeside(i, -1), right: i)
    features[.joinRight] = joined(left: i, right: wordBeside(i, 1))
    features[.nearUnknown] = unknown.count(around: i)
  }

  private func isUnknown(_ i: Int) -> Bool { document.tokens[i].kind == .word && !analysis.words.isKnown(document.tokens[i].word) }

  private func isGlue(_ i: Int) -> Bool {
    guard document.tokens.indices.contains(i) else { return false }
    return [.word, .number, .symbol].contains(document.tokens[i].kind)
  }

  private func mark(_ i: Int) -> Double {
    let token = document.tokens[i]
    switch token.kind {
    case .word, .number: return 0
    case .punctuation:
      let byte = document.bytes[token.start]
      return byte == .comma ? 1 : byte == .stop || byte == .question || byte == .exclamation ? 2 : 3
    default: return 3
    }
  }

  /// The word beside it, perhaps behind one mark that a hyphen was read as.
  private func wordBeside(_ i: Int, _ step: Int) -> Int? {
    guard let near = step < 0 ? document.previous(i) : document.next(i) else { return nil }
    if document.tokens[near].kind == .word { return near }
    guard [.punctuation, .hyphen, .dash].contains(document.tokens[near].kind), let far = step < 0 ? document.previous(near) : document.next(near),
      document.tokens[far].kind == .word
    else { return nil }
    return far
  }

  private func joined(left: Int?, right: Int?) -> Double {
    guard let left, let right, document.tokens[left].kind == .word, document.tokens[right].kind == .word, isLowercase(document.tokens[right], document)
    else { return 0 }
    let whole = lowercased((document.bytes(document.tokens[left]) + document.bytes(document.tokens[right]))[...])
    guard whole.count >= Self.leastJoined, !lexicon.accepts(whole).isEmpty else { return 0 }
    return lexicon.zipf(whole).value
  }

  // MARK: the word

  private func itself(_ i: Int, _ features: inout FeatureVector<PageWordFeature>) {
    let token = document.tokens[i], bytes = document.bytes(token)
    features[.length] = Double(token.count)
    guard token.kind == .word else {
      features[.digits] = Double(bytes.count(where: \.isDigit))
      features.set(.beginsWithNought, bytes.first == UInt8(ascii: "0"))
      features.set(.endsInOne, bytes.last == UInt8(ascii: "1"))
      features.set(.hasPoint, !bytes.allSatisfy(\.isDigit))
      return
    }
    let word = document.vocabulary[token.word], fold = document.vocabulary.fold(of: token.word)
    features[.frequency] = lexicon.zipf(fold.text).value
    features[.count] = log2Of(Double(fold.count))
    features[.shape] = Double(word.shape.rawValue)
    features[.capital] = Double(context.lowercaseWord(at: i).capitals ?? 0) / 10
    features.set(.isLowerHere, fold.lowerCount > (word.shape == .lower ? 1 : 0))
    features.set(.isFunctionWord, fold.classes.contains(.closedReading))
    features.set(.hasApostrophe, token.flags.contains(.apostrophe))
    guard token.count == 1, let byte = bytes.first else { return }
    features[.letter] =
      switch byte {
      case UInt8(ascii: "a"): 1
      case UInt8(ascii: "I"): 2
      case UInt8(ascii: "A"): 3
      case UInt8(ascii: "O"): 4
      default: byte.isLowercase ? 5 : 6
      }
  }
}
