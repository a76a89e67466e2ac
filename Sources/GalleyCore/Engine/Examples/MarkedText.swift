package import Formats

/// A text in which ⟦…⟧ marks ranges, as examples in cards do; ⟦…|error⟧ says how severe the finding is.
package struct MarkedText: Sendable {
  package let text: String
  /// The marked ranges of `text`, ascending.
  package let ranges: [SourceRange]
  /// The severity that the mark of each range asks for.
  package let severities: [Severity?]

  private static let opener = Array("⟦".utf8), closer = Array("⟧".utf8)

  /// Takes the marks out. Nil if they do not pair; marks do not nest.
  package init?(_ marked: String) {
    var bytes: [UInt8] = []
    var ranges: [SourceRange] = [], severities: [Severity?] = []
    var open: Int?
    var rest = Array(marked.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: Self.opener) {
        guard open == nil else { return nil }
        open = bytes.count
        rest.removeFirst(Self.opener.count)
      } else if rest.starts(with: Self.closer) {
        guard let start = open else { return nil }
        severities.append(Self.takeSeverity(&bytes, from: start))
        ranges.append(SourceRange(start, bytes.count))
        open = nil
        rest.removeFirst(Self.closer.count)
      } else {
        bytes.append(byte)
        rest.removeFirst()
      }
    }
    guard open == nil else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    (self.ranges, self.severities) = (ranges, severities)
  }

  private init(text: String, ranges: [SourceRange], severities: [Severity?]) {
    (self.text, self.ranges, self.severities) = (text, ranges, severities)
  }

  /// Takes `|error` and the like off the end of a mark.
  private static func takeSeverity(_ bytes: inout [UInt8], from start: Int) -> Severity? {
    for severity in Severity.allCases {
      let sign = Array("|\(severity.name)".utf8)
      guard bytes.count - start >= sign.count, bytes.suffix(sign.count).elementsEqual(sign) else { continue }
      bytes.removeLast(sign.count)
      return severity
    }
    return nil
  }

  /// What looks like a severity at the end of a mark and is none: ⟦…|warn⟧.
  package var unknownSeverity: String? {
    for range in ranges {
      let name = Array(text.utf8)[range.start..<range.end].reversed().prefix { UInt8.lowercaseLetters.contains($0) }.reversed()
      guard name.count > 2, range.count > name.count, Array(text.utf8)[range.end - name.count - 1] == UInt8(ascii: "|") else { continue }
      let word = String(decoding: name, as: UTF8.self)
      if Severity.allCases.contains(where: { $0.name.hasPrefix(word.prefix(3)) }) { return word }
    }
    return nil
  }

  /// The same text after another one.
  package func after(_ prefix: String) -> MarkedText {
    let shift = prefix.utf8.count
    return MarkedText(
      text: prefix + text, ranges: ranges.map { SourceRange($0.start + shift, $0.end + shift) }, severities: severities)
  }

  /// The same text in front of another one.
  package func before(_ suffix: String) -> MarkedText { MarkedText(text: text + suffix, ranges: ranges, severities: severities) }

  /// The same text with `\r\n` for every `\n`.
  package func withCRLF() -> MarkedText {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for byte in text.utf8 {
      offsets.append(bytes.count)
      if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
      bytes.append(byte)
    }
    offsets.append(bytes.count)
    return MarkedText(
      text: String(decoding: bytes, as: UTF8.self),
      ranges: ranges.map { SourceRange(offsets[$0.start], offsets[$0.end]) }, severities: severities)
  }

  /// Puts marks around ranges, for failures that a reader can compare with the example.
  package static func mark<Space>(_ bytes: [UInt8], _ ranges: [ByteRange<Space>]) -> String {
    var result: [UInt8] = []
    for offset in 0...bytes.count {
      for range in ranges where range.end == offset && !range.isEmpty { result += closer }
      for range in ranges where range.start == offset {
        result += opener
        if range.isEmpty { result += closer }
      }
      if offset < bytes.count { result.append(bytes[offset]) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
