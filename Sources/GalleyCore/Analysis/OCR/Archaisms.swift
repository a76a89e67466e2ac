import Formats
package import Spelling

/// The English of older books: words and endings that a modern dictionary lacks.
package enum Archaisms {
  /// Words that tell an old text from a modern one.
  static let signs = WordClass.archaicSign

  /// Words that dictionaries still list but nobody writes: what they look misread for is no evidence.
  static let survivors = WordClass.archaicSurvivor

  /// Whether a word is one of those that lose a letter in any English: `'tis`, `d'ye`.
  package static func isElided(_ word: ArraySlice<UInt8>) -> Bool { elided.contains(lowercased(plainSpelling(word)[...])) }

  /// Whether a word after an apostrophe is what is left of one: `’tis`, `’ouse`.
  static func isElided(afterApostrophe word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
    let word = lowercased(plainSpelling(word)[...])
    return elided.contains([.apostrophe] + word) || word.count > 2 && !lexicon.accepts([UInt8(ascii: "h")] + word).isEmpty
  }

  private static let elided = WordClass.archaicElision

  /// Bytes of words of which nothing is left without an ending of one letter, of two or three, or with a prefix besides.
  private static let shortest = 3, short = 4, long = 5

  /// Whether a word that no dictionary knows is an old form of one: `hopeth`, `lovedst`, `pass'd`, `blest`, `flow'ret`.
  package static func isForm(_ word: ArraySlice<UInt8>, _ lexicon: Lexicon) -> Bool {
    let word = lowercased(plainSpelling(word)[...])
    guard word.count > 2 else { return false }
    if spellings.contains(word) || survivors.contains(word) || signs.contains(word) { return true }
    if word.contains(.apostrophe) { return isClipped(word, lexicon) }
    func isKnown(_ stem: ArraySlice<UInt8>, _ ending: String = "") -> Bool {
      stem.count > 1 && !lexicon.accepts(Array(stem) + Array(ending.utf8)).isEmpty
    }
    /// A verb without its ending: hop-eth, fret-teth.
    func isVerb(_ stem: ArraySlice<UInt8>) -> Bool {
      if isKnown(stem) || isKnown(stem, "e") { return true }
      return stem.count > shortest && stem[stem.count - 1] == stem[stem.count - 2] && isKnown(stem.dropLast())
    }
    if word.count > short, ends(word, "eth") || ends(word, "est"), isVerb(word.dropLast(3)) { return true }
    if word.count > long, ends(word, "st"), isKnown(word.dropLast(2)) { return true }
    if word.count > shortest, ends(word, "pt") || ends(word, "st") || ends(word, "xt") || ends(word, "kt") {
      let stem = word.dropLast()
      return isKnown(stem, "ed") || isKnown(stem + [stem[stem.count - 1]], "ed")
    }
    // speake, queene; praysed, enclyned
    if word.count > short, word[word.count - 1] == UInt8(ascii: "e"), isKnown(word.dropLast()) { return true }
    if word.count > short, word.dropFirst().dropLast().contains(UInt8(ascii: "y")), isKnown(word.map { $0 == UInt8(ascii: "y") ? UInt8(ascii: "i") : $0 }[...]) { return true }
    if word.count > long + 1, word.starts(with: "un".utf8), isKnown(word.dropFirst(2)) { return true }
    return word.count > short && isEarly(word[...], isKnown)
  }

  /// How spelling went before it was settled: eares, daies, citie, faithfull, thrise, enclined; and prefixes that any
  /// verb could take: beplastered, outshouted, ychained.
  private static func isEarly(_ word: ArraySlice<UInt8>, _ isKnown: (ArraySlice<UInt8>, String) -> Bool) -> Bool {
    for (ending, settled) in endings where word.suffix(ending.count).elementsEqual(ending) {
      if isKnown(word.dropLast(ending.count), settled) { return true }
    }
    if word.starts(with: "en".utf8), isKnown(Array("in".utf8) + word.dropFirst(2), "") { return true }
    if word.first == UInt8(ascii: "y"), word.last == UInt8(ascii: "d") || word.last == UInt8(ascii: "t"), isKnown(word.dropFirst(), "") { return true }
    return prefixes.contains { word.starts(with: $0) && word.count >= $0.count + 5 && isKnown(word.dropFirst($0.count), "") }
  }

  private static let endings = [
    ("es", "s"), ("aies", "ays"), ("ie", "y"), ("full", "ful"), ("nesse", "ness"), ("ise", "ice"), ("ick", "ic"),
  ].map { (Array($0.utf8), $1) }
  private static let prefixes = ["be", "fore", "out", "over", "mis"].map { Array($0.utf8) }

  /// `know'st`, `pass'd`, `heav'n`, `'gainst`, `mornin'`.
  private static func isClipped(_ word: [UInt8], _ lexicon: Lexicon) -> Bool {
    guard let at = word.firstIndex(of: .apostrophe), word.lastIndex(of: .apostrophe) == at else { return false }
    let head = Array(word[..<at]), tail = Array(word[(at + 1)...])
    func isKnown(_ text: [UInt8]) -> Bool { text.count > 2 && !lexicon.accepts(text).isEmpty }
    if head.isEmpty { return ["a", "be", "a", "it "].contains { isKnown(Array($0.utf8) + tail) } || isElision(tail, lexicon) }
    if tail.isEmpty {
      return ends(head, "in") && isKnown(head + [0x67]) || ["l", "ll", "f", "ve", "w"].contains { isKnown(head + Array($0.utf8)) }
    }
    if tail.elementsEqual("d".utf8), isKnown(head + "d".utf8) || isKnown(head + "ed".utf8) { return true }
    if tail.elementsEqual("st".utf8) { return isKnown(head) || isKnown(head + "e".utf8) }
    return ["e", "i", "o", "a", "v", "te"].contains { isKnown(head + Array($0.utf8) + tail) }
  }

  /// `'twould`: it without its vowel.
  private static func isElision(_ tail: [UInt8], _ lexicon: Lexicon) -> Bool {
    tail.first == UInt8(ascii: "t") && !lexicon.accepts(tail[1...]).isEmpty
  }

  private static func ends(_ word: [UInt8], _ ending: String) -> Bool { word.suffix(ending.utf8.count).elementsEqual(ending.utf8) }

  /// How words were spelled, mostly until 1850.
  private static let spellings = WordClass.archaicSpelling
}
