import Formats
import Spelling

/// Finds hyphens that a line end left inside a word: `usu- ally`, `orga-nizer`, `tele-⏎vision`.
package struct LineEndHyphen: Rule {
  package static let id: RuleID = "line-end-hyphen"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let words = analysis.words
    let tokens = document.tokens
    let isWrapped = analysis.shared(PageSetting.self).isWrapped
    var isWord = PairCache()
    let isScan = analysis.shared(Damage.self).level >= .damaged
    // Whole words with a hyphen inside, by their folded halves: what a text writes so twice is its own, “pre-cious”.
    var inner: [UInt64: [(range: TextRange, fixed: String, confidence: Confidence)]] = [:]
    for i in analysis.tokenIndex.tokens(.hyphen) where i > 0 && tokens[i - 1].kind == .word {
      let left = tokens[i - 1]
      guard let after = document.next(i), after - i <= Self.widestGap, tokens[after].kind == .word else { continue }
      let right = tokens[after]
      // well-to-do and two-year-old are longer than one hyphen.
      if i >= 2, tokens[i - 2].kind == .hyphen { continue }
      if after + 1 < tokens.count, tokens[after + 1].kind == .hyphen { continue }
      guard document.vocabulary[right.word].shape == .lower, !left.flags.contains(.digit), !right.flags.contains(.digit)
      else { continue }
      let gap = tokens[(i + 1)..<after]
      let hasBreak = gap.contains { $0.kind == .lineBreak }
      if hasBreak && isWrapped { continue }
      // Compounds recur; each pair is asked once.
      let pair = UInt64(left.word) << 32 | UInt64(right.word)
      if gap.isEmpty, isWord[pair] == 0 { continue }
      let joined = lowercased((document.bytes(left) + document.bytes(right))[...])
      let isJoined = !analysis.lexicon.accepts(joined).isEmpty
      isWord[pair] = isJoined ? 1 : 0
      guard isJoined else {
        if hasBreak || gap.isEmpty { continue }
        if isScan, !words.isKnown(left.word) || !words.isKnown(right.word) {
          damaged(left, right, analysis, &findings)
        } else {
          spaced(left, right, isScan, analysis, &findings)
        }
        continue
      }
      let zipf = analysis.lexicon.zipf(joined)
      let bothKnown = words.isKnown(left.word) && words.isKnown(right.word)
      if gap.isEmpty {
        // A hyphen between two words is a compound; between pieces it is a break.
        let isCut = !bothKnown || words.zipf(right.word) < Self.usual && zipf >= Self.common
        guard isCut, zipf >= Self.known else { continue }
        let prefix = lowercased(document.bytes(left))
        if Self.prefixes.contains(prefix), words.isKnown(right.word), words.zipf(right.word) >= Self.usual { continue }
        // eco-tourism, neo-colonialism: some write the hyphen after a productive prefix.
        if WordClass.formingPrefix.contains(prefix), words.isKnown(right.word) { continue }
        // co-ordinated, re-elect: the hyphen separates two vowels.
        if bothVowels(left, right, document) { continue }
      } else {
        if lowercased(document.bytes(right)) == Array("and".utf8) || lowercased(document.bytes(right)) == Array("or".utf8) { continue }
      }
      let range = TextRange(left.start, right.end)
      let fixed = document.text(left.range) + document.text(right.range)
      if gap.isEmpty {
        let key = UInt64(document.vocabulary[left.word].folded) << 32 | UInt64(document.vocabulary[right.word].folded)
        inner[key, default: []].append((range, fixed, bothKnown ? Self.likely : Self.nearlySure))
      } else {
        flag(range, fixed, Self.sure, bothKnown ? .warning : .error, document, &findings)
      }
    }
    for slip in inner.values.filter({ $0.count == 1 }).map({ $0[0] }).sorted(by: { $0.range.start < $1.range.start }) {
      flag(slip.range, slip.fixed, slip.confidence, .warning, document, &findings)
    }
  }

  /// Tokens from a hyphen to the rest of its word: a space, the line’s end, an indent.
  private static let widestGap = 3
  /// Zipf frequency: of a word at all, of one that is more than a piece, of a whole that two words hardly are by chance, of a
  /// word that may follow anything.
  private static let known: Zipf = 1.5, usual: Zipf = 3.5, common: Zipf = 4.2, commonest: Zipf = 6.2

  /// How often the joined word is right: of two words in one, of pieces in one, with a space or a line end between.
  private static let likely: Confidence = 0.85, nearlySure: Confidence = 0.94, sure: Confidence = 0.97

  private func flag(
    _ range: TextRange, _ fixed: String, _ confidence: Confidence, _ severity: Severity, _ document: Document, _ findings: inout Findings
  ) {
    findings.flag(
      range, "“\(document.text(range))” was cut at a line end: “\(fixed)”", severity: severity, fix: Fix(range, fixed, confidence: confidence))
  }

  private func bothVowels(_ left: Token, _ right: Token, _ document: Document) -> Bool {
    let vowel = document.bytes[right.start]
    guard vowel == document.bytes[left.end - 1], vowel == UInt8(ascii: "e") || vowel == UInt8(ascii: "o") else { return false }
    return Self.prefixes.contains(lowercased(document.bytes(left)))
  }

  /// `seventh- seeded`: a real compound with a space after its hyphen. `pre- and post-war` is none.
  private func spaced(
    _ left: Token, _ right: Token, _ isScan: Bool, _ analysis: Analysis, _ findings: inout Findings
  ) {
    let document = analysis.document
    guard analysis.words.isKnown(left.word), analysis.words.isKnown(right.word) else { return }
    let next = lowercased(document.bytes(right))
    // “names with old- are kept”: the rest of the word is anything.
    if !isScan, analysis.words.zipf(right.word) >= Self.commonest { return }
    guard !["and", "or", "to", "nor", "but"].contains(where: { Array($0.utf8) == next }) else { return }
    let range = TextRange(left.start, right.end)
    let fixed = document.text(left.range) + "-" + document.text(right.range)
    var fixes = [Fix(range, fixed, confidence: isScan ? 0.4 : 0.8)]
    if isScan {
      // Names have no entry that tells a cut one from a compound; a preposition is no part of either.
      let parts = document.text(left.range) + document.text(right.range)
      let isLoose = Self.loose.contains(lowercased(document.bytes(left))) || Self.loose.contains(next)
      fixes.insert(
        isLoose
          ? Fix(range, document.text(left.range) + " " + document.text(right.range), confidence: 0.5) : Fix(range, parts, confidence: 0.45),
        at: 0)
    }
    findings.flag(range, "a space after the hyphen of “\(fixed)”", severity: .warning, fixes: fixes)
  }

  /// `re- manided`: a word that was cut and misread.
  private func damaged(_ left: Token, _ right: Token, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let range = TextRange(left.start, right.end)
    let whole = document.bytes(left) + document.bytes(right)
    let context = CorrectionContext(ocrPrior: analysis.shared(Damage.self).ocrPrior)
    let fixes = analysis.lexicon.corrections(of: whole[...], in: context, limit: 3).map { Fix(range, $0.text, confidence: Confidence($0.confidence)) }
    let intended = fixes.first?.edits.first.map { ": “\($0.replacement)”?" } ?? ""
    findings.flag(
      range, "“\(document.text(range))” was cut at a line end and misread\(intended)", severity: .warning, fixes: fixes)
  }

  private static let loose = WordClass.looseAtLineEnd

  private static let prefixes = WordClass.hyphenPrefix
}
