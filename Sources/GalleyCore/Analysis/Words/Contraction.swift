import Spelling

/// Contractions and possessives whose apostrophe is missing or misplaced: `dont`, `theyre`, `has'nt`, `childrens`.
enum Contraction {
  /// Whether a correction adds or moves an apostrophe and changes nothing else.
  static func isIntended(_ intended: [UInt8], for word: [UInt8]) -> Bool {
    intended.contains(0x27) && intended != word && intended.filter { $0 != 0x27 } == word.filter { $0 != 0x27 }
  }

  /// Whether two words in lower case are the same from a contraction’s apostrophe on; `'s` may be a possessive.
  static func endsAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    ending(of: one).map { other.suffix($0.count).elementsEqual($0) } ?? false
  }

  /// The apostrophe of a contraction in lower case with what stands after it; nil of other words, `'s` among them.
  static func ending(of word: [UInt8]) -> ArraySlice<UInt8>? {
    guard let mark = word.lastIndex(of: 0x27) else { return nil }
    let ending = word[mark...]
    let isOne = endings.contains(Array(ending.dropFirst())) || word.suffix(3).elementsEqual("n't".utf8)
    return isOne && !ending.elementsEqual("'s".utf8) ? ending : nil
  }

  /// Whether a word contracts a contraction that a dictionary has: `couldn't've`, `they'd've`, `y'all'd`.
  static func isTwofold(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    let text = lowercased(word[...])
    guard let second = ending(of: text), text[..<second.startIndex].contains(0x27) else { return false }
    return !lexicon.accepts(word[..<second.startIndex]).isEmpty
  }

  /// The contraction that a word in lower case is without its apostrophe; nil if it is none.
  static func contraction(of word: [UInt8], _ lexicon: Lexicon) -> [UInt8]? {
    // Nearly every word ends otherwise.
    guard let last = word.last, lastLetters.contains(last) else { return nil }
    let letters = word.contains(0x27) ? word.filter { $0 != 0x27 } : word
    for ending in endings where letters.count > ending.count && letters.suffix(ending.count).elementsEqual(ending) {
      let host = letters.dropLast(ending.count)
      let whole: [UInt8]
      if ending == negation {
        whole = host + [0x6E, 0x27, 0x74]
      } else {
        guard hosts.contains(Array(host)) else { continue }
        whole = host + [0x27] + ending
      }
      if whole != word, !lexicon.accepts(whole).isEmpty || !lexicon.accepts([whole[0] & 0xDF] + whole.dropFirst()).isEmpty { return whole }
    }
    return nil
  }

  /// The possessive that a word in lower case is without its apostrophe: of what the dictionary or the text has as a
  /// name, or as a word whose plural is another; nil if it is none.
  static func possessive(of word: [UInt8], _ lexicon: Lexicon, isName: Bool, _ isInText: ([UInt8]) -> Bool) -> [UInt8]? {
    guard word.count > 3, word.last == 0x73, !word.contains(0x27) else { return nil }
    let stem = Array(word.dropLast())
    guard stem.last != 0x73 else { return nil }
    let isOwner = isName ? isInText(stem) || !lexicon.accepts([stem[0] & 0xDF] + stem.dropFirst()).isEmpty : !lexicon.accepts(stem).isEmpty
    return isOwner ? stem + [0x27, 0x73] : nil
  }

  /// The negated verbs that a word in lower case becomes by one letter more or less, or by exchanging two. A letter that stands
  /// for another is no proof of a slip: `warn't` is how people talk.
  static func negations(near word: [UInt8], _ lexicon: Lexicon) -> Set<[UInt8]> {
    var near: [[UInt8]] = []
    for i in word.indices {
      near.append(Array(word[..<i] + word[(i + 1)...]))
      if i + 1 < word.count { near.append(word[..<i] + [word[i + 1], word[i]] + word[(i + 2)...]) }
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { near.append(word[..<i] + [letter] + word[i...]) }
    }
    return Set(near.filter { $0 != word && $0.suffix(3).elementsEqual("n't".utf8) && !lexicon.accepts($0).isEmpty && lexicon.zipf($0) >= commonNegation })
  }

  /// Zipf frequency that every negated verb in use has.
  private static let commonNegation: Zipf = 2.0

  private static let negation = Array("nt".utf8)
  private static let endings = ["nt", "ve", "re", "ll", "m", "d", "s"].map { Array($0.utf8) }
  private static let lastLetters = endings.compactMap(\.last)
  /// What contracts with a verb.
  private static let hosts = WordClass.contractionHost
}
