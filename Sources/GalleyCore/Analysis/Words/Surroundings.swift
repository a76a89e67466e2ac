import Formats
import Spelling

/// What stands around one place of a word that nothing knows.
struct Surroundings {
  private let analysis: Analysis
  private let document: Document
  private let tokens: [Token]
  private let capitals: CapitalSetting
  private let i: Int

  /// Words on either side that may belong to a foreign passage with it.
  private static let reach = 4

  init(_ analysis: Analysis, _ capitals: CapitalSetting, _ i: Int) {
    self.analysis = analysis
    self.capitals = capitals
    self.i = i
    document = analysis.document
    tokens = document.tokens
  }

  func fill(_ features: inout FeatureVector<SpellingFeature>) {
    guard let sentence = document.sentence(of: i) else { return }
    func raise(_ feature: SpellingFeature, _ value: Bool) { if value { features[feature] = 1 } }
    let before = i > 0 ? tokens[i - 1] : nil, after = i + 1 < tokens.count ? tokens[i + 1] : nil
    raise(.behindHyphen, before?.kind == .hyphen)
    raise(.beforeHyphen, after?.kind == .hyphen)
    raise(.isGlued, isGlue(before) || isGlue(after))
    raise(.isEdge, i == document.sentences.last?.tokens.last || i == document.sentences.first?.tokens.first)
    raise(.isQuotedAlone, before?.kind == .quote && after?.kind == .quote)
    raise(.isQuoted, analysis.quotations.isQuoted(tokens[i].start))
    raise(.isBracketed, isMark(before, 0x28) || isMark(after, 0x29) || isMark(before, 0x5D))
    raise(.isHeading, document.paragraphs[sentence.paragraph].kind == .heading)
    raise(.isAbbreviated, isMark(after, 0x2E) && i + 2 < tokens.count && sentence.tokens.contains(i + 2))
    raise(.isElided, isElided(before))
    raise(.isClipped, after?.kind == .quote && document.bytes(tokens[i]).suffix(2).elementsEqual("in".utf8))
    features[.isEpithet] = max(features[.isEpithet], Double(epithetSigns(i, after: sentence.tokens.lowerBound, analysis)))
    raise(.isCounted, isCounted(sentence))
    owned(sentence, &features)
    names(sentence, &features)
    foreign(sentence, &features)
  }

  private func isMark(_ token: Token?, _ byte: UInt8) -> Bool {
    guard let token else { return false }
    return token.kind == .punctuation && document.bytes[token.start] == byte
  }

  /// What stands against a word in code, addresses and formulas.
  private func isGlue(_ token: Token?) -> Bool {
    guard let token else { return false }
    switch token.kind {
    case .symbol, .verbatim, .number: return true
    case .punctuation: return document.bytes[token.start] == 0x2F
    default: return false
    }
  }

  private func isElided(_ before: Token?) -> Bool {
    if Archaisms.isElided(document.bytes(tokens[i])) { return true }
    guard let before, before.kind == .quote, before.end == tokens[i].start,
      [0x27, 0x2018, 0x2019].contains(document.scalar(at: before.start) ?? 0)
    else { return false }
    return Archaisms.isElided(afterApostrophe: document.bytes(tokens[i]), analysis.lexicon)
  }

  /// The word next to the place with nothing but space between.
  private func word(_ step: Int, in sentence: Sentence) -> Int? {
    var k = i + step
    while sentence.tokens.contains(k), tokens[k].isBlank { k += step }
    return sentence.tokens.contains(k) && tokens[k].kind == .word ? k : nil
  }

  /// “17 Johns”, “both Germanys”.
  private func isCounted(_ sentence: Sentence) -> Bool {
    guard i > 1, tokens[i - 1].isBlank, sentence.tokens.contains(i - 2) else { return false }
    switch tokens[i - 2].kind {
    case .number: return true
    case .word: return WordClass.quantifier.contains(lowercased(document.bytes(tokens[i - 2])))
    default: return false
    }
  }

  private func names(_ sentence: Sentence, _ features: inout FeatureVector<SpellingFeature>) {
    for step in [-1, 1] {
      if let k = word(step, in: sentence) {
        let shape = document.vocabulary[tokens[k].word].shape
        if shape != .lower, capitals.reason(k) == .none { features[.besideCapital] = 1 }
        guard step < 0 else { continue }
        let key = NameWord.key(document.bytes(tokens[k])).key
        let role = NameVocabulary.role(key)
        if role == .courtesy || role == .office { features[.behindTitle] = 1 }
        if shape != .lower, Gazetteer.readings(of: key).contains(where: { $0.kind == .given }) { features[.besideGiven] = 1 }
        if shape == .upper, tokens[k].count == 1 { features[.behindTitle] = 1 }
      } else if step < 0, i > 2, tokens[i - 1].kind == .space, isMark(tokens[i - 2], 0x2E), tokens[i - 3].kind == .word,
        tokens[i - 3].count == 1 || NameVocabulary.role(lowercased(document.bytes(tokens[i - 3]))) == .courtesy
      {
        features[.behindTitle] = 1
      }
    }
  }

  private func owned(_ sentence: Sentence, _ features: inout FeatureVector<SpellingFeature>) {
    guard document.bytes[tokens[i].end - 1] == 0x73, i + 1 < tokens.count, tokens[i + 1].kind == .space, let k = word(1, in: sentence),
      document.vocabulary[tokens[k].word].shape == .lower, analysis.words.isKnown(tokens[k].word),
      NameVocabulary.role(lowercased(document.bytes(tokens[k]))) != .function
    else { return }
    let grammar = analysis.shared(Grammar.self)
    guard grammar.canBe(.noun, k) || grammar.canBe(.adjective, k) else { return }
    features[.isOwner] = 1
    if ![.base, .third, .past].contains(where: { grammar.canBe($0, k) }) { features[.isOwnerOnly] = 1 }
  }

  private func foreign(_ sentence: Sentence, _ features: inout FeatureVector<SpellingFeature>) {
    var unknown = 0, functions = 0, looks = 0.0, words = 0
    for step in [-1, 1] {
      var k = i + step, seen = 0
      while sentence.tokens.contains(k), seen < Self.reach {
        defer { k += step }
        guard tokens[k].kind == .word else { continue }
        seen += 1
        let shape = document.vocabulary[tokens[k].word].shape
        if shape == .lower, isForeignFunctionWord(tokens[k], document) { functions += 1 }
        guard !analysis.words.isKnown(tokens[k].word), shape == .lower else { continue }
        unknown += 1
        let text = document.bytes(tokens[k])
        let costs = LanguageModels.costs(text)
        looks = max(looks, costs.english - costs.other)
        if analysis.lexicon.foreignZipf(text.span) > .unseen { words += 1 }
      }
    }
    features[.nearForeign] = max(features[.nearForeign], Double(min(3, functions)))
    features[.nearUnknown] = max(features[.nearUnknown], log2Of(1 + Double(unknown)))
    features[.nearForeignness] = max(features[.nearForeignness], looks)
    features[.nearForeignWord] = max(features[.nearForeignWord], Double(min(3, words)))
  }
}
