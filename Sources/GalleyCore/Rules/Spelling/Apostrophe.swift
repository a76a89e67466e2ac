import Formats
import Spelling

/// Finds apostrophes that are missing, too many or in the wrong place: `dont`, `has'nt`, `did n't`, `this weeks match`.
package struct Apostrophe: Rule {
  package static let id: RuleID = "apostrophe"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.isEnglish else { return }
    SpellingReports.report(.apostrophe, analysis, &findings) { word, best in
      "“\(word)” has its apostrophe missing or misplaced" + (best.map { "; did you mean “\($0.text)”?" } ?? "")
    }
    let finder = ApostropheFinder(analysis)
    let slips = [finder.parted(), finder.bare(), finder.possessives(), finder.named(), finder.owners(), finder.plurals(), finder.misspelt(), finder.trailing(), finder.trailingOwners(), finder.replaced()].flatMap { $0 }
    for slip in slips.sorted(by: { $0.range.start < $1.range.start }) {
      let text = ApostropheUse.styled(slip.text, analysis)
      findings.flag(
        slip.range, "\(slip.reason); did you mean “\(text)”?", severity: slip.isSafe ? .error : .warning,
        fix: Fix(slip.range, text, confidence: slip.confidence, safety: slip.isSafe ? .safe : .unsafe))
    }
  }
}

/// The slips of apostrophes that the words themselves do not show: each of them is a word.
private struct ApostropheFinder {
  struct Slip {
    let range: TextRange
    /// With straight apostrophes.
    let text: String
    let reason: String
    let confidence: Confidence
    var isSafe = false
  }

  /// How often each is right: a negation that stands apart, a word that lost its apostrophe or ending, a name, a plural.
  private static let parted: Confidence = 0.98, lost: Confidence = 0.95, named: Confidence = 0.91, plural: Confidence = 0.92
  private static let leastPlural = 4
  /// Bytes of a name, or a plural with its apostrophe, and of what may own something or be owned.
  private static let leastName = 5, leastOwner = 3

