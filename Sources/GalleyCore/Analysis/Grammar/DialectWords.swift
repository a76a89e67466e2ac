import Spelling

/// Pairs of spellings that tell British from American English, found in the installed dictionaries: a word that only
/// one of `en_GB` and `en_US` knows, whose spelling by a known pattern of the other is a word that only the other
/// knows. `-ise` and `-ize` are both British, so that they tell only what a text prefers.
struct DialectWords {
  enum Side: Sendable {
    case british, american
    /// `organise`: British, where `-ize` would be British too.
    case ise
    /// `organize`: American, or British of the Oxford kind.
    case ize
  }

  struct Variant: Sendable {
    let side: Side
    /// The other spelling.
    let other: [UInt8]
    /// “cancelled”, “modelling”: many Americans write so too.
    var isDoubledL = false
  }

  private let lexicon: Lexicon
  private let british: DictionaryMask
  private let american: DictionaryMask

  /// Bytes of a word that is spelled in two ways: “grey”.
  private static let shortest = 4

  /// Nil unless both dictionaries are in use.
  init?(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    var british: DictionaryMask = [], american: DictionaryMask = []
    for (i, dictionary) in lexicon.dictionaries.enumerated() {
      if dictionary.name.hasPrefix("en_GB") { british.insert(.dictionary(i)) }
      if dictionary.name.hasPrefix("en_US") { american.insert(.dictionary(i)) }
    }
    guard !british.isEmpty, !american.isEmpty else { return nil }
    (self.british, self.american) = (british, american)
  }

  /// What a word in lower case tells about its writer; nil for most.
  func variant(of word: [UInt8], mask: DictionaryMask) -> Variant? {
    let isBritish = !mask.isDisjoint(with: british), isAmerican = !mask.isDisjoint(with: american)
    guard word.count >= Self.shortest, isBritish || isAmerican else { return nil }
    if isBritish && isAmerican {
      guard word.contains(UInt8(ascii: "z")), let other = rewritten(word, Self.zed, to: british, not: american) else { return nil }
      return Variant(side: .ize, other: other)
    }
    if isBritish {
      if let other = rewritten(word, Self.unzed, to: american, not: []) {
        return Variant(side: .ise, other: other)
      }
      return rewritten(word, Self.patterns, to: american, not: british)
        .map { Variant(side: .british, other: $0, isDoubledL: $0.count == word.count - 1 && Self.count(0x6C, word) > Self.count(0x6C, $0)) }
    }
    return rewritten(word, Self.reversed, to: british, not: american)
      .map { Variant(side: .american, other: $0) }
  }

  /// The first rewriting of a word that the dictionaries `wanted`, and none of `unwanted`, know.
  private func rewritten(
    _ word: [UInt8], _ patterns: [([UInt8], [UInt8])], to wanted: DictionaryMask, not unwanted: DictionaryMask
  ) -> [UInt8]? {
    for (from, to) in patterns {
      var at = word.count - from.count
      // A spelling begins with at least one letter that both share, “oe” and “ae” excepted.
      while at >= 0 {
        if word[at...].starts(with: from) {
          let other = Array(word[..<at]) + to + word[(at + from.count)...]
          let mask = lexicon.accepts(other)
          if !mask.isDisjoint(with: wanted), mask.isDisjoint(with: unwanted) { return other }
        }
        at -= 1
      }
    }
    return nil
  }

  /// American to British, in words that American English spells with z alone.
  private static let zed = pairs("iz:is")
  /// British to American.
  private static let patterns = pairs(
    """
    our:or oeuvr:euver re:er red:ered ring:ering rable:erable yse:yze ysi:yzi ysa:yza ll:l l:ll ogue:og ence:ense enc:ens oe:e ae:e \
    oul:ol grey:gray ough:ow mme:m ium:um sce:ske yj:aj ewelle:ewel sy:zy si:zi s:z ou:o ey:y gement:gment \
    qu:ck tyr:tir aught:aft ph:f
    """)

  private static let unzed = zed.map { ($0.1, $0.0) }, reversed = patterns.map { ($0.1, $0.0) }

  private static func count(_ letter: UInt8, _ word: [UInt8]) -> Int { word.count { $0 == letter } }

  private static func pairs(_ text: String) -> [([UInt8], [UInt8])] {
    text.split(separator: " ").map { pair in
      let sides = pair.split(separator: ":", omittingEmptySubsequences: false)
      return (Array(sides[0].utf8), Array(sides[1].utf8))
    }
  }
}
