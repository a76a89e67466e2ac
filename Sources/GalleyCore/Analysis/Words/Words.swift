import Formats
package import Spelling

/// What is known about each distinct word of a document; every spelling is looked up once.
package struct Words: SharedAnalysis {
  package struct Verdict: Sendable {
    /// The dictionaries that accept it, taken apart where a reader would (possessives).
    package internal(set) var mask = DictionaryMask()
    /// Accepted by a dictionary, the house, or as something that no dictionary lists (initials, Roman numerals).
    package internal(set) var isKnown = false
    /// Of the lowercase form without possessive ending.
    package internal(set) var zipf = Zipf.unseen
    /// Letters of a script that the dictionaries do not cover.
    package internal(set) var isForeignScript = false
    /// Bytes of the word without a possessive ending.
    package internal(set) var stem = 0
  }

  private let verdicts: [Verdict]

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let lexicon = analysis.lexicon
    let house = analysis.resources.houseWords
    let terms = document.terms
    let words = document.vocabulary.words
    let facts = analysis.resources.memory.facts.values(words.map(\.key)) { WordFacts(words[$0], document, lexicon) }
    verdicts = zip(words.indices, facts).map { id, facts in
      let word = words[id]
      var verdict = Verdict(
        mask: facts.mask, isKnown: facts.isKnown || word.flags.contains(.dotted), zipf: facts.zipf, isForeignScript: facts.isForeignScript,
        stem: facts.stem)
      if !verdict.isKnown {
        let text = Array(document.bytes[word.range.start..<(word.range.start + facts.stem)])
        let lower = lowercased(facts.isPlain ? text[...] : plainSpelling(text[...])[...])
        verdict.isKnown =
          house.contains(lower)
          || facts.isPlain && (terms?.contains(lower) == true || UnlistedForms.isOrdinal(text[...]) && UnlistedForms.isOrdinal(WordID(id), analysis))
      }
      return verdict
    }
  }

  package subscript(_ word: WordID) -> Verdict { verdicts[Int(word)] }
  package func isKnown(_ word: WordID) -> Bool { verdicts[Int(word)].isKnown }
  /// Of the lowercase form.
  package func zipf(_ word: WordID) -> Zipf { verdicts[Int(word)].zipf }
}

/// Where the words stand that nothing knows.
private struct OutOfVocabulary: SharedAnalysis {
  /// Indices of tokens, ascending.
  let tokens: [Int]

  init(_ analysis: Analysis) {
    let words = analysis.words
    tokens = analysis.document.vocabulary.words.indices.filter { !words.isKnown(WordID($0)) }
      .flatMap { analysis.occurrences(ofWord: WordID($0)) }.sorted()
  }
}

extension Analysis {
  /// The tokens that are words which no dictionary, no list and nothing else knows, in reading order.
  var outOfVocabulary: [Int] { shared(OutOfVocabulary.self).tokens }
}

/// A word as a dictionary spells it: straight apostrophes, a round s, ligatures taken apart, accents on their letters, nothing
/// invisible.
package func plainSpelling(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  for (scalar, _, _) in UTF8Scalars(bytes) {
    switch scalar {
    case 0x2019, 0x02BC: result.append(0x27)
    case 0x17F: result.append(0x73)
    case 0xFB00: result += Array("ff".utf8)
    case 0xFB01: result += Array("fi".utf8)
    case 0xFB02: result += Array("fl".utf8)
    case 0xFB03: result += Array("ffi".utf8)
    case 0xFB04: result += Array("ffl".utf8)
    case 0xFB05, 0xFB06: result += Array("st".utf8)
    default:
      if (0x300...0x36F).contains(scalar), let composed = Accents.composed(&result, scalar) {
        result += Array(composed.utf8)
        continue
      }
      let kind = ScalarClass(scalar).kind
      if kind != .invisible, kind != .control, scalar != 0x0C { appendUTF8(scalar, to: &result) }
    }
  }
  return result
}

/// Whether capital letters form a Roman numeral below 4000.
package func isRomanNumeral(_ text: [UInt8]) -> Bool {
  var rest = text[...]
  for (one, five, ten) in [(0x4D, 0, 0), (0x43, 0x44, 0x4D), (0x58, 0x4C, 0x43), (0x49, 0x56, 0x58)] as [(UInt8, UInt8, UInt8)] {
    if ten != 0, rest.starts(with: [one, ten]) || rest.starts(with: [one, five]) {
      rest = rest.dropFirst(2)
      continue
    }
    if five != 0, rest.first == five { rest = rest.dropFirst() }
    var count = 0
    while rest.first == one, count < 3 {
      rest = rest.dropFirst()
      count += 1
    }
  }
  return !text.isEmpty && rest.isEmpty
}

/// Digits followed by a unit, an ordinal or plural ending, or letters as in product names: `18th`, `90km`, `1990s`.
package func isNumberWithUnit(_ text: [UInt8]) -> Bool {
  let digits = text.prefix { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
  guard !digits.isEmpty else { return false }
  let rest = text[digits.count...]
  if rest.isEmpty { return true }
  let unit = String(decoding: lowercased(rest), as: UTF8.self)
  guard unit.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 }) else { return false }
  switch unit {
  case "st", "nd", "rd", "th":
    guard let last = digits.last else { return false }
    let isTeen = digits.count > 1 && digits[digits.endIndex - 2] == 0x31
    return unit == (isTeen ? "th" : last == 0x31 ? "st" : last == 0x32 ? "nd" : last == 0x33 ? "rd" : "th")
  default: return WordClass.unit.contains(lowercased(rest))
  }
}
