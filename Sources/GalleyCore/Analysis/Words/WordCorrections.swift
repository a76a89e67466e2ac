import Formats
import Spelling

/// Finds what a form that nothing knows may have been meant to be, best first.
struct WordCorrections {
  let document: Document
  let lexicon: Lexicon
  let context: WordContext
  let ligatures: LostLigatures
  let names: ExtraWords
  let ocrPrior: Double
  /// Whether the text is English: of other languages it is not known what fits where.
  let isEnglish: Bool

  private static let most = 5
  /// Of a page that a machine misread more are weighed where they stand.
  private static let mostOnPages = 7
  /// The probability of a scanner’s errors from which on a page is taken for misread throughout.
  private static let scanned = 0.8
  /// Zipf of a form that is too frequent to be a slip that is looked for far afield.
  private static let frequent = 2.5
  /// The probabilities of a contraction without its apostrophe, of a possessive without it before a thing and elsewhere,
  /// of a capital I for an l, of a lost ligature in a text that lost others.
  private static let contraction = 0.99, owner = 0.9, possessive = 0.2, misread = 0.97, ligature = 0.95
  /// Of what happened to these.
  private static let apostropheCost: Cost = 1.2, misreadCost: Cost = 0.5, ligatureCost: Cost = 1.0
  /// What is farther from a word with a capital is another name.
  private static let farthestOfName: Cost = 5.0
  /// The same where a machine misread it, for the fixes alone.
  private static let farthestOnPage: Cost = 6.5
  /// What the neighbours count beside the form itself.
  private static let contextWeight = 0.3

  /// - Parameters:
  ///   - main: the token that stands for all
  ///   - isHopeless: whatever is found, nothing will be reported
  func corrections(
    of word: UnknownWord, at main: Int, _ features: FeatureVector<SpellingFeature>, mayBeAny: Bool, isHopeless: Bool
  ) -> (corrections: [Correction], readings: [Correction]) {
    let token = document.tokens[main]
    let isName = features[.capitalFree] == 0
    let isListed = features[.isPersonal] + features[.isPlace] + features[.isOtherName] + features[.isRareName] > 0
    // “two Georgias”: a name that is counted is a plural.
    let isPlural = isName && features[.isCounted] > 0 && features[.isOwner] == 0
    let owner = isPlural ? nil : Contraction.possessive(of: word.text, lexicon, isName: isName) { document.vocabulary.foldID($0) != nil }
    let mayBeAny = mayBeAny || (!isName || !isListed && features[.capitalUnexplained] == 0) && features[.frequency] < Self.frequent
    let isPage = ocrPrior >= Self.scanned && isEnglish
    let search = CorrectionContext(
      left: neighbour(main, -1), right: neighbour(main, 1), ocrPrior: ocrPrior, extraWords: names,
      reach: !mayBeAny ? .common : isHopeless && owner == nil ? .near : isName && isEnglish ? .wide : .far,
      farthest: !isName || !isEnglish ? .unlimited : isPage ? Self.farthestOnPage : Self.farthestOfName)
    let all = lexicon.corrections(of: document.bytes(token), in: search, limit: isPage ? Self.mostOnPages : Self.most)
    let near = isName && isEnglish ? all.filter { $0.cost <= Self.farthestOfName } : all
    var found = reordered(Array(near.prefix(Self.most)), main)
    func add(_ intended: [UInt8], _ confidence: Double, _ cost: Cost, _ kind: Correction.Kind, isFirst: Bool) {
      let text = cased(intended, token, isName)
      guard isFirst || !found.contains(where: { $0.text == text }) else { return }
      found.removeAll { $0.text == text }
      let index = isFirst ? 0 : found.firstIndex { $0.confidence < confidence } ?? found.count
      found.insert(Correction(text: text, confidence: confidence, kind: kind, cost: cost), at: index)
    }
    if let intended = ligatures.readings[word.fold] {
      let hasOthers = ligatures.readings.count > 1
      add(intended, hasOthers ? Self.ligature : Self.possessive, Self.ligatureCost, .ocr, isFirst: hasOthers)
    }
    if let intended = owner {
      let ownsThing = features[.isOwner] > 0
      // “childrens”: a plural that takes no other s.
      let hasPlural = IrregularForms.shared.singulars[Array(intended.dropLast(2))] != nil
      add(intended, ownsThing ? Self.owner : Self.possessive, Self.apostropheCost, .typing, isFirst: ownsThing && (isName || hasPlural || found.isEmpty))
    }
    if let intended = Self.readAsL(document.bytes(token), lexicon) {
      found.removeAll { $0.text == intended }
      found.insert(Correction(text: intended, confidence: Self.misread, kind: .ocr, cost: Self.misreadCost), at: 0)
    }
    if let intended = Contraction.contraction(of: word.text, lexicon) {
      add(intended, Self.contraction, Self.apostropheCost, .typing, isFirst: true)
    }
    return (Array(found.prefix(Self.most)), isPage ? all : [])
  }

