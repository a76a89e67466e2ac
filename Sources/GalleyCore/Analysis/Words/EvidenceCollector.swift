import Formats
import Spelling

/// Answers the questions of `SpellingFeature` about one form after the other.
struct EvidenceCollector {
  let analysis: Analysis
  let document: Document
  let lexicon: Lexicon
  let capitals: CapitalSetting
  private let level: Damage.Level
  /// Whether the text was read by a machine, with some of its errors at least.
  var isScan: Bool { analysis.isText(.scanned) }
  private let ocrPrior: Double
  private let setting: PageSetting
  private let isDialect: Double
  let isEnglish: Bool
  /// Whether every noun has a capital.
  private let capitalisesNouns: Bool
  private let unknownShare: Double
  private let damage: Double
  let finder: WordCorrections
  /// How many unknown forms begin with these four letters.
  private var families: [[UInt8]: Int] = [:]

  /// Occurrences of a form that are looked at; more say nothing more.
  private static let mostOccurrences = 4
  private static let stem = 4
  private static let fewWords = 100
  /// Below this promise corrections from far away are not looked for: of 5,449 misspellings by themselves that are found none is
  /// lost by it, two from 0 on. Where no frequencies are known, a correction says more.
  private static let hopeless: LogOdds = -0.8, hopelessElsewhere: LogOdds = -1.0
  /// From this promise on even what looks like a name may be any word gone wrong (Wensday).
  private static let promising: LogOdds = 1.5

  /// - Parameter most: so many of the words are asked about
  init(_ analysis: Analysis, _ unknown: [UnknownWord], most: Int) {
    let document = analysis.document
    self.analysis = analysis
    self.document = document
    lexicon = analysis.lexicon
    capitals = CapitalSetting(analysis)
    let estimate = analysis.shared(Damage.self)
    (level, ocrPrior, damage) = (estimate.level, estimate.ocrPrior, estimate.share)
    setting = analysis.shared(PageSetting.self)
    isEnglish = analysis.resources.isEnglish
    capitalisesNouns = !isEnglish && analysis.shared(LanguageProfile.self).language == "de"
    finder = WordCorrections(
      document: document, lexicon: lexicon, context: analysis.shared(WordContext.self), ligatures: LostLigatures(unknown.prefix(most), lexicon),
      names: level >= .light ? Self.repeatedNames(document) : ExtraWords([]), ocrPrior: ocrPrior, isEnglish: isEnglish)
    // Words with an apostrophe that nothing knows, or after one, as dialects and other languages have them (’uz, qu’il), besides
    // the signs of dialect; not slips like coudn’t. In a few words one is no habit.
    let elided = unknown.reduce(0) { sum, word in
      let first = word.occurrences[0]
      let isAfter = first > 0 && document.tokens[first - 1].kind == .quote && document.bytes[document.tokens[first - 1].start] != 0x22
      let isElided = isAfter || word.text.contains(0x27) && Contraction.ending(of: word.text) == nil
      return sum + (isElided ? word.occurrences.count : 0)
    }
    let signs = Double(elided + analysis.shared(Vernacular.self).count)
    // Other languages elide in earnest.
    isDialect = isEnglish ? log2Of(1 + signs * 1000 / Double(max(Self.fewWords, document.wordCount))) : 0
    unknownShare = Double(unknown.count) / Double(max(20, document.vocabulary.folds.count))
    for word in unknown where word.text.count >= Self.stem { families[Array(word.text.prefix(Self.stem)), default: 0] += 1 }
  }

  func word(_ word: UnknownWord) -> SpellingEvidence.Word {
    var features = FeatureVector<SpellingFeature>()
    form(word, &features)
    text(word, &features)
    let column = capitals(word, &features)
    occurrences(word, &features)
    let main = word.occurrences.first { analysis.document.vocabulary[document.tokens[$0].word].shape == .lower } ?? word.occurrences[0]
    let promise = SpellingModel.fitted.promise(column, features)
    let found = finder.corrections(
      of: word, at: main, features, mayBeAny: level >= .light || isEnglish && promise >= Self.promising,
      isHopeless: promise < (isEnglish ? Self.hopeless : Self.hopelessElsewhere))
    CorrectionEvidence(self, word, found.corrections, main).fill(&features)
    return SpellingEvidence.Word(
      word: word, corrections: found.corrections, readings: found.readings, main: main, column: column, features: features)
  }

