package import Spelling

/// The words of a document that no dictionary knows, with what they were probably meant to be. `misspelling`,
/// `ocr-confusion`, `joined-words` and `digit-in-word` each report their share of it.
package struct SpellingSuspects: SharedAnalysis {
  package struct Suspect: Sendable {
    package let token: Int
    package let range: TextRange
    /// Best first; empty if nothing is near.
    package let corrections: [Correction]
    /// Looks like a name: only overwhelming evidence may accuse it.
    package let isNameLike: Bool
    /// Zipf frequency × 10: what some write is rather new than wrong.
    package let frequency: Int
    /// Occurrences in the document, in any case.
    package let count: Int
    /// A known word with a productive prefix or suffix: new rather than wrong.
    package let isDerived: Bool
  }

  package private(set) var suspects: [Suspect] = []
  /// Share of running words that are damaged, as far as single unknown words tell.
  package let damage: Double
  /// How little evidence will do: on a damaged page most unknown words are wrong.
  package let level: Damage.Level

  /// Corrections cost most; a text with more unknown words than this is no prose that galley can mend.
  private static let mostCorrected = 4000

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let estimate = analysis.shared(Damage.self)
    damage = estimate.share
    level = estimate.level
    let isScan = level >= .light
    let names = isScan ? Self.repeatedNames(document) : ExtraWords([])
    let setting = analysis.shared(PageSetting.self)
    let isPage = isScan && setting.isBook
    let last = Self.brokenOff(document, isPage: isPage), first = isPage ? Self.begunBefore(document) : nil
    guard analysis.shared(LanguageProfile.self).language == "en" || !analysis.resources.isEnglish else { return }
    let words = analysis.words
    var known: [WordID: [Correction]] = [:]
    // Where hardly a word is known, as in lists of codes, nobody can tell what was meant.
    let strangers = document.vocabulary.words.indices.count { !words.isKnown(WordID($0)) }
    let isProse = strangers * 4 < document.vocabulary.words.count * 3
    let mostCorrected = isProse ? Self.mostCorrected : Self.mostCorrected / 20
    for i in isScan || setting.isPeriod ? strangersAndScraps(analysis) : analysis.strangers {
      guard let sentence = document.sentence(of: i) else { continue }
      let token = document.tokens[i]
      let verdict = words[token.word]
      guard !verdict.isForeignScript, isScan || !Self.isSomebodyElses(i, document) else { continue }
      let word = document.vocabulary[token.word]
      guard word.shape == .lower || word.shape == .capitalised || isScan && token.count > 1 else { continue }
      let fold = document.vocabulary.folds[Int(word.folded)]
      let isName = word.shape != .lower && fold.lowerCount == 0
      if Self.apostrophes(token, document) > 1 || !isName && isForeign(i, sentence, analysis) { continue }
      if i == last || i == first || isHalf(i, setting.isWrapped, analysis) { continue }
      if token.flags.contains(.apostrophe), Archaisms.isElided(document.bytes(token)) { continue }
      if isBehindApostrophe(i, document), Archaisms.isElided(behindApostrophe: document.bytes(token), analysis.lexicon) { continue }
      if setting.isPeriod || setting.isCut && level < .damaged, Archaisms.isForm(document.bytes(token), analysis.lexicon) { continue }
      if isScan || setting.isPeriod, isRare(document.bytes(token), analysis.lexicon) { continue }
      // What many write is a word, whether or not the dictionary has caught up.
      let isShort = isScan && !isName && token.count == 2 && !isAbbreviated(i, document)
      if verdict.frequency >= (isName ? 25 : isShort ? 62 : isScan ? 42 : 34), !isContraction(document.bytes(token), analysis.lexicon) {
        continue
      }
      // A word that the text uses again and again is its own.
      if fold.count >= 3, damage < 0.1, level < .damaged || isName { continue }
      let isDerived = word.shape == .lower && level < .damaged && isDerivation(document.bytes(token), analysis.lexicon)
      // Who is named often, or elsewhere, or by the lists, is nobody's slip.
      if isName, fold.count > (isScan ? 2 : 1) || verdict.frequency >= (isScan ? 36 : 10) || !Gazetteer.readings(of: fold.text).isEmpty {
        continue
      }
      let corrections: [Correction]
      if let cached = known[token.word] {
        corrections = cached
      } else if known.count < mostCorrected {
        // Only a near miss can accuse what others write too.
        let isThorough = !isName && (damage > 0.03 || fold.count == 1 && verdict.frequency < 12)
        let context = CorrectionContext(
          left: Self.neighbour(i, -1, sentence, document), right: Self.neighbour(i, 1, sentence, document),
          ocrPrior: estimate.ocrPrior, extraWords: names, isThorough: isThorough || isScan)
        corrections = analysis.lexicon.corrections(of: document.bytes(token), in: context, limit: 5)
        known[token.word] = corrections
      } else {
        corrections = []
      }
      suspects.append(
        Suspect(
          token: i, range: token.range, corrections: corrections, isNameLike: isName,
          frequency: verdict.frequency, count: fold.count, isDerived: isDerived))
    }
  }

  /// Whether a word is one that dictionaries merely lack. On a damaged page only a long one is not made by accident.
  private func isRare(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
    word.count >= (level < .damaged ? 4 : 8) && lexicon.isRare(word.span)
  }

  private func isBehindApostrophe(_ i: Int, _ document: Document) -> Bool {
    guard i > 0, document.tokens[i - 1].kind == .quote, document.tokens[i - 1].end == document.tokens[i].start else { return false }
    return [0x27, 0x2018, 0x2019].contains(document.scalar(at: document.tokens[i - 1].start) ?? 0)
  }

  private func isAbbreviated(_ i: Int, _ document: Document) -> Bool {
    i + 1 < document.tokens.count && document.tokens[i + 1].kind == .punctuation && document.bytes[document.tokens[i + 1].start] == 0x2E
  }

  /// The last word of a text that ends in mid-sentence: as much of it as the page had room for.
  private static func brokenOff(_ document: Document, isPage: Bool) -> Int? {
    guard let last = document.sentences.last, isPage || last.tokens.count > 20 else { return nil }
    return last.tokens.last { !document.tokens[$0].isBlank }.flatMap { document.tokens[$0].kind == .word ? $0 : nil }
  }

  /// The first word of a page, if it may be the rest of one on the page before.
  private static func begunBefore(_ document: Document) -> Int? {
    guard let first = document.sentences.first?.tokens.lowerBound, isSmall(document.tokens[first], document) else { return nil }
    return first
  }

  /// Damage that the character rules report whole: marks inside a word, invisible scalars.
  private static func isSomebodyElses(_ i: Int, _ document: Document) -> Bool {
    let token = document.tokens[i]
    if token.flags.contains(.invisible) { return true }
    if i > 0 {
      let before = document.tokens[i - 1]
      if before.kind == .symbol || before.kind == .invisible { return true }
      if before.kind == .quote, i > 1, document.tokens[i - 2].kind == .word { return true }
    }
    if i + 1 < document.tokens.count {
      let after = document.tokens[i + 1]
      if after.kind == .symbol || after.kind == .invisible { return true }
      if after.kind == .quote, i + 2 < document.tokens.count, document.tokens[i + 2].kind == .word { return true }
    }
    return false
  }

  /// A word that is no English and was not meant to be: in a foreign passage, accented, a species' name, a form of
  /// dialect, the rest of a word in brackets.
  private func isForeign(_ i: Int, _ sentence: Sentence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let token = document.tokens[i]
    if level >= .light {
      let neighbours = unknownNeighbours(i, sentence, document, analysis.words)
      return isNearForeignWords(i, sentence, document) && neighbours > 0 || level == .light && (neighbours > 2 || isSpoken(i, analysis))
        || token.flags.contains(.apostrophe) && analysis.words[token.word].stem == token.count
    }
    if token.count <= 2, !token.flags.contains(.digit) { return true }
    if UTF8Scalars(document.bytes(token)).contains(where: { $0.scalar >= 0xC0 && ScalarClass($0.scalar).isLetter && $0.scalar < 0xFB00 }) {
      return true
    }
    if token.flags.contains(.apostrophe), analysis.words[token.word].stem == token.count,
      !plainSpelling(document.bytes(token)).suffix(3).elementsEqual("n't".utf8)
    {
      return true
    }
    if i > 0, document.tokens[i - 1].kind == .punctuation, document.bytes[document.tokens[i - 1].start] == 0x5D { return true }
    if isSpoken(i, analysis) { return true }
    if isEpithet(i, after: sentence.tokens.lowerBound, analysis) || isNearForeignWords(i, sentence, document) { return true }
    return damage < 0.1 && unknownNeighbours(i, sentence, document, analysis.words) >= (damage < 0.03 ? 1 : 2)
  }

  /// As people say it, or said it: `smokin’`, `neuro-linguistic`, `requireth`.
  private func isSpoken(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let token = document.tokens[i], text = lowercased(document.bytes(token))
    if i + 1 < document.tokens.count, document.tokens[i + 1].end > token.end, !document.tokens[i + 1].isBlank {
      let next = document.tokens[i + 1]
      if next.kind == .hyphen, prefixes.contains(text) { return true }
      if next.kind == .quote, text.suffix(2).elementsEqual("in".utf8), !analysis.lexicon.accepts(text + [0x67]).isEmpty { return true }
    }
    guard text.count > 5, text.suffix(3).elementsEqual("eth".utf8) else { return false }
    let stem = text.dropLast(3)
    return !analysis.lexicon.accepts(stem).isEmpty || !analysis.lexicon.accepts(stem + [0x65]).isEmpty
  }

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
  private func isHalf(_ i: Int, _ isWrapped: Bool, _ analysis: Analysis) -> Bool {
    let document = analysis.document, tokens = document.tokens
    func isWord(_ left: Int, _ right: Int) -> Bool {
      guard tokens.indices.contains(left), tokens.indices.contains(right), tokens[left].kind == .word, tokens[right].kind == .word
      else { return false }
      let whole = lowercased((document.bytes(tokens[left]) + document.bytes(tokens[right]))[...])
      return !analysis.lexicon.accepts(whole).isEmpty
    }
    if i + 2 < tokens.count, tokens[i + 1].kind == .hyphen, tokens[i + 2].isBlank, let next = document.next(i + 1) {
      if isWord(i, next) || isWrapped && tokens[i + 2].kind == .lineBreak { return true }
    }
    guard let before = document.previous(i), before < i - 1, before > 0 else { return false }
    if tokens[before].kind == .hyphen, isWord(before - 1, i) { return true }
    // A hyphen at the line’s end that was read as a stop, a dash or two marks.
    guard isWrapped, tokens[(before + 1)..<i].contains(where: { $0.kind == .lineBreak }) else { return false }
    var left = before
    while left > 0, before - left < 2, tokens[left].kind != .word, !tokens[left].isBlank { left -= 1 }
    return left < before && isWord(left, i)
  }

  private static func apostrophes(_ token: Token, _ document: Document) -> Int {
    token.flags.contains(.apostrophe) ? plainSpelling(document.bytes(token)).count { $0 == 0x27 } : 0
  }

  /// `Cercartetus lepidus`, `C. lepidus`: a small Latin word behind a genus that no dictionary knows.
  private func isEpithet(_ i: Int, after sentenceStart: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let text = document.bytes(document.tokens[i])
    guard var before = document.previous(i) else { return false }
    if document.tokens[before].kind == .punctuation, document.bytes[document.tokens[before].start] == 0x2E, before > 0 {
      before -= 1
      let initial = document.tokens[before]
      guard Self.latinEndings.contains(where: { text.suffix($0.count).elementsEqual($0) }) else { return false }
      return initial.kind == .word && initial.count == 1 && document.vocabulary[initial.word].shape != .lower
    }
    let genus = document.tokens[before]
    // Not all epithets are Latin, but a genus nearly always has a Latin ending: Alcedo meninting.
    let isLatin = Self.latinEndings.contains { text.suffix($0.count).elementsEqual($0) }
    guard isLatin || Self.genusEndings.contains(where: { document.bytes(genus).suffix($0.count).elementsEqual($0) }) else { return false }
    return genus.kind == .word && document.vocabulary[genus.word].shape == .capitalised
      && (!analysis.words.isKnown(genus.word) || before > sentenceStart && analysis.words.frequency(genus.word) < 25)
  }

  private static let latinEndings = ["us", "a", "um", "is", "i", "ae", "ens", "ans", "or", "ax", "ex", "ix", "es"]
    .map { Array($0.utf8) }

  private static let genusEndings = ["edo", "us", "ia", "ium", "is", "ella", "yx", "opus"].map { Array($0.utf8) }

  private static func neighbour(_ i: Int, _ step: Int, _ sentence: Sentence, _ document: Document) -> [UInt8]? {
    var k = i + step
    while sentence.tokens.contains(k), document.tokens[k].isBlank { k += step }
    guard sentence.tokens.contains(k), document.tokens[k].kind == .word else { return nil }
    return lowercased(document.bytes(document.tokens[k]))
  }
}

