/// Finds entities and tags of HTML left in plain text.
package struct HTMLEntity: Rule {
  package static let id: RuleID = "html-entity"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let bytes = analysis.document.bytes
    let span = bytes.span
    var i = 0
    while i < span.count {
      if span[i] == 0x26, let (end, text) = Self.entity(bytes, i) {
        let range = TextRange(i, end)
        findings.flag(
          range, "an HTML entity left in the text: “\(analysis.document.text(range))”", fix: Fix(range, text))
        i = end
      } else if span[i] == 0x3C, let end = Self.tag(bytes, i) {
        let range = TextRange(i, end)
        findings.flag(
          range, "an HTML tag left in the text: “\(analysis.document.text(range))”",
          fix: Fix(range, "", confidence: 0.8))
        i = end
      } else {
        i += 1
      }
    }
  }

  /// `&name;` or `&#number;` at `start`: its end and what it stands for.
  private static func entity(_ bytes: [UInt8], _ start: Int) -> (Int, String)? {
    let limit = min(bytes.count, start + 12)
    guard let end = bytes[start..<limit].firstIndex(of: 0x3B), end > start + 2 else { return nil }
    let body = bytes[(start + 1)..<end]
    if body.first == 0x23 {
      let digits = String(decoding: body.dropFirst(), as: UTF8.self)
      let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
      guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
        let scalar = Unicode.Scalar(value < 0xA0 && value >= 0x80 ? Windows1252.scalar(for: UInt8(value)) : value), value >= 0x20
      else { return nil }
      return (end + 1, String(Character(scalar)))
    }
    return names[String(decoding: body, as: UTF8.self)].map { (end + 1, $0) }
  }

  /// The end of a common tag at `start`.
  private static func tag(_ bytes: [UInt8], _ start: Int) -> Int? {
    let limit = min(bytes.count, start + 200)
    guard let end = bytes[start..<limit].firstIndex(of: 0x3E) else { return nil }
    var name = bytes[(start + 1)..<end]
    if name.first == 0x2F { name = name.dropFirst() }
    let word = name.prefix { $0 != 0x20 && $0 != 0x2F }
    let rest = name.dropFirst(word.count)
    guard tags.contains(String(decoding: lowercased(word), as: UTF8.self)),
      rest.isEmpty || rest.elementsEqual([0x2F]) || rest.elementsEqual([0x20, 0x2F]) || rest.contains(0x3D)
    else { return nil }
    return end + 1
  }

  private static let tags: Set<String> = [
    "a", "b", "i", "em", "strong", "p", "br", "hr", "span", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "img", "sup",
    "sub", "blockquote", "table", "tr", "td", "th", "font", "u", "small", "script", "style", "figure", "figcaption",
  ]

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "rsquo": "’", "lsquo": "‘", "rdquo": "”",
    "ldquo": "“", "ndash": "–", "mdash": "—", "hellip": "…", "pound": "£", "euro": "€", "cent": "¢", "yen": "¥",
    "copy": "©", "reg": "®", "trade": "™", "deg": "°", "eacute": "é", "egrave": "è", "ecirc": "ê", "aacute": "á",
    "agrave": "à", "acirc": "â", "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç", "uuml": "ü",
    "ouml": "ö", "auml": "ä", "szlig": "ß", "bull": "•", "middot": "·", "laquo": "«", "raquo": "»", "shy": "",
    "frac12": "½", "frac14": "¼", "frac34": "¾", "times": "×", "sect": "§", "aring": "å", "oslash": "ø", "aelig": "æ",
    "ocirc": "ô", "icirc": "î", "euml": "ë", "iuml": "ï", "sbquo": "‚", "bdquo": "„", "prime": "′", "Prime": "″",
  ]
}
