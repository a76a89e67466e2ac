import Formats

/// Abbreviations that end in a stop which need not end the sentence.
package enum Abbreviations {
  package enum Kind: Sendable {
    case none
    /// Always followed by a name: `Mr.`
    case title
    /// Followed by a number: `No. 10`.
    case numbered
    /// May stand at the end of a sentence: `Inc.`
    case other
  }

  package static func kind(of word: ArraySlice<UInt8>) -> Kind {
    guard word.count <= 6, let key = key(word) else { return .none }
    let classes = WordClassSet(ofShort: key)
    if classes.contains(.titleAbbreviation) { return .title }
    if classes.contains(.numberAbbreviation) { return .numbered }
    return classes.contains(.abbreviation) ? .other : .none
  }

  /// The bytes of a short ASCII word in lower case.
  private static func key(_ word: some Sequence<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    for byte in word {
      guard byte < 0x80 else { return nil }
      key = key << 8 | UInt64(byte.isCapital ? byte | .caseBit : byte)
    }
    return key
  }

  /// Whether a capitalised word commonly begins a sentence, so that the stop before it did end one.
  package static func mayEndSentence(next: ArraySlice<UInt8>) -> Bool { starters.contains(lowercased(next)) }

  private static let starters = WordClass.sentenceStarter
}