  private let analysis: Analysis
  private let document: Document
  private let tokens: [Token]
  private let meant: [WordID: [UInt8]]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    meant = analysis.shared(IntendedContext.self).meant
    document = analysis.document
    tokens = document.tokens
  }

  /// A word in lower case; a misspelt one as it was meant.
  private func text(_ i: Int) -> [UInt8] { meant[tokens[i].word] ?? document.vocabulary.fold(of: tokens[i].word).text }

  /// The word after token `i`, with one space between.
  private func next(_ i: Int) -> Int? { i + 2 < tokens.count && tokens[i + 1].kind == .space && tokens[i + 2].kind == .word ? i + 2 : nil }

  /// The word before token `i`, with one space between.
  private func before(_ i: Int) -> Int? { i >= 2 && tokens[i - 1].kind == .space && tokens[i - 2].kind == .word ? i - 2 : nil }

  /// `did n't`, `We 're`, `the clerk ’s hat`.
  func parted() -> [Slip] {
    // Old books set contractions with a space.
    if analysis.isText(.historical) { return [] }
    var slips: [Slip] = []
    for i in analysis.occurrences(of: Self.negation) {
      guard let verb = before(i), tokens[i].flags.contains(.apostrophe), isKnown(text(verb) + Array("n't".utf8)) else { continue }
      let range = TextRange(tokens[verb].start, tokens[i].end)
      let isUpper = document.vocabulary[tokens[i].word].shape == .upper
      let whole = document.text(tokens[verb].range) + (isUpper ? "N'T" : "n't")
      slips.append(Slip(range: range, text: whole, reason: "“\(document.text(range))” is one word", confidence: Self.parted, isSafe: true))
    }
    for i in analysis.tokenIndex.tokens(.quote) {
      guard i + 1 < tokens.count, i > 1, tokens[i - 1].kind == .space, tokens[i - 1].count == 1, tokens[i - 2].kind == .word,
        tokens[i + 1].kind == .word, tokens[i + 1].start == tokens[i].end, isEnding(i + 1),
        [0x27, 0x2019].contains(document.scalar(at: tokens[i].start) ?? 0)
      else { continue }
      let ending = text(i + 1), host = text(i - 2)
      let whole = host + [0x27] + ending
      guard ending == [0x73] ? isHost(i - 2, host) : isKnown(whole) else { continue }
      let range = TextRange(tokens[i - 2].start, tokens[i + 1].end)
      let fixed = document.text(tokens[i - 2].range) + "'" + document.text(tokens[i + 1].range)
      slips.append(Slip(range: range, text: fixed, reason: "“\(document.text(range))” is one word", confidence: Self.lost))
    }
    return slips
  }

  /// `can,t`, `the country;s best`, `it´ s`: another mark where the apostrophe belongs.
  func replaced() -> [Slip] {
    analysis.occurrences(of: Self.allEndings).compactMap { i in
      // After an accent the space that it brought may stand.
      let mark = i > 1 && tokens[i - 1].kind == .space && tokens[i - 1].count == 1 ? i - 2 : i - 1
      guard mark > 0, tokens[mark - 1].kind == .word, let scalar = document.scalar(at: tokens[mark].start), isEnding(i, of: Self.allEndings),
        (mark == i - 1 ? Self.replacing : Self.accents).contains(scalar)
      else { return nil }
      let host = text(mark - 1), ending = text(i), range = TextRange(tokens[mark - 1].start, tokens[i].end)
      guard ending == [0x73] && isHost(mark - 1, host) || isKnown(host + [.apostrophe] + ending) else { return nil }
      return Slip(
        range: range, text: document.text(tokens[mark - 1].range) + "'" + document.text(tokens[i].range),
        reason: "“\(document.text(range))” has another mark for its apostrophe", confidence: Self.lost)
    }
  }

  /// Marks beside the apostrophe on keyboards, and what looks like it.
  private static let accents = Set("`´".unicodeScalars.map(\.value)), replacing = accents.union(",;:*^".unicodeScalars.map(\.value))

  /// `cann't`, `musn't`, `could't`: a negation with a letter too few or too many, or two in the wrong order; `France's's`.
  func misspelt() -> [Slip] {
    // Old books spell some of them otherwise: havn't.
    if analysis.isText(.historical) { return [] }
    return document.vocabulary.words.indices.flatMap { id -> [Slip] in
      let word = document.vocabulary.words[id]
      guard word.flags.contains(.apostrophe) else { return [] }
      let written = lowercased(plainSpelling(document.bytes[word.range.start..<word.range.end])[...])
      if written.suffix(4).elementsEqual("'s's".utf8) {
        return analysis.occurrences(ofWord: WordID(id)).map { slip($0, Array(written.dropLast(2)), "has its ending twice") }
      }
      guard !analysis.words.isKnown(WordID(id)) else { return [] }
      guard written.suffix(2).elementsEqual("'t".utf8), !WordClass.vernacular.contains(written) else { return [] }
      let meant = Contraction.negations(near: written, analysis.lexicon)
      guard meant.count == 1, let meant = meant.first else { return [] }
      return analysis.occurrences(ofWord: WordID(id)).map { slip($0, meant, "is no contraction") }
    }
  }

  /// `It isnt' here`
  func trailing() -> [Slip] {
    analysis.tokenIndex.tokens(.quote).compactMap { i in
      guard i > 0, tokens[i - 1].kind == .word, !analysis.words.isKnown(tokens[i - 1].word), ApostropheUse.isTrailing(i - 1, analysis), let meant = Contraction.contraction(of: document.vocabulary.fold(of: tokens[i - 1].word).text, analysis.lexicon)
      else { return nil }
      let found = slip(i - 1, meant, "has its apostrophe in the wrong place")
      return Slip(range: TextRange(found.range.start, tokens[i].end), text: found.text, reason: found.reason, confidence: Self.parted, isSafe: true)
    }
  }

  /// `reduced its' offer`, `the childrens' hospital`: what owns without an apostrophe, or with it before the s.
  func trailingOwners() -> [Slip] {
    analysis.tokenIndex.tokens(.quote).compactMap { i in
      guard i > 0, tokens[i - 1].kind == .word, ApostropheUse.isTrailing(i - 1, analysis) else { return nil }
      let written = text(i - 1), plural = Array(written.dropLast())
      let isIts = written.elementsEqual("its".utf8)
      guard isIts || written.last == UInt8(ascii: "s") && !analysis.words.isKnown(tokens[i - 1].word) && IrregularForms.shared.singulars[plural] != nil
      else { return nil }
      let found = slip(i - 1, isIts ? written : plural + Array("'s".utf8), "")
      let range = TextRange(found.range.start, tokens[i].end)
      return Slip(range: range, text: found.text, reason: "“\(document.text(range))” has its apostrophe in the wrong place", confidence: Self.lost)
    }
  }

  private func slip(_ i: Int, _ meant: [UInt8], _ what: String) -> Slip {
    let written = document.text(tokens[i].range), text = String(decoding: meant, as: UTF8.self)
    let isCapital = document.vocabulary[tokens[i].word].shape == .capitalised
    return Slip(
      range: tokens[i].range, text: isCapital ? text.prefix(1).uppercased() + text.dropFirst() : text, reason: "“\(written)” \(what)",
      confidence: Self.lost)
  }

  /// An ending of a contraction that stands for itself: a space or mark follows.
  private func isEnding(_ i: Int, of endings: WordSet = Self.endings) -> Bool {
    guard endings.contains(text(i)) else { return false }
    return i + 1 >= tokens.count || tokens[i + 1].isBlank || tokens[i + 1].kind == .punctuation
  }

  /// Whether a word may own something: no function word but a pronoun of something or somebody.
  private func isHost(_ i: Int, _ host: [UInt8]) -> Bool {
    host.count >= Self.leastOwner && (NameVocabulary.role(host) != .function || Self.owners.contains(host))
  }

  private func isWord(_ i: Int) -> Bool { meant[tokens[i].word] != nil || analysis.words.isKnown(tokens[i].word) }

  private func isKnown(_ word: [UInt8]) -> Bool { !analysis.lexicon.accepts(word).isEmpty }

  /// `cant`, `Ive`, `lets`: words that are rarer than the contractions with their letters, where these fit far better.
  func bare() -> [Slip] {
    let context = analysis.shared(IntendedContext.self).words
    let vocabulary = document.vocabulary
    let ids = vocabulary.words.indices.filter { id in
      let word = vocabulary.words[id]
      return (word.shape == .lower || word.shape == .capitalised) && word.flags.isEmpty && analysis.words.isKnown(WordID(id))
    }
    let folds = ids.map { vocabulary.folds[Int(vocabulary.words[$0].folded)] }
    let contractions = analysis.resources.memory.contractions.values(folds.map(\.key)) { contraction(of: folds[$0].text) }
    return zip(ids, contractions).compactMap { id, intended in intended.map { (WordID(id), $0) } }
    .flatMap { id, intended in analysis.occurrences(ofWord: id).map { ($0, intended) } }
    .compactMap { i, intended in
      guard let neighbours = context.neighbours(of: i), next(i) != nil else { return nil }
      let prior = analysis.lexicon.zipf(intended).value - analysis.words.zipf(tokens[i].word).value
      let odds = prior + context.total(context.word(intended), in: neighbours) - context.total(context.word(of: tokens[i].word), in: neighbours)
      guard odds >= Self.leastOdds else { return nil }
      let isCapital = document.vocabulary[tokens[i].word].shape != .lower || intended.starts(with: [0x69, 0x27])
      let text = String(decoding: intended, as: UTF8.self)
      return Slip(
        range: tokens[i].range, text: isCapital ? text.prefix(1).uppercased() + text.dropFirst() : text,
        reason: "“\(document.text(tokens[i].range))” has lost its apostrophe", confidence: Self.lost)
    }
  }

  /// The contraction that has lost its apostrophe where a word stands for it, if it is the commoner one.
  private func contraction(of word: [UInt8]) -> [UInt8]? {
    let lexicon = analysis.lexicon
    guard let intended = Contraction.contraction(of: word, lexicon), lexicon.zipf(word) < Self.everyday, lexicon.zipf(intended) > lexicon.zipf(word)
    else { return nil }
    return intended
  }

  /// log₁₀ of how much better a possessive must fit than a plural, by what follows: a noun or adjective that is no verb, one that
  /// may be a verb, anything else. In 1.2 million edited words four, none and one fit so that are no slips.
  private static let leastOwned = 0.5, leastVerb = 1.25, leastOther = 1.5

  private func least(before following: Int) -> Double {
    let grammar = analysis.shared(Grammar.self)
    guard grammar.canBe(.noun, following) || grammar.canBe(.adjective, following) else { return Self.leastOther }
    // The peoples living there; the planets Uranus and Neptune.
    if grammar.canBe(.gerund, following) || document.vocabulary[tokens[following].word].shape == .capitalised { return Self.leastOther }
    return [.base, .third, .past].contains { grammar.canBe($0, following) } ? Self.leastVerb : Self.leastOwned
  }

  /// log₁₀ of how much better a contraction must fit: one slip among a hundred of them is still nine in ten right.
  private static let leastOdds = 2.0
  /// Zipf frequency of words like “its” and “were”, which are confused rather than robbed of their apostrophe.
  private static let everyday: Zipf = 5.5

  /// `this weeks match`: one week, and the plural of it.
  func possessives() -> [Slip] {
    analysis.occurrences(of: Self.spans).compactMap { i in
      guard document.vocabulary[tokens[i].word].shape == .lower, let earlier = before(i), Self.single.contains(text(earlier)),
        let following = next(i), document.vocabulary[tokens[following].word].shape == .lower,
        isWord(following), isThing(text(following))
      else { return nil }
      let whole = document.text(tokens[i].range).dropLast() + "'s"
      return Slip(
        range: tokens[i].range, text: String(whole), reason: "“\(document.text(tokens[i].range))” has lost its apostrophe", confidence: Self.lost)
    }
  }

  /// `Wales government` for that of Wale: a name whose form with an s is a rare word, and what it owns.
  func named() -> [Slip] {
    document.vocabulary.words.enumerated().filter { id, word in
      word.shape == .capitalised && word.range.count >= Self.leastName && word.flags.isEmpty && document.bytes[word.range.end - 1] == 0x73
        && isNamed(Array(document.bytes[word.range.start..<(word.range.end - 1)]), WordID(id))
    }
    .flatMap { id, _ in analysis.occurrences(ofWord: WordID(id)) }
    .compactMap { i in
      guard let following = next(i), document.vocabulary[tokens[following].word].shape == .lower,
        isWord(following), isThing(text(following)), before(i).map({ !Self.pluralLead.contains(text($0)) }) ?? true
      else { return nil }
      let grammar = analysis.shared(Grammar.self)
      guard grammar.canBe(.noun, following) || grammar.canBe(.adjective, following), document.sentence(of: i) != nil,
        ![.base, .third, .past].contains(where: { grammar.canBe($0, following) })
      else { return nil }
      let whole = document.text(tokens[i].range).dropLast() + "'s"
      return Slip(
        range: tokens[i].range, text: String(whole), reason: "“\(document.text(tokens[i].range))” has lost its apostrophe", confidence: Self.named)
    }
  }

  /// `the worlds oceans`, `Chinas ministry`: a plural where the possessive of the same word fits far better.
  func owners() -> [Slip] {
    let context = analysis.shared(IntendedContext.self).words
    let crowd = analysis.shared(SlipDensity.self).logOdds.decimal
    return document.vocabulary.words.indices.flatMap { id -> [Slip] in
      let word = document.vocabulary.words[id]
      guard word.shape == .lower || word.shape == .capitalised, word.flags.isEmpty, word.range.count >= Self.leastPlural,
        document.bytes[word.range.end - 1] == UInt8(ascii: "s"), document.bytes[word.range.end - 2] != UInt8(ascii: "s")
      else { return [] }
      let plural = document.vocabulary.folds[Int(word.folded)].text
      let owner = context.word(plural.dropLast() + Array("'s".utf8))
      guard owner.isKnown else { return [] }
      let stands = context.word(of: WordID(id))
      return analysis.occurrences(ofWord: WordID(id)).compactMap { i in
        // Names keep their own ways: the Peoples Democratic Party.
        guard let following = next(i), isThing(text(following)), isWord(following),
          word.shape == .lower || document.vocabulary[tokens[following].word].shape == .lower, let neighbours = context.neighbours(of: i)
        else { return nil }
        let odds = context.total(owner, in: neighbours) - context.total(stands, in: neighbours)
        guard odds + crowd >= Self.leastOwned, odds + crowd >= least(before: following) else { return nil }
        let whole = document.text(tokens[i].range).dropLast() + "'s"
        return Slip(
          range: tokens[i].range, text: String(whole), reason: "“\(document.text(tokens[i].range))” has lost its apostrophe", confidence: Self.lost)
      }
    }
  }

  /// Whether a word is a rare one and without its last letter somebody’s or some place’s name.
  private func isNamed(_ stem: [UInt8], _ id: WordID) -> Bool {
    guard analysis.words.isKnown(id), analysis.words.zipf(id) < Self.rare, analysis.lexicon.accepts(lowercased(stem[...])).isEmpty
    else { return false }
    if let fold = document.vocabulary.foldID(lowercased(stem[...])), document.vocabulary.folds[Int(fold)].count > 1 { return true }
    return !analysis.lexicon.accepts(stem).isEmpty
  }

  /// Zipf frequency of what is no word of its own.
  private static let rare: Zipf = 3.0
  /// Before the plural of a name: the Clintons.
  private static let pluralLead = WordClass.pluralLead

  private func isThing(_ word: [UInt8]) -> Bool {
    word.count >= Self.leastOwner && NameVocabulary.role(word) != .function && !Self.afterNouns.contains(word)
  }

  /// `two car's were`: a number, and what belongs to nobody.
  func plurals() -> [Slip] {
    document.vocabulary.words.indices.filter { id in
      let word = document.vocabulary.words[id]
      return word.shape == .lower && word.flags.contains(.apostrophe) && word.range.count >= Self.leastName
    }
    .flatMap { analysis.occurrences(ofWord: WordID($0)) }
    .compactMap { i in
      let word = lowercased(plainSpelling(document.bytes(tokens[i]))[...])
      guard word.suffix(2).elementsEqual([0x27, 0x73]), let earlier = before(i), isPluralLead(earlier) else { return nil }
      let noun = Array(word.dropLast(2)), plural = noun + [0x73]
      // men’s, people’s: plurals of their own.
      guard noun.last != 0x73, isKnown(noun), isKnown(plural), !Self.uncounted.contains(noun), isEnd(i) else { return nil }
      return Slip(
        range: tokens[i].range, text: String(decoding: plural, as: UTF8.self),
        reason: "“\(document.text(tokens[i].range))” is a plural and takes no apostrophe", confidence: Self.plural)
    }
  }

  /// Whether a plural follows a word: a number, “most”, and “other” where no article makes one of it.
  private func isPluralLead(_ i: Int) -> Bool {
    if Self.several.contains(text(i)) { return true }
    guard text(i).elementsEqual("other".utf8) else { return false }
    return before(i).map { !Self.ofOne.contains(text($0)) } ?? true
  }

  /// Whether nothing follows that could belong to the word.
  private func isEnd(_ i: Int) -> Bool {
    guard i + 1 < tokens.count else { return true }
    if tokens[i + 1].kind == .punctuation { return true }
    return next(i).map { Self.afterNouns.contains(text($0)) } ?? false
  }

  private static let negation = WordSet("n't n’t")
  private static let endings = WordSet("s re ve ll d m"), allEndings = WordSet("s t re ve ll d m")
  private static let owners = WordClass.apostropheHost
  private static let spans = WordClass.timeSpan
  private static let single = WordClass.timeSpanLead
  private static let several = WordClass.quantifier
  private static let ofOne = WordClass.singleLead
  private static let uncounted = WordSet("men women children people police")
  /// What follows a noun and no possessive.
  private static let afterNouns = WordClass.afterNoun
}
