/// Letters that look like Latin ones: the Latin twin of a Cyrillic, Greek, Armenian or Cherokee letter, of a
/// full-width one and of the styled alphabets of mathematics.
enum LookAlikes {
  static func latin(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xFF21...0xFF3A: scalar - 0xFF21 + 0x41
    case 0xFF41...0xFF5A: scalar - 0xFF41 + 0x61
    // Thirteen alphabets of twice 26 letters, one after the other.
    case 0x1D400...0x1D6A3: (scalar - 0x1D400) % 52 < 26 ? 0x41 + (scalar - 0x1D400) % 52 : 0x61 - 26 + (scalar - 0x1D400) % 52
    default: twins[scalar]
    }
  }

  /// The Cyrillic twin of a Latin letter.
  static func cyrillic(_ scalar: UInt32) -> UInt32? { cyrillicTwins[scalar] }

  static func isStyled(_ scalar: UInt32) -> Bool {
    (0xFF21...0xFF5A).contains(scalar) || (0x1D400...0x1D6A3).contains(scalar)
  }

  private static let cyrillicPairs = """
    аa еe оo рp сc уy хx іi јj ѕs ԁd һh ԛq ԝw ӏl ɡg ѵv үy АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG ԚQ ԜW Ҁc ѴV ҮY \
    ёë їï ЁË ЇÏ ғf гr пn кk тt вb мm ѡw ьb
    """
  private static let otherPairs = """
    οo αa ρp νv ιi κk τt υu χx γy ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC όó ίí άá έé ηn ωw \
    օo սu հh ոn ցg զq ԱU ՕO ՏS ՍU ԼL ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ ɑa ɩi ıi ⅼl ⅰi
    """

  private static let twins = table(cyrillicPairs + " " + otherPairs)
  private static let cyrillicTwins: [UInt32: UInt32] = {
    var result: [UInt32: UInt32] = [:]
    // The first of several twins is the closest.
    for (cyrillic, latin) in pairs(cyrillicPairs) where result[latin] == nil && cyrillic >= 0x400 { result[latin] = cyrillic }
    return result
  }()

  private static func pairs(_ text: String) -> [(UInt32, UInt32)] {
    text.split(separator: " ").compactMap { pair in
      let scalars = Array(pair.unicodeScalars)
      return scalars.count == 2 ? (scalars[0].value, scalars[1].value) : nil
    }
  }

  private static func table(_ text: String) -> [UInt32: UInt32] {
    Dictionary(pairs(text), uniquingKeysWith: { first, _ in first })
  }
}
