/// A message quotes what it is about, and that may be as long as the text.
enum MessageLimit {
  /// Bytes of a message: three lines of a terminal, beyond which nobody reads one.
  private static let most = 400
  /// Bytes kept at the end: what a message says after its quotation.
  private static let tail = 120

  /// The message, with what is too long for one taken out of its middle.
  static func cut(_ message: String) -> String {
    let bytes = message.utf8
    guard bytes.count > most else { return message }
    let head = bytes.prefix(most - tail), rest = bytes.suffix(tail).drop { $0 & 0xC0 == 0x80 }
    let start = head.last.map { $0 < 0x80 } ?? true ? head : dropPartialScalar(head)
    return String(decoding: start, as: UTF8.self) + "…" + String(decoding: rest, as: UTF8.self)
  }

  private static func dropPartialScalar(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
    var bytes = bytes
    while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    return bytes
  }
}
