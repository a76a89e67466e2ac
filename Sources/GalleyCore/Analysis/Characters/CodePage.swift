import Formats

/// Character sets of one byte that programs take UTF-8 for.
enum CodePage: Int, CaseIterable {
  /// The likeliest first.
  case windows1252, macRoman, windows1250, windows1251, dos437, dos850, koi8r, dos866

  /// The byte that a scalar stands for.
  func byte(for scalar: UInt32) -> UInt8? {
    switch self {
    // C1 controls stand where a program took Latin-1, or where Windows-1252 has no character.
    case .windows1252: (0x80..<0xA0).contains(scalar) ? UInt8(scalar) : Windows1252.byte(for: scalar)
    default: scalar < 0x80 ? UInt8(scalar) : Self.halves[rawValue].byte(for: scalar)
    }
  }

  /// Whether capitals and lowercase letters of the set's own language stand where it shows misread text: `вЂ™`, `Ă©`, `ÔÇÖ`.
  var isForeign: Bool { self != .windows1252 && self != .macRoman }

  /// Whether some character set shows a lead byte, C2…F4, as this scalar.
  @inline(__always) static func mayLead(_ scalar: UInt32) -> Bool {
    scalar < UInt32(leads.count * 64) && leads[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
  }

  private static let leads: [UInt64] = {
    var set = [UInt64](repeating: 0, count: 0x2600 / 64)
    for page in allCases {
      for lead in UInt8(0xC2)...0xF4 {
        guard let scalar = page.scalar(for: lead), scalar < 0x2600 else { continue }
        set[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
      }
    }
    return set
  }()

  /// The scalar that a byte from 80 on stands for.
  func scalar(for byte: UInt8) -> UInt32? {
    switch self {
    case .windows1252: Windows1252.scalar(for: byte)
    default: Self.halves[rawValue].scalars[Int(byte) - 0x80]
    }
  }

  /// The upper half of a set, bytes 80…FF.
  private struct Half {
    /// U+FFFD where there is none.
    let scalars: [UInt32]
    /// Scalar × 256 + byte, ascending.
    private let order: [UInt32]

    init(_ text: String) {
      scalars = text.unicodeScalars.map(\.value)
      order = scalars.enumerated().filter { $1 != 0xFFFD }.map { $1 << 8 | UInt32($0 + 0x80) }.sorted()
    }

    func byte(for scalar: UInt32) -> UInt8? {
      let index = order.partitioningIndex { $0 >= scalar << 8 }
      guard index < order.count else { return nil }
      let entry = order[index]
      return entry &>> 8 == scalar ? UInt8(truncatingIfNeeded: entry) : nil
    }
  }

  private static let halves = allCases.map { Half(names[$0] ?? "") }

  /// The upper halves.
  private static let names: [CodePage: String] = [
    .macRoman: """
      ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
      """,
    .windows1250: """
      €\u{FFFD}‚\u{FFFD}„…†‡\u{FFFD}‰Š‹ŚŤŽŹ\u{FFFD}‘’“”•–—\u{FFFD}™š›śťžź\u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙
      """,
    .windows1251: """
      ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя
      """,
    .koi8r: """
      ─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ
      """,
    .dos437: """
      ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
      """,
    .dos850: """
      ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}
      """,
    .dos866: """
      АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{A0}
      """,
  ]
}