extension Analysis {
  package var spellingSuspects: SpellingSuspects { shared() }
}

/// Whether a word is a known one with a productive prefix or suffix: `subproject`, `chart-like`, `unfeignedly`.
package func isDerivation(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
  let text = Array(word)
  for prefix in prefixes where text.count >= prefix.count + 4 && text.starts(with: prefix) {
    let rest = text[prefix.count...]
    let isNegation = prefix.count == 2 && rest.count >= 7 && prefix[0] == UInt8(ascii: "u")
    if !lexicon.accepts(rest).isEmpty, isNegation || lexicon.frequency(rest.span) >= 28 { return true }
  }
  for suffix in suffixes where text.count >= suffix.count + 4 && text.suffix(suffix.count) == suffix[...] {
    let rest = text[..<(text.count - suffix.count)]
    if !lexicon.accepts(rest).isEmpty, lexicon.frequency(rest.span) >= 28 { return true }
  }
  for (suffix, bases) in inflections where text.count >= 7 && text.suffix(suffix.count) == suffix[...] {
    let rest = text.dropLast(suffix.count)
    if bases.contains(where: { rest.suffix($0.count).elementsEqual($0) }), !lexicon.accepts(rest).isEmpty { return true }
  }
  return false
}

/// Whether only the apostrophe is missing: `doesnt`, `couldnt`.
private func isContraction(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
  guard word.count >= 5, word.suffix(2).elementsEqual("nt".utf8) else { return false }
  return !lexicon.accepts(word.dropLast() + Array("'t".utf8)).isEmpty
}

/// What any base with one of these endings may take: unfeigned-ly, jailing-s.
private let inflections: [(suffix: [UInt8], bases: [[UInt8]])] = [
  ("ly", ["ing", "ed", "ful", "ous", "ive", "less", "al"]), ("s", ["ing", "or", "er", "ist"]),
].map { (Array($0.utf8), $1.map { Array($0.utf8) }) }

private let prefixes: [[UInt8]] = """
  anti auto bio co counter cyber eco extra geo hydro hyper infra inter intra macro mega meta micro mid mini mono multi \
  nano neo neuro non over para photo poly post pre step pro pseudo psycho re semi socio sub super tele trans ultra un under
  """.split(separator: " ").map { Array($0.utf8) }

private let suffixes: [[UInt8]] = "like wide less ness able proof ship wise free based style fest gate long"
  .split(separator: " ").map { Array($0.utf8) }
