/// What a character that nobody sees is called in messages: `U+200B ZERO WIDTH SPACE`, `U+0008`.
package func scalarName(_ scalar: UInt32) -> String {
  let digits = String(scalar, radix: 16, uppercase: true)
  let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  return hiddenNames[scalar].map { "\(code) \($0)" } ?? code
}

/// Names that a message gives; more are not read.
let mostScalarNames = 3

/// The distinct names of a text's scalars that `isWanted`, in order, the first few.
package func scalarNames(_ bytes: ArraySlice<UInt8>, where isWanted: (UInt32) -> Bool) -> String {
  var names: [String] = []
  for (scalar, _, _) in UTF8Scalars(bytes) where isWanted(scalar) {
    let name = scalarName(scalar)
    if names.contains(name) { continue }
    if names.count == mostScalarNames { return names.joined(separator: ", ") + " …" }
    names.append(name)
  }
  return names.joined(separator: ", ")
}

private let hiddenNames: [UInt32: String] = [
  0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x0B: "LINE TABULATION", 0x0C: "FORM FEED", 0x1B: "ESCAPE",
  0x7F: "DELETE", 0x85: "NEXT LINE", 0xA0: "NO-BREAK SPACE", 0xAD: "SOFT HYPHEN", 0x034F: "COMBINING GRAPHEME JOINER",
  0x061C: "ARABIC LETTER MARK", 0x2000: "EN QUAD", 0x2001: "EM QUAD", 0x2002: "EN SPACE", 0x2003: "EM SPACE",
  0x2004: "THREE-PER-EM SPACE", 0x2005: "FOUR-PER-EM SPACE", 0x2006: "SIX-PER-EM SPACE", 0x2007: "FIGURE SPACE",
  0x2008: "PUNCTUATION SPACE", 0x2009: "THIN SPACE", 0x200A: "HAIR SPACE", 0x200B: "ZERO WIDTH SPACE",
  0x200C: "ZERO WIDTH NON-JOINER", 0x200D: "ZERO WIDTH JOINER", 0x200E: "LEFT-TO-RIGHT MARK",
  0x200F: "RIGHT-TO-LEFT MARK", 0x2028: "LINE SEPARATOR", 0x2029: "PARAGRAPH SEPARATOR",
  0x202A: "LEFT-TO-RIGHT EMBEDDING", 0x202B: "RIGHT-TO-LEFT EMBEDDING", 0x202C: "POP DIRECTIONAL FORMATTING",
  0x202D: "LEFT-TO-RIGHT OVERRIDE", 0x202E: "RIGHT-TO-LEFT OVERRIDE", 0x202F: "NARROW NO-BREAK SPACE",
  0x205F: "MEDIUM MATHEMATICAL SPACE", 0x2060: "WORD JOINER", 0x2066: "LEFT-TO-RIGHT ISOLATE",
  0x2067: "RIGHT-TO-LEFT ISOLATE", 0x2068: "FIRST STRONG ISOLATE", 0x2069: "POP DIRECTIONAL ISOLATE",
  0x3000: "IDEOGRAPHIC SPACE", 0x3164: "HANGUL FILLER", 0xFE0E: "VARIATION SELECTOR-15",
  0xFE0F: "VARIATION SELECTOR-16", 0xFEFF: "ZERO WIDTH NO-BREAK SPACE (byte order mark)", 0xFFFC: "OBJECT REPLACEMENT CHARACTER",
]
