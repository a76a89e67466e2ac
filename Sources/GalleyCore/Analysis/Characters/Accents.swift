/// Accents as characters of their own, and the letters that they make.
enum Accents {
  /// Accents that stand beside a letter in text drawn from print.
  static let spacing: Set<UInt32> = [0xB4, 0xA8, 0xB8, 0x2DC, 0x2DA]

  /// The letter with the accent, spacing or combining, on it.
  static func compose(_ letter: UInt32, _ accent: UInt32) -> String? {
    tables[accent].flatMap { $0[letter] }
  }

  /// Takes the last letter off the text and gives it with the accent on it, where there is such a letter.
  static func composed(_ text: inout [UInt8], _ accent: UInt32) -> String? {
    guard let start = text.lastIndex(where: { $0 & 0xC0 != 0x80 }),
      let letter = compose(decodeScalar(text.span, start).scalar, accent)
    else { return nil }
    text.removeLast(text.count - start)
    return letter
  }

  /// A word in lower case with the letters alone.
  static func plain(_ word: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var i = 0
    while i < word.count {
      let (scalar, length) = decodeScalar(word.span, i)
      if let letter = letters[scalar] { plain.append(letter) } else { plain += word[i..<(i + length)] }
      i += length
    }
    return plain
  }

  /// The ASCII letter under each accented one.
  private static let letters: [UInt32: UInt8] = {
    var letters: [UInt32: UInt8] = [:]
    for table in tables.values {
      for (letter, accented) in table where letter < 0x80 {
        if let scalar = accented.unicodeScalars.first { letters[scalar.value] = UInt8(letter) }
      }
    }
    return letters
  }()

  private static let tables: [UInt32: [UInt32: String]] = {
    let acute = table("aáeéiíoóuúyýcćnńsśzźAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹıí")
    let grave = table("aàeèiìoòuùAÀEÈIÌOÒUÙıì")
    let circumflex = table("aâeêiîoôuûAÂEÊIÎOÔUÛıî")
    let diaeresis = table("aäeëiïoöuüyÿAÄEËIÏOÖUÜıï")
    let tilde = table("aãnñoõAÃNÑOÕ"), ring = table("aåuůAÅUŮ"), cedilla = table("cçsşCÇSŞ")
    let caron = table("cčeěnňrřsšzžCČEĚNŇRŘSŠZŽ")
    return [
      0xB4: acute, 0x301: acute, 0x300: grave, 0x302: circumflex, 0xA8: diaeresis, 0x308: diaeresis, 0x2DC: tilde, 0x303: tilde,
      0x2DA: ring, 0x30A: ring, 0xB8: cedilla, 0x327: cedilla, 0x30C: caron,
    ]
  }()

  private static func table(_ pairs: String) -> [UInt32: String] {
    let scalars = Array(pairs.unicodeScalars)
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: scalars.count - 1, by: 2).map { (scalars[$0].value, String(scalars[$0 + 1])) })
  }
}
