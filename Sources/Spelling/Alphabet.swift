/// The letters of a lexicon as single bytes: ASCII stands for itself, 127 further letters get the codes from 128 on.
struct Alphabet: Sendable {
  /// A character that no word of the lexicon has.
  static let unknown: UInt8 = 0xFF
  static let capacity = 127

  /// The scalars of the codes from 128 on.
  let extended: [UInt32]
  /// The code of the lowercase letter of each code.
  let lower: [UInt8]
  /// The bit of each code’s lowercase letter (see `CandidateTrie.letterBit`); the highest for what has none.
  let bits: [UInt32]

  init(extended: [UInt32]) {
    self.extended = extended
    var lower = (0...255).map { UInt8($0) }
    for code in 0x41...0x5A { lower[code] |= 0x20 }
    for (index, value) in extended.enumerated() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let mapping = scalar.properties.lowercaseMapping.unicodeScalars
      if mapping.count == 1, let lowercase = mapping.first, let other = extended.firstIndex(of: lowercase.value) {
        lower[128 + index] = UInt8(128 + other)
      }
    }
    self.lower = lower
    bits = lower.map { letter in
      let bit = CandidateTrie.letterBit(letter)
      return bit == 0 ? 1 << 31 : bit
    }
  }

  /// nil when a word has a character outside the alphabet.
  func encode(_ word: some Sequence<Unicode.Scalar>) -> [UInt8]? {
    var codes: [UInt8] = []
    codes.reserveCapacity(word.underestimatedCount)
    for scalar in word {
      let code = code(scalar)
      guard code != Self.unknown else { return nil }
      codes.append(code)
    }
    return codes
  }

  func code(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII { return UInt8(scalar.value) }
    return extended.firstIndex(of: scalar.value).map { UInt8(128 + $0) } ?? Self.unknown
  }

  func decode(_ codes: some Sequence<UInt8>) -> [Unicode.Scalar] {
    codes.compactMap { code in
      if code < 128 { return Unicode.Scalar(code) }
      let index = Int(code) - 128
      return index < extended.count ? Unicode.Scalar(extended[index]) : "\u{FFFD}"
    }
  }
}
