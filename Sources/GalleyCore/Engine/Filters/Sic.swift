import Formats

/// `[sic]` after a word: the author knows.
struct Sic: FindingFilter {
  private static let mark = Array("[sic".utf8)

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    found.removeAll { Self.vouches(for: $0.range, in: pass.document) }
  }

  /// Whether `[sic]` stands after what was found, or is what was found.
  private static func vouches(for range: TextRange, in document: Document) -> Bool {
    let bytes = document.bytes
    var i = range.end
    while i < bytes.count, isInWord(bytes[i]) { i += 1 }
    var gap = 0
    while i < bytes.count, gap < 4, !isMark(at: i, bytes), !isInWord(bytes[i]) || bytes[i] >= 0x80 {
      gap += 1
      i += 1
      while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
    }
    if isMark(at: i, bytes) { return true }
    // A finding about the mark itself.
    return (max(0, range.start - 4)...range.start).contains { isMark(at: $0, bytes) }
  }

  /// Letters and digits; of what lies beyond ASCII only letters.
  private static func isInWord(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
  }

  private static func isMark(at offset: Int, _ bytes: [UInt8]) -> Bool {
    guard offset + mark.count < bytes.count, bytes[offset] == 0x5B else { return false }
    for i in 1..<mark.count where bytes[offset + i] | 0x20 != mark[i] { return false }
    return !isInWord(bytes[offset + mark.count])
  }
}
