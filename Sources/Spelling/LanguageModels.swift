private import CSpellingData

/// Which language a word looks like: letter trigrams of English and nineteen other languages, written by
/// `Scripts/build-languages`.
package enum LanguageModels {
  private static let letters = 27
  private static let size = letters * letters * letters
  /// What a unit of the table is worth in −log₁₀.
  private static let unit = 1.0 / 40
  private static let header = 12

  private static let address: UInt = {
    let fields = unsafe galley_languages().assumingMemoryBound(to: UInt32.self)
    let isSound = unsafe fields[0] == 0x4E41_4C47 && fields[1] == 1 && Int(galley_languages_size) == header + Int(fields[2]) * size
    return isSound ? unsafe UInt(bitPattern: galley_languages()) : 0
  }()

  /// −log₁₀ of the probability of a word’s letters, by letter, in English and in the other language that it is likeliest
  /// in. Accents count as the letters that they stand on, anything else as the edge of a word.
  package static func costs(_ word: ArraySlice<UInt8>) -> (english: Double, other: Double) {
    guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address), !word.isEmpty else { return (0, 0) }
    let count = unsafe Int(UnsafeRawPointer(base).load(fromByteOffset: 8, as: UInt32.self))
    let places = places(word)
    var english = 0, other = Int.max
    for language in 0..<count {
      var sum = 0
      for place in places { sum += unsafe Int(base[header + language * size + place]) }
      if language == 0 { english = sum } else { other = min(other, sum) }
    }
    let scale = unit / Double(max(1, places.count))
    return (Double(english) * scale, Double(other) * scale)
  }

  /// Where the trigrams of a word stand in a model.
  private static func places(_ word: ArraySlice<UInt8>) -> [Int] {
    var places: [Int] = []
    var a = 0, b = 0
    func add(_ c: Int) {
      places.append((a * letters + b) * letters + c)
      (a, b) = (b, c)
    }
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      let lowercase = UInt8(truncatingIfNeeded: scalar.value) | 0x20
      if scalar.isASCII {
        add(lowercase &- 0x61 < 26 ? Int(lowercase) - 0x60 : 0)
      } else if scalar.value >= 0xC0, scalar.value < 0x180 {
        add(Int(bases[Int(scalar.value) - 0xC0]) - 0x60)
      } else {
        add(0)
      }
    }
    add(0)
    return places
  }

  /// The letters under the accents of U+00C0 to U+017F; ` where there is none.
  private static let bases = Array(
    ("aaaaaaaceeeeiiiidnooooo`ouuuuyts" + "aaaaaaaceeeeiiiidnooooo`ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs")
      .utf8)
}
