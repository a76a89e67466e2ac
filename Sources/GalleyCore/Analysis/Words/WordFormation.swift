import Formats
import Spelling

/// How words that dictionaries lack are made of words that they have.
enum WordFormation {
  /// Whether a word is a known one with a productive prefix or suffix: `subproject`, `chart-like`, `unfeignedly`.
  static func isDerived(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
    let text = Array(word)
    for prefix in prefixes.words where text.count >= prefix.count + leastBase && text.starts(with: prefix) {
      let rest = text[prefix.count...]
      let isNegation = prefix.count == 2 && rest.count >= longBase && prefix[0] == UInt8(ascii: "u")
      if !lexicon.accepts(rest).isEmpty, isNegation || lexicon.zipf(rest.span) >= leastCommon { return true }
    }
    for suffix in suffixes.words where text.count >= suffix.count + leastBase && text.suffix(suffix.count) == suffix[...] {
      let rest = text[..<(text.count - suffix.count)]
      if !lexicon.accepts(rest).isEmpty, lexicon.zipf(rest.span) >= leastCommon { return true }
    }
    for (suffix, bases) in inflections where text.count >= longBase && text.suffix(suffix.count) == suffix[...] {
      let rest = text.dropLast(suffix.count)
      if bases.contains(where: { rest.suffix($0.count).elementsEqual($0) }), !lexicon.accepts(rest).isEmpty { return true }
    }
    return false
  }

  /// Whether two words are forms of one: a common beginning, and endings of English inflection.
  static func areForms(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let shared = zip(a, b).prefix { $0 == $1 }.count
    return shared >= shortestStem && [a, b].allSatisfy { $0.count == shared || WordClass.inflection.contains(Array($0[shared...])) }
  }

  private static let shortestStem = 3

  /// Whether a word is capitals with an ending of its own: `NGOers`, `RSVPed`.
  static func isOfAcronym(_ word: ArraySlice<UInt8>) -> Bool {
    let acronym = word.prefix { $0.isCapital }
    guard acronym.count >= leastAcronym, acronym.count < word.count else { return false }
    let rest = word.dropFirst(acronym.count)
    return endings.contains { rest.elementsEqual($0) } || suffixes.words.contains { rest.elementsEqual($0) }
  }

  /// Whether a word is the Latin genitive of a name that the text has, as species are named after people: `lowei`, `banksiae`.
  static func isEponym(_ word: [UInt8], has: ([UInt8]) -> Bool) -> Bool {
    genitives.contains { word.count >= leastBase + $0.count && word.suffix($0.count).elementsEqual($0) && has(Array(word.dropLast($0.count))) }
  }

  /// Whether a word is a name that has no lowercase use, in the plural: two Georgias, the Kennedys.
  static func isPluralName(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
    guard let first = word.first, first.isCapital, word.last == UInt8(ascii: "s") else { return false }
    return ["s", "es"].contains { ending in
      let base = word.dropLast(ending.utf8.count)
      return base.count >= leastBase && word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
        && !lexicon.accepts(base).isEmpty && lexicon.accepts(lowercased(base)).isEmpty
    }
  }

  /// Whether a word is an inflected form of one that somebody has: large lists, or the text itself.
  static func isInflected(_ word: [UInt8], _ lexicon: Lexicon, has: ([UInt8]) -> Bool) -> Bool {
    for ending in endings where word.count >= ending.count + leastBase - 1 && word.suffix(ending.count).elementsEqual(ending) {
      let stem = Array(word.dropLast(ending.count))
      for base in [stem, stem + [0x65], ending.first == 0x69 ? stem + [0x79] : stem] {
        if lexicon.rarity(base.span) > 0 || has(base) { return true }
      }
    }
    return false
  }

  /// Whether two known words make it, both of three letters and more.
  static func isCompound(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    guard word.count >= 7 else { return false }
    for cut in 3...(word.count - 3) {
      let left = word[..<cut], right = word[cut...]
      if lexicon.zipf(left.span) >= leastCommon, lexicon.zipf(right.span) >= leastCommon,
        !lexicon.accepts(left).isEmpty, !lexicon.accepts(right).isEmpty
      {
        return true
      }
    }
    return false
  }

  /// Two capitals at a word’s beginning are rather a slip of the shift key.
  private static let leastAcronym = 3
  /// Letters that a base must have, and those of a long one.
  private static let leastBase = 4, longBase = 7
  /// Zipf frequency of a base that new words are made of.
  private static let leastCommon: Zipf = 2.8

  private static let endings = ["s", "es", "ed", "ing", "ies", "ied", "er", "ers", "ly", "d"].map { Array($0.utf8) }

  private static let genitives = ["i", "ii", "ae", "iae"].map { Array($0.utf8) }

  /// What any base with one of these endings may take: unfeigned-ly, jailing-s.
  private static let inflections: [(suffix: [UInt8], bases: [[UInt8]])] = [
    ("ly", ["ing", "ed", "ful", "ous", "ive", "less", "al"]), ("s", ["ing", "or", "er", "ist"]),
  ].map { (Array($0.utf8), $1.map { Array($0.utf8) }) }

  private static let prefixes = WordList(.formingPrefix)

  private static let suffixes = WordList(.formingSuffix)
}
