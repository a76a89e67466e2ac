import Formats
import Spelling

/// Finds control characters: inside words, between them, and form feeds that part no pages.
package struct ControlCharacter: Rule {
  package static let id: RuleID = "control-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let hidden = analysis.tokenIndex.hidden
    guard !hidden.isEmpty else { return }
    var flood = Flood(document)
    // Other quotation marks and dashes in the C1 range tell what U+0085 was intended to be.
    let isLatin1 = hidden.contains { (0x91...0x97).contains(document.scalar(at: document.tokens[$0].start) ?? 0) }
    var k = 0
    while k < hidden.count {
      let token = document.tokens[hidden[k]]
      if token.kind == .word {
        if document.bytes(token).contains(where: { $0 < .space || $0 == 0x7F }) || holdsC1(token, document) {
          inWord(token, analysis, isLatin1, &flood)
        }
        k += 1
      } else if token.kind == .lineBreak {
        if isInLine(token, document) {
          flood.add(token.range, "a form feed inside a line", fixes: [Fix(token.range, "", confidence: .unseen)])
        }
        k += 1
      } else if isControl(document.scalar(at: token.start)) {
        var last = k
        while last + 1 < hidden.count, hidden[last + 1] == hidden[last] + 1,
          document.tokens[hidden[last + 1]].kind == .invisible,
          isControl(document.scalar(at: document.tokens[hidden[last + 1]].start))
        {
          last += 1
        }
        let end = document.tokens[hidden[last]].end
        free(TextRange(token.start, afterEscape(token, end, document)), isLatin1, document, &flood)
        k = last + 1
      } else {
        k += 1
      }
    }
    flood.report("control characters", to: &findings)
  }

  private func isControl(_ scalar: UInt32?) -> Bool { scalar.map { ScalarClass($0).kind == .control } ?? false }

  private func holdsC1(_ token: Token, _ document: Document) -> Bool {
    UTF8Scalars(document.bytes(token)).contains { (0x80..<0xA0).contains($0.scalar) }
  }

  /// Whether text stands on the form feed's line both before and after it, so that it is no page break.
  private func isInLine(_ token: Token, _ document: Document) -> Bool {
    func meetsText(_ start: Int, _ step: Int) -> Bool {
      var at = start
      while document.bytes.indices.contains(at) {
        let byte = document.bytes[at]
        if byte == .lineFeed || byte == .carriageReturn || byte == .formFeed { return false }
        if byte != .space && byte != .tab { return true }
        at += step
      }
      return false
    }
    return meetsText(token.start - 1, -1) && meetsText(token.end, 1)
  }

  /// Bytes of the parameters of an escape sequence.
  private static let longestSequence = 16

  /// The end of a terminal's escape sequence such as `ESC[31m`, or `end`.
  private func afterEscape(_ token: Token, _ end: Int, _ document: Document) -> Int {
    let bytes = document.bytes
    guard bytes[token.start] == 0x1B, end < bytes.count, bytes[end] == .openBracket else { return end }
    var at = end + 1
    while at < bytes.count, at - end < Self.longestSequence, (0x30...0x3B).contains(bytes[at]) { at += 1 }
    return at < bytes.count && (0x40...0x7E).contains(bytes[at]) ? at + 1 : end
  }

  /// A run of control characters outside words. Those of C1 are often Windows-1252 read as Latin-1.
  private func free(_ range: TextRange, _ isLatin1: Bool, _ document: Document, _ flood: inout Flood) {
    let bytes = document.bytes[range.start..<range.end]
    let names = scalarNames(bytes.prefix(64)) { ScalarClass($0).kind == .control }
    let scalar = document.scalar(at: range.start) ?? 0
    let isOne = bytes.count == (scalar < 0x80 ? 1 : 2)
    // What those of C1 stand for may be known or not; it was something.
    let intended = Self.spelled(bytes, as: Self.mark)
    let isUnknown = UTF8Scalars(bytes).contains { Self.isC1($0.scalar) && Self.mark($0.scalar) == nil }
    let isSure = scalar != 0x85 || isLatin1
    let confidence: Confidence = intended.isEmpty ? 0.96 : isSure ? 0.95 : 0.6
    let fixes = isUnknown ? [] : [Fix(range, String(decoding: intended, as: UTF8.self), confidence: confidence)]
    flood.add(range, isOne ? "a control character (\(names))" : "control characters (\(names))", fixes: fixes)
  }

  private func inWord(_ token: Token, _ analysis: Analysis, _ isLatin1: Bool, _ flood: inout Flood) {
    let document = analysis.document
    let bytes = document.bytes(token)
    let plain = Self.spelled(bytes) { _ in nil }
    let scalars = UTF8Scalars(bytes).map(\.scalar)
    // A mark between two words, unless a letter makes one word of it.
    var best = Self.spelled(bytes, as: Self.mark)
    var readings = [Self.spelled(bytes, as: Self.windows1252)]
    if analysis.lexicon.accepts(plain).isEmpty { readings.append(Self.spelled(bytes) { Self.ligatures[$0] }) }
    for reading in readings where reading != plain && !analysis.lexicon.accepts(plainSpelling(reading[...])).isEmpty {
      best = reading
      break
    }
    let isUnknown = scalars.contains { Self.isC1($0) && Self.mark($0) == nil }
    let isSure = isLatin1 || !scalars.contains(0x85)
    let names = scalarNames(bytes.prefix(64)) { ScalarClass($0).kind == .control || $0 == 0x0C }
    let text = String(decoding: best, as: UTF8.self)
    flood.add(token.range, "a control character (\(names)) inside “\(text)”", fixes: isUnknown ? [] : [Fix(token.range, text, confidence: isSure ? .unseen : 0.6)])
  }

  private static func isC1(_ scalar: UInt32) -> Bool { (0x80..<0xA0).contains(scalar) }

  /// What Windows-1252 has at the position of a control character of C1.
  private static func mark(_ scalar: UInt32) -> String? {
    guard isC1(scalar) else { return nil }
    let intended = Windows1252.scalar(for: UInt8(scalar))
    return intended == scalar ? nil : String(decoding: utf8(intended), as: UTF8.self)
  }

  /// A word with each control character read as `meaning` says, or left out, and without invisible scalars.
  private static func spelled(_ word: ArraySlice<UInt8>, as meaning: (UInt32) -> String?) -> [UInt8] {
    var result: [UInt8] = []
    for (scalar, _, _) in UTF8Scalars(word) {
      let kind = ScalarClass(scalar).kind
      if kind == .control || scalar == 0x0C || scalar == 0x0B {
        result += Array((meaning(scalar) ?? "").utf8)
      } else if kind != .invisible {
        appendUTF8(scalar, to: &result)
      }
    }
    return result
  }

  /// Letters and apostrophes of Windows-1252 that a reader of Latin-1 takes for controls.
  private static func windows1252(_ scalar: UInt32) -> String? {
    guard (0x80..<0xA0).contains(scalar) else { return nil }
    let intended = Windows1252.scalar(for: UInt8(scalar))
    guard ScalarClass(intended).isLetter || intended == 0x2019 else { return nil }
    return String(decoding: utf8(intended), as: UTF8.self)
  }

  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    appendUTF8(scalar, to: &bytes)
    return bytes
  }

  /// Positions of ligatures in the old text encoding of TeX (OT1), as PDF readers without a map pass them on.
  private static let ligatures: [UInt32: String] = [0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl"]
}