  /// A word in lower case as a place writes it.
  private func cased(_ intended: [UInt8], _ token: Token, _ isName: Bool) -> String {
    let text = String(decoding: intended, as: UTF8.self)
    switch document.vocabulary[token.word].shape {
    case .upper where token.count > 1: return text.uppercased()
    case .lower where !(intended.first == 0x69 && intended.dropFirst().first == 0x27): return text
    default: return text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  /// `peopIe`, `Iast`: the word whose l was read as a capital I.
  private static func readAsL(_ bytes: ArraySlice<UInt8>, _ lexicon: Lexicon) -> String? {
    guard bytes.contains(0x49), bytes.contains(where: { $0.isLowercase }) else { return nil }
    let text = bytes.map { $0 == 0x49 ? 0x6C : $0 }
    guard text.dropFirst().allSatisfy({ !$0.isCapital }), !lexicon.accepts(text).isEmpty else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// Single words among the corrections in the order that their neighbours suggest.
  private func reordered(_ found: [Correction], _ main: Int) -> [Correction] {
    let single = found.indices.filter { found[$0].kind == .typing || found[$0].kind == .ocr }
    guard isEnglish, single.count > 1, let neighbours = context.neighbours(of: main) else { return found }
    let fits = single.map { fit(lowercased(Array(found[$0].text.utf8)[...]), in: neighbours) }
    let best = fits.max() ?? 0
    var masses = zip(single, fits).map { found[$0].confidence * tenToThe(Self.contextWeight * ($1 - best)) }
    let sum = masses.reduce(0, +), all = single.reduce(0) { $0 + found[$1].confidence }
    masses = masses.map { $0 / sum * all }
    var result = found
    for (rank, (index, mass)) in zip(single, zip(single, masses).sorted { $0.1 > $1.1 }) {
      result[rank] = found[index]
      result[rank].setConfidence(mass)
    }
    return result
  }

  /// How much likelier a word is between its neighbours than anywhere, as log₁₀.
  func fit(_ intended: [UInt8], in neighbours: WordContext.Neighbours, otherwise kind: LanguageModel.Kind = .unknown) -> Double {
    let word = context.word(intended, otherwise: kind)
    let fit = context.fit(word, in: neighbours)
    let here = fit.itself - word.alone - word.share + fit.next - (neighbours.next.map { $0.alone + $0.share } ?? 0)
    return Double(here) / Double(LanguageModel.steps)
  }

  /// The word beside a place in its sentence, in lower case.
  func neighbour(_ i: Int, _ step: Int) -> [UInt8]? {
    guard let sentence = document.sentence(of: i) else { return nil }
    var k = i + step
    while sentence.tokens.contains(k), document.tokens[k].isBlank { k += step }
    guard sentence.tokens.contains(k), document.tokens[k].kind == .word else { return nil }
    return lowercased(document.bytes(document.tokens[k]))
  }
}