  /// What the form itself says.
  private func form(_ word: UnknownWord, _ features: inout FeatureVector<SpellingFeature>) {
    let text = word.text, slice = text[...]
    let first = document.tokens[word.occurrences[0]]
    let frequency = lexicon.zipf(text.span).value
    features[.length] = Double(text.count)
    features[.frequency] = frequency
    features.set(.isUnseen, frequency == 0)
    let costs = LanguageModels.costs(slice)
    // In a text of another language that one is at home.
    features[.strangeness] = isEnglish ? costs.english : min(costs.english, costs.other)
    features[.foreignness] = isEnglish ? costs.english - costs.other : 0
    features[.foreignFrequency] = lexicon.foreignZipf(text.span).value
    let rarity = lexicon.rarity(text.span)
    features.set(.isRegional, rarity == 1)
    features.set(.isRare, rarity == 2)
    features.set(.isRareName, rarity == 3)
    features.set(.isDerived, WordFormation.isDerived(slice, lexicon) || WordFormation.isOfAcronym(document.bytes(first)))
    features.set(.isCompound, WordFormation.isCompound(text, lexicon))
    let vocabulary = document.vocabulary
    features.set(
      .isInflected,
      WordFormation.isInflected(text, lexicon) { base in
        guard let id = vocabulary.foldID(base), id != word.fold else { return false }
        return vocabulary.folds[Int(id)].count > 1 && lexicon.accepts(base).isEmpty
      } || WordFormation.isEponym(text) { vocabulary.foldID($0).map { vocabulary.folds[Int($0)].lowerCount == 0 } ?? false })
    features.set(.isArchaic, Archaisms.isForm(slice, lexicon) || Archaisms.isElided(slice))
    features.set(.hasAccent, UTF8Scalars(slice).contains { $0.scalar >= 0xC0 && ScalarClass($0.scalar).isLetter })
    let digits = text.filter { $0.isDigit }
    features.set(.hasDigit, !digits.isEmpty)
    features.set(.hasPlainDigit, digits.contains { ![0x30, 0x31, 0x35, 0x38].contains($0) })
    features.set(.hasApostrophe, text.contains(0x27) && Contraction.ending(of: text) == nil)
    features.set(.hasVowel, text.contains { Self.vowels.contains($0) })
    features.set(.isTripled, text.indices.dropFirst(2).contains { text[$0] == text[$0 - 1] && text[$0] == text[$0 - 2] })
    features.set(.isPossessive, document.tokens[word.occurrences[0]].count > analysis.words[first.word].stem)
    let readings = text.count > 1 ? Gazetteer.entry(of: text) : Gazetteer.Entry()
    let kinds = readings.readings.reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) }
    features.set(.isPersonal, !kinds.isDisjoint(with: .personal))
    features.set(.isPlace, !kinds.isDisjoint(with: .places))
    features.set(
      .isOtherName, !readings.readings.isEmpty && kinds.isDisjoint(with: .personal) && kinds.isDisjoint(with: .places) || readings.hasLonger)
  }

  private static let vowels = Set("aeiouy".utf8)

  /// What the text as a whole says.
  private func text(_ word: UnknownWord, _ features: inout FeatureVector<SpellingFeature>) {
    features[.count] = log2Of(Double(word.occurrences.count))
    var paragraphs: Set<Int> = []
    for i in word.occurrences.prefix(16) { paragraphs.insert(document.paragraphIndex(ofToken: i) ?? -1) }
    features[.spread] = log2Of(Double(paragraphs.count))
    let family = word.text.count >= Self.stem ? families[Array(word.text.prefix(Self.stem))] ?? 1 : 1
    features[.family] = log2Of(Double(family))
    features[.unknownShare] = unknownShare
    features[.damage] = damage
    features.set(.isDamaged, level >= .damaged)
    features.set(.isHeavy, level >= .heavy)
    features.set(.isBook, setting.isBook)
    features.set(.isPeriod, setting.isPeriod)
    features.set(.isTechnical, document.isTechnical)
    features[.isDialect] = isDialect
    features[.readByScanner] = ocrPrior
  }

  /// How the occurrences are written, and what explains it.
  private func capitals(_ word: UnknownWord, _ features: inout FeatureVector<SpellingFeature>) -> SpellingModel.Column {
    var free = 0.0, explained = 0.0, unexplained = 0.0, upper = 0.0, mixed = 0.0
    for i in word.occurrences.prefix(16) {
      switch document.vocabulary[document.tokens[i].word].shape {
      case .lower: free += 1
      case .mixed: mixed += 1
      case .upper:
        if capitals.reason(i) == .shouting { explained += 1 } else { upper += 1 }
      case .capitalised:
        if capitals.reason(i) == .none, !capitalisesNouns { unexplained += 1 } else { explained += 1 }
      }
    }
    let count = Double(min(16, word.occurrences.count))
    features[.capitalFree] = free / count
    features[.capitalExplained] = explained / count
    features[.capitalUnexplained] = unexplained / count
    features[.isUpper] = upper / count
    features[.isMixed] = mixed / count
    features.set(.knownOtherwise, document.vocabulary.folds[Int(word.fold)].count > word.occurrences.count)
    if features[.hasDigit] > 0 { return isScan ? .digitsScanned : .digits }
    if free > 0 { return isScan ? .lowercaseScanned : .lowercase }
    if upper + mixed >= unexplained + explained { return isScan ? .capitalsScanned : .capitals }
    if unexplained == 0 { return isScan ? .openingScanned : .opening }
    return isScan ? .capitalScanned : .capital
  }

  private func occurrences(_ word: UnknownWord, _ features: inout FeatureVector<SpellingFeature>) {
    for i in word.occurrences.prefix(Self.mostOccurrences) {
      Surroundings(analysis, capitals, i).fill(&features)
      if isHalf(i) { features[.isHalf] = 1 }
    }
  }

  /// The occurrences to look at.
  func sample(_ word: UnknownWord) -> ArraySlice<Int> { word.occurrences.prefix(Self.mostOccurrences) }

  /// The names that a page writes again and again: what else looks like one of them was meant to be it.
  private static func repeatedNames(_ document: Document) -> ExtraWords {
    let vocabulary = document.vocabulary
    return ExtraWords(
      vocabulary.words.filter {
        $0.shape == .capitalised && $0.count >= 2 && $0.range.count > 3 && $0.flags.isDisjoint(with: [.digit, .dotted])
      }
      .filter { vocabulary.folds[Int($0.folded)].lowerCount == 0 }
      .map { (Array(document.bytes[$0.range.start..<$0.range.end]), $0.count) })
  }

  /// Half of a word that the end of a line has cut: the whole is a word, or it is judged as a whole.
  private func isHalf(_ i: Int) -> Bool {
    let tokens = document.tokens
    func isWord(_ left: Int, _ right: Int) -> Bool {
      guard tokens.indices.contains(left), tokens.indices.contains(right), tokens[left].kind == .word, tokens[right].kind == .word
      else { return false }
      let whole = lowercased((document.bytes(tokens[left]) + document.bytes(tokens[right]))[...])
      return !lexicon.accepts(whole).isEmpty
    }
    if i + 2 < tokens.count, tokens[i + 1].kind == .hyphen, tokens[i + 2].isBlank, let next = document.next(i + 1) {
      if isWord(i, next) || setting.isWrapped && tokens[i + 2].kind == .lineBreak { return true }
    }
    guard let before = document.previous(i), before < i - 1, before > 0 else { return false }
    if tokens[before].kind == .hyphen, isWord(before - 1, i) { return true }
    // A hyphen at the line’s end that was read as a stop, a dash or two marks.
    guard setting.isWrapped, tokens[(before + 1)..<i].contains(where: { $0.kind == .lineBreak }) else { return false }
    var left = before
    while left > 0, before - left < 2, tokens[left].kind != .word, !tokens[left].isBlank { left -= 1 }
    return left < before && isWord(left, i)
  }
}
