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
  }

  package private(set) var suspects: [Suspect] = []
  /// Share of running small words that no dictionary knows; above a twentieth the text is damaged.
  package let damage: Double

  /// Corrections cost most; a text with more unknown words than this is no prose that galley can mend.
  private static let mostCorrected = 4000

  package init(_ analysis: Analysis) {
    let document = analysis.document
    damage = Self.unknownShare(analysis.document, analysis.words)
    guard analysis.shared(LanguageProfile.self).language == "en" || !analysis.resources.isEnglish else { return }
    let words = analysis.words
    var known: [WordID: [Correction]] = [:]
    let ocrPrior = Self.ocrPrior(document, words)
    for sentence in document.sentences {
      for i in sentence.tokens where document.tokens[i].kind == .word {
        let token = document.tokens[i]
        let verdict = words[token.word]
        guard !verdict.isKnown, !verdict.isForeignScript, !Self.isSomebodyElses(i, document) else { continue }
        let word = document.vocabulary[token.word]
        guard word.shape == .lower || word.shape == .capitalised else { continue }
        let fold = document.vocabulary.folds[Int(word.folded)]
        let isName = word.shape == .capitalised && fold.lowerCount == 0
        if !isName, isForeign(i, sentence, analysis) { continue }
        // What many write is a word, whether or not the dictionary has caught up.
        if verdict.frequency >= (isName ? 25 : 34) { continue }
        // A word that the text uses again and again is its own.
        if fold.count >= 3, damage < 0.1 { continue }
        if word.shape == .lower, isDerivation(document.bytes(token), analysis.lexicon) { continue }
        let corrections: [Correction]
        if let cached = known[token.word] {
          corrections = cached
        } else if known.count < Self.mostCorrected {
          let context = CorrectionContext(
            left: Self.neighbour(i, -1, sentence, document), right: Self.neighbour(i, 1, sentence, document),
            ocrPrior: ocrPrior)
          corrections = analysis.lexicon.corrections(of: document.bytes(token), in: context, limit: 5)
          known[token.word] = corrections
        } else {
          corrections = []
        }
        suspects.append(
          Suspect(
            token: i, range: token.range, corrections: corrections, isNameLike: isName,
            frequency: verdict.frequency, count: fold.count))
      }
    }
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
    if token.count <= 2, !token.flags.contains(.digit) { return true }
    if UTF8Scalars(document.bytes(token)).contains(where: { $0.scalar >= 0xC0 && ScalarClass($0.scalar).isLetter && $0.scalar < 0xFB00 }) {
      return true
    }
    if token.flags.contains(.apostrophe), analysis.words[token.word].stem == token.count { return true }
    if i > 0, document.tokens[i - 1].kind == .punctuation, document.bytes[document.tokens[i - 1].start] == 0x5D { return true }
    if isEpithet(i, analysis) || isNearForeignWords(i, sentence, document) { return true }
    return damage < 0.1 && Self.isInForeignRun(i, sentence, document, analysis.words)
  }

  /// `Cercartetus lepidus`, `C. lepidus`: a small word behind a genus that no dictionary knows.
  private func isEpithet(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    guard var before = document.previous(i) else { return false }
    if document.tokens[before].kind == .punctuation, document.bytes[document.tokens[before].start] == 0x2E, before > 0 {
      before -= 1
      let initial = document.tokens[before]
      return initial.kind == .word && initial.count == 1 && document.vocabulary[initial.word].shape != .lower
    }
    let genus = document.tokens[before]
    return genus.kind == .word && document.vocabulary[genus.word].shape == .capitalised && !analysis.words.isKnown(genus.word)
  }

  /// Three unknown small words in a row are a foreign passage.
  private static func isInForeignRun(_ i: Int, _ sentence: Sentence, _ document: Document, _ words: Words) -> Bool {
    func count(_ step: Int) -> Int {
      var k = i + step, unknown = 0, gap = 0
      while sentence.tokens.contains(k), gap < 2 {
        let token = document.tokens[k]
        if token.kind == .word {
          if words.isKnown(token.word) { gap += 1 } else { unknown += 1 }
        } else if !token.isBlank, token.kind != .hyphen {
          break
        }
        k += step
      }
      return unknown
    }
    return count(1) + count(-1) >= 2
  }

  private static func neighbour(_ i: Int, _ step: Int, _ sentence: Sentence, _ document: Document) -> [UInt8]? {
    var k = i + step
    while sentence.tokens.contains(k), document.tokens[k].isBlank { k += step }
    guard sentence.tokens.contains(k), document.tokens[k].kind == .word else { return nil }
    return lowercased(document.bytes(document.tokens[k]))
  }

  private static func unknownShare(_ document: Document, _ words: Words) -> Double {
    var unknown = 0, all = 0
    for (id, word) in document.vocabulary.words.enumerated() where word.shape == .lower {
      all += word.count
      if !words.isKnown(WordID(id)) { unknown += word.count }
    }
    return all < 20 ? 0 : Double(unknown) / Double(all)
  }

  /// The probability that errors here are a scanner's: damage that no keyboard makes raises it.
  private static func ocrPrior(_ document: Document, _ words: Words) -> Double {
    if document.layout != nil { return 0.95 }
    var digits = 0
    for (id, word) in document.vocabulary.words.enumerated()
    where word.flags.contains(.digit) && !words.isKnown(WordID(id)) {
      digits += word.count
    }
    let share = unknownShare(document, words)
    if share > 0.04 { return 0.9 }
    if share > 0.015, digits > 0 { return 0.6 }
    return digits > 1 ? 0.5 : 0.25
  }
}

extension Analysis {
  package var spellingSuspects: SpellingSuspects { shared() }
}

/// Whether a word is a known one with a productive prefix or suffix: `subproject`, `chart-like`.
package func isDerivation(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
  let text = Array(word)
  for prefix in prefixes where text.count >= prefix.count + 4 && text.starts(with: prefix) {
    let rest = text[prefix.count...]
    if !lexicon.accepts(rest).isEmpty, lexicon.frequency(rest.span) >= 28 { return true }
  }
  for suffix in suffixes where text.count >= suffix.count + 4 && text.suffix(suffix.count) == suffix[...] {
    let rest = text[..<(text.count - suffix.count)]
    if !lexicon.accepts(rest).isEmpty, lexicon.frequency(rest.span) >= 28 { return true }
  }
  return false
}

private let prefixes: [[UInt8]] = """
  anti auto bio co counter cyber eco extra geo hydro hyper infra inter intra macro mega meta micro mid mini mono multi \
  nano neo neuro non over para photo poly post pre pro pseudo psycho re semi socio sub super tele trans ultra un under
  """.split(separator: " ").map { Array($0.utf8) }

private let suffixes: [[UInt8]] = "like wide less ness able proof ship wise free based style fest gate"
  .split(separator: " ").map { Array($0.utf8) }
