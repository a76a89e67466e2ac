import Formats
import Spelling

/// Finds capitals where no name or brand has them: `aAt`, `tHe`, `recesSion`.
package struct IrregularCase: Rule {
  package static let id: RuleID = "irregular-case"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let lexicon = analysis.lexicon
    for i in occurrences(analysis) {
      let token = document.tokens[i]
      guard !analysis.words[token.word].isForeignScript, !isAccepted(document.bytes(token), lexicon) else { continue }
      let text = Array(String(decoding: plainSpelling(document.bytes(token)), as: UTF8.self).unicodeScalars)
      guard let (intended, confidence) = repair(text, lexicon, isFirst: isFirst(i, document)) else { continue }
      findings.flag(
        token.range, "“\(document.text(token.range))” has capitals where none belong; did you mean “\(intended)”?",
        severity: confidence >= Self.sure ? .error : .warning, fix: Fix(token.range, intended, confidence: confidence))
    }
  }

  /// Where rare words with capitals in unusual positions stand, in reading order.
  private func occurrences(_ analysis: Analysis) -> [Int] {
    analysis.document.vocabulary.words.enumerated().filter { _, word in
      word.shape == .mixed && word.flags.isDisjoint(with: [.digit, .invisible]) && word.count <= 2
    }
    .flatMap { id, _ in analysis.occurrences(ofWord: WordID(id)) }.sorted()
  }

  /// A dictionary knows this very mixture of capitals.
  private func isAccepted(_ bytes: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool { !lexicon.accepts(bytes).isEmpty }

  /// Whether a capital may begin here: no word or comma stands before.
  private func isFirst(_ i: Int, _ document: Document) -> Bool {
    guard let before = document.previous(i) else { return true }
    let token = document.tokens[before]
    switch token.kind {
    case .word, .number, .hyphen, .dash: return document.tokens[(before + 1)..<i].count { $0.kind == .lineBreak } > 1
    case .punctuation: return ![0x2C, 0x3B, 0x28].contains(document.bytes[token.start])
    default: return true
    }
  }

  private func repair(_ text: [Unicode.Scalar], _ lexicon: Lexicon, isFirst: Bool) -> (String, Confidence)? {
    guard text.count >= 2 else { return nil }
    let upper = text.indices.filter { ScalarClass(text[$0].value).kind == .upper }
    if let held = heldShift(text, upper, isFirst, lexicon) { return held }
    guard let lastUpper = upper.last, upper.count <= Self.mostCapitals, upper.count * 2 <= text.count + 1 else { return nil }
    let startsLower = upper[0] != 0
    // aAt: the capital was typed after its own lowercase letter.
    if startsLower, lowercased(text[1].value) == text[0].value, upper == [1] {
      let rest = Array(text.dropFirst())
      let lowercase = folded(rest)
      if zipf(lowercase, lexicon) >= Self.usual { return (string(isFirst ? rest : lowercase), 0.96) }
    }
    let whole = folded(text)
    if !startsLower, looksLikeName(text, upper, lexicon) { return nil }
    if zipf(whole, lexicon) >= Self.rare, !lexicon.accepts(Array(string(whole).utf8)).isEmpty {
      // iPod, eBay: one lowercase letter before a capital is a brand unless the whole is common.
      // mL, eXperience, iNews: units, and brands of the e and i kind.
      if startsLower, upper == [1], text.count < Self.wordLength || Self.brandInitials.contains(text[0]) || zipf(whole, lexicon) < Self.beyondBrand { return nil }
      // IndiGo, PlayStation: the capital begins a word.
      if !startsLower, zipf(whole, lexicon) < Self.overwhelming, zipf(folded(Array(text[lastUpper...])), lexicon) >= Self.common {
        return nil
      }
      let fixed = startsLower ? whole : [text[0]] + whole.dropFirst()
      return (string(fixed), 0.97)
    }
    // caUed: ll read as U.
    if upper.count <= 2, lastUpper > 0, text[lastUpper] == "U" {
      let read = Array(text[..<lastUpper]) + ["l", "l"] + Array(text[(lastUpper + 1)...])
      if upper.count == 1 || !startsLower, zipf(folded(read), lexicon) >= Self.rare, !lexicon.accepts(Array(string(folded(read)).utf8)).isEmpty {
        return (string(read), 0.95)
      }
    }
    // anKd: a stray capital inside a word.
    if upper.count == 1, lastUpper > 0 {
      var rest = text
      rest.remove(at: lastUpper)
      let lowercase = folded(rest)
      if text.count >= Self.wordLength, zipf(lowercase, lexicon) >= Self.usual, !lexicon.accepts(Array(string(lowercase).utf8)).isEmpty {
        return (string(rest), 0.93)
      }
    }
    if upper.count == 2, !startsLower, lastUpper > 1 {
      var rest = text
      rest.remove(at: lastUpper)
      if text.count >= Self.compoundLength, zipf(folded(rest), lexicon) >= Self.common, lastUpper < text.count - 1 {
        // WordPress, YouTube: a capital that begins a word of its own is no accident.
        let tail = folded(Array(text[lastUpper...]))
        if zipf(tail, lexicon) < Self.rare { return (string(rest), 0.9) }
      }
    }
    return nil
  }

  private static let brandInitials: Set<Unicode.Scalar> = ["e", "i"]
  /// Zipf frequency of a word that is no chance, of one met now and then, of a common one, and of ones that fewer and fewer brands
  /// and initials are made of.
  private static let rare: Zipf = 2.5, usual: Zipf = 3.0, common: Zipf = 3.8, beyondBrand: Zipf = 4.5, overwhelming: Zipf = 4.8, beyondInitials: Zipf = 5.8
  /// From such a confidence on the capitals are damage beyond doubt.
  private static let sure: Confidence = 0.95
  /// More capitals are an abbreviation with letters between.
  private static let mostCapitals = 3
  /// Letters: shorter ones are units (mL), shorter parts no words of a compound; two words in one have six.
  private static let wordLength = 4, partLength = 3, compoundLength = 6
  /// Plurals of abbreviations (MPs, CDs) and names of firms (HiFi) have no more letters.
  private static let abbreviationLength = 5

  /// `THe`, `LOndon`: the shift key was let go too late; `lONDON`: it worked the wrong way round. Plurals of letters
  /// (`MPs`), units and brands are no words without their capitals.
  private func heldShift(_ text: [Unicode.Scalar], _ upper: [Int], _ isFirst: Bool, _ lexicon: Lexicon) -> (String, Confidence)? {
    let lowercase = folded(text)
    let isLate = upper == [0, 1] && text.count > 2 && !(text.count < Self.abbreviationLength && text.last == "s" && zipf(lowercase, lexicon) < Self.overwhelming)
    let isReversed = text.count > 2 && upper == Array(1..<text.count)
    guard isLate || isReversed else { return nil }
    let title = [lowercase[0].properties.titlecaseMapping.unicodeScalars.first ?? lowercase[0]] + lowercase.dropFirst()
    let isWord = !lexicon.accepts(Array(string(lowercase).utf8)).isEmpty && zipf(lowercase, lexicon) >= Self.common
    let isName = !lexicon.accepts(Array(string(title).utf8)).isEmpty && zipf(lowercase, lexicon) >= Self.common
    // cHARGERS: no abbreviation is so long; iPHONE in a headline is a brand.
    guard isWord || isName else {
      return isReversed && text.count > Self.abbreviationLength && !Self.brandInitials.contains(text[0]) ? (string(title), 0.92) : nil
    }
    return (string(isLate || isFirst || !isWord ? title : lowercase), 0.96)
  }

  /// McDonald, DeVito, O'Brien, LaGuardia, YouTube, BuzzFeed: parts that are capitalised on purpose.
  private func looksLikeName(_ text: [Unicode.Scalar], _ upper: [Int], _ lexicon: Lexicon) -> Bool {
    guard upper.count >= 2 else { return false }
    if upper.contains(where: { $0 > 0 && text[$0 - 1] == "'" }) { return true }
    let second = upper[1]
    // DoS, CoP: initials with a lowercase word between.
    if text.count == Self.partLength, upper == [0, 2] { return zipf(folded(text), lexicon) < Self.beyondInitials }
    // NorthWest, BitCoin: two words of some length.
    if upper.count == 2, second >= Self.partLength, text.count - second >= Self.partLength,
      zipf(folded(Array(text[..<second])), lexicon) >= Self.common, zipf(folded(Array(text[second...])), lexicon) >= Self.common
    {
      return true
    }
    if second == 1 { return text.count <= Self.abbreviationLength || upper.count > 2 }
    let head = string(folded(Array(text[..<second])))
    return WordClass.innerCapitalLead.contains(head)
  }

  private func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.map { Unicode.Scalar(lowercased($0.value)) ?? $0 }
  }

  private func string(_ text: [Unicode.Scalar]) -> String {
    var result = ""
    result.unicodeScalars.append(contentsOf: text)
    return result
  }

  private func zipf(_ text: [Unicode.Scalar], _ lexicon: Lexicon) -> Zipf {
    lexicon.zipf(Array(string(text).utf8))
  }
}
