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
    return table[key] ?? .none
  }

  /// The bytes of a short ASCII word in small letters.
  private static func key(_ word: some Sequence<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    for byte in word {
      guard byte < 0x80 else { return nil }
      key = key << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return key
  }

  /// Whether a capitalised word commonly begins a sentence, so that the stop before it did end one.
  package static func mayEndSentence(next: ArraySlice<UInt8>) -> Bool { starters.contains(lowercased(next)) }

  private static let table: [UInt64: Kind] = {
    var table: [UInt64: Kind] = [:]
    for (words, kind) in [(titles, Kind.title), (numbered, .numbered), (others, .other)] {
      for word in words.split(separator: " ") { if let key = key(word.utf8) { table[key] = kind } }
    }
    return table
  }()

  private static let titles = """
    mr mrs ms mx dr prof rev fr sr st mt ft gen col lt capt cmdr cpl sgt maj adm brig pvt sen rep gov pres hon amb \
    supt insp det messrs mme mlle msgr vs viz eg ie cf approx
    """
  private static let numbered = "no nos art vol pp p ch sec fig para ser"
  private static let others = """
    jr inc ltd co corp bros llc plc etc al dept est ave blvd rd sq jan feb mar apr jun jul aug sept sep oct nov dec \
    mon tue wed thu fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo \
    inst ult prox vic mont neb nev okla ore pa tenn tex va vt wash wis wyo ed eds trans ibid op univ assn intl natl u.s
    """
  private static let starters: Set<[UInt8]> = Set(
    """
    the a an this that these those he she it they we you i in on at for but and however meanwhile his her its their \
    our my if when while after before as since although though there here what who how why so yet or nor then now \
    some many most all both each one two no not by from with under according
    """.split(separator: " ").map { Array($0.utf8) })
}
