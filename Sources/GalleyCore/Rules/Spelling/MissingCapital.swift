import Formats
import Spelling

/// Finds proper words without their capital: `monday`, `london`, a name that the text writes with one, the pronoun `i`.
package struct MissingCapital: Rule {
  package static let id: RuleID = "missing-capital"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.isEnglish else { return }
    SpellingReports.report(.capital, analysis, &findings) { word, best in
      "“\(word)” is written with a capital" + (best.map { ": “\($0.text)”" } ?? "")
    }
    let document = analysis.document
    if document.isTechnical { return }
    for i in pronouns(analysis) {
      findings.flag(
        document.tokens[i].range, "the pronoun “I” is written with a capital",
        fix: Fix(document.tokens[i].range, "I", confidence: 0.95, safety: .unsafe))
    }
    for name in proper(analysis) {
      let ranges = name.map { i in
        let start = document.tokens[i].start
        return TextRange(start, start + analysis.words[document.tokens[i].word].stem)
      }
      let words = ranges.map(document.text)
      let right = words.map { PhraseRule.dressed($0, as: "A", listed: "") }
      let edits = zip(ranges, right).map { Edit($0, $1) }
      findings.flag(
        edits.reduce(edits[0].range) { $0.union($1.range) },
        "“\(words.joined(separator: " "))” is written with a capital: “\(right.joined(separator: " "))”",
        // Two words that are a name together leave no doubt, whatever one of them may be.
        severity: name.count > 1 ? nil : .warning,
        fix: Fix(edits: edits, confidence: .knownWord, safety: .unsafe))
    }
    // Pieces of words are no acronyms.
    for acronym in analysis.isText(.scanned) ? [] : LowercaseAcronyms(analysis).find() {
      findings.flag(
        acronym.range, "“\(document.text(acronym.range))” is written with capitals: “\(acronym.right)”", severity: .warning,
        fix: Fix(acronym.range, acronym.right, confidence: .custom, safety: .unsafe))
    }
    for i in titles(analysis) {
      let range = document.tokens[i].range, right = PhraseRule.dressed(document.text(range), as: "A", listed: "")
      findings.flag(
        range, "“\(document.text(range))” before a name is written with a capital: “\(right)”", severity: .warning,
        fix: Fix(range, right, confidence: .knownWord, safety: .unsafe))
    }
    for range in LowercaseNames(analysis).find() {
      let name = PhraseRule.dressed(document.text(range), as: "A", listed: "")
      findings.flag(
        range, "“\(document.text(range))” is a name here: “\(name)”", severity: .warning, fix: Fix(range, name, confidence: .custom, safety: .unsafe))
    }
  }

  /// `mr Blair`: abbreviated titles of courtesy.
  private func titles(_ analysis: Analysis) -> [Int] {
    let document = analysis.document, tokens = document.tokens
    return analysis.occurrences(of: .courtesyTitle).filter { i in
      guard document.vocabulary[tokens[i].word].shape == .lower, document.classes(of: i).contains(.titleAbbreviation), document.sentence(of: i) != nil, i == 0 || tokens[i - 1].isBlank || tokens[i - 1].kind == .quote else { return false }
      // “Elm Dr. 5”, “25 dr”: a street or a unit.
      if let before = document.previous(i), tokens[before].kind == .number || document.vocabulary[tokens[before].word].shape == .capitalised && tokens[before].kind == .word { return false }
      let name = i + 1 < tokens.count && tokens[i + 1].kind == .punctuation ? i + 3 : i + 2
      return name < tokens.count && tokens[name - 1].kind == .space && tokens[name].kind == .word
        && document.vocabulary[tokens[name].word].shape == .capitalised
    }
  }

  /// A lone `i` between words: no number, no mark of a list, no word of another language.
  private func pronouns(_ analysis: Analysis) -> [Int] {
    let document = analysis.document, tokens = document.tokens
    guard analysis.shared(Damage.self).level < .damaged else { return [] }
    func isWord(_ i: Int) -> Bool { tokens.indices.contains(i) && tokens[i].kind == .word && tokens[i].count > 1 }
    return analysis.occurrences(of: Self.lone).filter { i in
      guard document.vocabulary[tokens[i].word].shape == .lower, i + 2 < tokens.count, tokens[i + 1].kind == .space, isWord(i + 2),
        mayFollowPronoun(i + 2, analysis), document.vocabulary[tokens[i + 2].word].shape == .lower,
        let sentence = document.sentence(of: i), sentence.tokens.contains(i + 2), !isNearForeignWords(i, sentence, document)
      else { return false }
      // After a word, a comma or an opening quotation mark.
      guard i > sentence.tokens.lowerBound else { return true }
      guard i > 1 else { return false }
      // Not Hawai‘i.
      if tokens[i - 1].kind == .quote { return tokens[i - 2].isBlank }
      guard tokens[i - 1].kind == .space else { return false }
      if tokens[i - 2].kind == .punctuation { return document.bytes[tokens[i - 2].start] == 0x2C }
      return isWord(i - 2) && analysis.words.isKnown(tokens[i - 2].word)
        && (document.vocabulary[tokens[i - 2].word].shape == .lower || i - 2 == sentence.tokens.lowerBound)
    }
  }

  /// Whether a word may follow the pronoun: one that is known, misspelt, or a contraction without its apostrophe: “i dont”.
  private func mayFollowPronoun(_ i: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document, id = document.tokens[i].word
    return analysis.words.isKnown(id) || analysis.shared(IntendedContext.self).meant[id] != nil
      || Contraction.contraction(of: document.vocabulary.fold(of: id).text, analysis.lexicon) != nil
  }

  /// Peoples and places that hardly anybody writes without a capital, though a dictionary has them so, or that are the last words of
  /// such names: `french`, `hong kong`. The tokens of each, in reading order.
  private func proper(_ analysis: Analysis) -> [[Int]] {
    let document = analysis.document, context = analysis.shared(WordContext.self)
    return document.vocabulary.words.indices.flatMap { id -> [[Int]] in
      let word = document.vocabulary.words[id], stem = analysis.words[WordID(id)].stem
      guard word.shape == .lower, word.flags.isSubset(of: [.apostrophe, .nonASCII]), stem >= Self.shortest else { return [] }
      let text = Array(document.vocabulary.folds[Int(word.folded)].text.prefix(stem))
      guard let capitals = context.word(text).capitals, capitals >= Self.leastCapitals else { return [] }
      return analysis.occurrences(ofWord: WordID(id)).compactMap { i in
        guard let neighbours = context.neighbours(of: i), neighbours.near != nil || neighbours.next != nil,
          let sentence = document.sentence(of: i)?.tokens
        else { return nil }
        if let before = document.previous(i, limit: sentence.lowerBound), isLowercase(document.tokens[before], document),
          Self.isPlace(document.vocabulary.fold(of: document.tokens[before].word).text + [.space] + text)
        {
          return [before, i]
        }
        guard Self.isPlace(text), !isThing(after: i, document) else { return nil }
        return [i]
      }
    }
    .sorted { $0[0] < $1[0] }
  }

  /// “dutch oven”, “french windows”
  private func isThing(after i: Int, _ document: Document) -> Bool {
    document.next(i).map { document.tokens[$0].kind == .word && document.classes(of: $0).contains(.namedAfterPeople) } ?? false
  }

  /// Whether the tables have a name as a place’s or a people’s.
  private static func isPlace(_ key: [UInt8]) -> Bool {
    Gazetteer.readings(of: key).contains { Gazetteer.Kinds.places.contains($0.kind) || $0.kind == .demonym }
  }

  /// 10 log₁₀ of the odds that such a word has a capital.
  private static let leastCapitals: Int32 = 16

  private static let lone = WordSet("i")
  /// Letters of a name that is looked for.
  private static let shortest = 4
}
