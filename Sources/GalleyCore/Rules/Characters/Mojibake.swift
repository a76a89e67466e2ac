/// Finds UTF-8 that was read as Windows-1252: `â€™` for `’`, `Ã¼` for `ü`.
package struct Mojibake: Rule {
  package static let id: RuleID = "mojibake"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let bytes = document.bytes
    let span = bytes.span
    var i = 0
    while i < span.count {
      // Lead bytes of UTF-8 are C2…F4: as Windows-1252 these are Â…ô, in UTF-8 C3 82…C3 B4.
      guard span[i] == 0xC3, let (end, decoded) = Self.decode(bytes, i) else {
        i += 1
        continue
      }
      var text = decoded
      var stop = end
      while let (next, more) = Self.decode(bytes, stop) {
        text += more
        stop = next
      }
      if let again = Self.decodeWhole(text) { text = again }
      let shown = String(decoding: text, as: UTF8.self)
      let range = TextRange(i, stop)
      findings.flag(
        range, "“\(document.text(range))” is “\(shown)” decoded with the wrong character set",
        fix: Fix(range, shown, confidence: 0.98))
      i = stop
    }
  }

  /// Reads the scalars from `start` as bytes of one UTF-8 sequence; gives the end and the bytes, or nil.
  private static func decode(_ bytes: [UInt8], _ start: Int) -> (end: Int, decoded: [UInt8])? {
    guard start < bytes.count, bytes[start] == 0xC3, start + 1 < bytes.count else { return nil }
    let lead = bytes[start + 1] &+ 0x40
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4 else { return nil }
    var decoded: [UInt8] = [lead]
    var at = start + 2
    while decoded.count < length {
      guard at < bytes.count else { return nil }
      let (scalar, size) = decodeScalar(bytes.span, at)
      guard size > 1, let byte = Windows1252.byte(for: scalar), byte & 0xC0 == 0x80 else { return nil }
      decoded.append(byte)
      at += size
    }
    return isPlausible(decoded) ? (at, decoded) : nil
  }

  /// The result must be text: a letter, a mark of punctuation, a currency sign. Controls are not.
  private static func isPlausible(_ decoded: [UInt8]) -> Bool {
    guard Decoder.decode(decoded).encoding == .utf8 else { return false }
    let scalar = decodeScalar(decoded.span, 0).scalar
    switch ScalarClass(scalar).kind {
    case .control, .other: return false
    default: return true
    }
  }

  /// Text that was misread twice.
  private static func decodeWhole(_ text: [UInt8]) -> [UInt8]? {
    guard let (end, decoded) = decode(text, 0), end == text.count else { return nil }
    return decoded
  }
}
