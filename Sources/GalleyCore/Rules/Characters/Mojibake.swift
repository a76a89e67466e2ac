import Spelling

/// Finds text that was decoded with the wrong character set: `â€™` for `’`, `Ã¼` for `ü`, `donât` for `don’t`.
package struct Mojibake: Rule {
  package static let id: RuleID = "mojibake"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let bytes = document.bytes
    let span = bytes.span
    var flood = Flood()
    var dash: HouseDash?
    var i = 0
    while i < span.count {
      // Everything that leads a misread sequence begins with one of these bytes.
      guard span[i] >= 0xC2, span[i] <= 0xE2 else {
        i += 1
        continue
      }
      let (scalar, length) = decodeScalar(span, i)
      guard MisreadText.mayLead(scalar) else {
        i += length
        continue
      }
      let isFollowed = i + length < span.count && span[i + length] >= 0x80
      if isFollowed, let reading = MisreadText.read(bytes[...], at: i), !isLegitimate(scalar, i, reading, document) {
        if dash == nil { dash = HouseDash(document) }
        report(TextRange(i, reading.end), reading.text, dash ?? HouseDash(document), document, &flood)
        i = reading.end
      } else if let partial = Remnant.find(scalar, i, analysis) {
        let shown = document.text(partial.range)
        flood.add(
          partial.range, "“\(shown)” is what is left of “\(partial.text)” decoded with the wrong character set",
          fixes: [Fix(partial.range, partial.text, confidence: partial.confidence)])
        i = partial.range.end
      } else {
        i += length
      }
    }
    flood.report("places decoded with the wrong character set", to: &findings)
  }

  /// Whether a letter and the mark behind it make a sequence by chance: `AÇÃ–`, `SEINÄ”`, `√π`.
  private func isLegitimate(_ lead: UInt32, _ start: Int, _ reading: MisreadText.Reading, _ document: Document) -> Bool {
    let before = document.scalar(before: start), after = document.scalar(at: reading.end)
    func isLetter(_ scalar: UInt32?) -> Bool { scalar.map { ScalarClass($0).isLetter } ?? false }
    switch lead {
    case 0x221A, 0x2248, 0x192: return !isLetter(before) && !isLetter(after)
    case 0xC3..<0xE0:
      guard reading.levels == 1, reading.text.count == 2, let second = document.scalar(at: start + 2),
        second >= 0x2010 || second == 0xBB || second == 0xAB, !isLetter(after)
      else { return false }
      return before.map { !ScalarClass($0).isLetter || ScalarClass($0).kind == .upper } ?? true
    default: return false
    }
  }

  private func report(_ range: TextRange, _ text: [UInt8], _ dash: HouseDash, _ document: Document, _ flood: inout Flood) {
    var meant: [UInt8] = []
    for (scalar, _, _) in UTF8Scalars(text) {
      switch scalar {
      // What nobody sees and plain spaces serve better as they are in the rest of the text.
      case 0xFEFF, 0xAD, 0x200B...0x200F: break
      case 0xA0: meant.append(0x20)
      default: appendUTF8(scalar, to: &meant)
      }
    }
    let shown = String(decoding: meant, as: UTF8.self)
    let source = document.text(TextRange(range.start, min(range.end, range.start + 60)))
    if meant == [0xEF, 0xBF, 0xBD] {
      flood.add(range, "“\(source)” is the mark of a lost character, decoded with the wrong character set")
      return
    }
    var fixes = [Fix(range, shown, confidence: 0.98)]
    if let house = dash.replacement(for: meant, range, document) {
      fixes = [Fix(range, house, confidence: 0.95), Fix(range, shown, confidence: 0.9)]
    }
    let message =
      meant.isEmpty || meant == [0x20]
      ? "“\(source)” is a space or an invisible character decoded with the wrong character set"
      : "“\(source)” is “\(shown)” decoded with the wrong character set"
    flood.add(range, message, fixes: fixes)
  }
}

/// How a document writes its dashes, for what stands in for a misread one.
private struct HouseDash {
  /// The mark that the document sets between spaces where it has no long dash at all.
  private let free: String?

  init(_ document: Document) {
    var counts = [0, 0]
    for token in document.tokens where token.kind == .dash {
      if document.bytes[token.start] >= 0x80 {
        free = nil
        return
      }
      if token.count <= 2 { counts[token.count - 1] += 1 }
    }
    free = counts[0] + counts[1] == 0 ? nil : counts[0] >= counts[1] ? "-" : "--"
  }

  func replacement(for meant: [UInt8], _ range: TextRange, _ document: Document) -> String? {
    let isDash = meant == Array("—".utf8) || meant == Array("–".utf8)
    guard isDash, document.scalar(before: range.start) == 0x20, document.scalar(at: range.end) == 0x20 else { return nil }
    return free
  }
}

/// What is left of a misread character when a program has dropped the bytes that it could not show.
private struct Remnant {
  let range: TextRange
  let text: String
  let confidence: Double

  static func find(_ scalar: UInt32, _ start: Int, _ analysis: Analysis) -> Remnant? {
    let document = analysis.document
    switch scalar {
    case 0xE2: return document.scalar(at: start + 2) == 0x20AC ? euro(start, document) : apostrophe(start, analysis)
    case 0xC2: return lone(start, document)
    case 0xC3: return grave(start, document)
    default: return nil
    }
  }

  /// `â€` alone: of the quotation marks and dashes, only the last byte of `”` (9D) has no character of its own.
  private static func euro(_ start: Int, _ document: Document) -> Remnant? {
    var end = start + 5
    if document.scalar(at: end) == 0xFFFD { end += 3 }
    return Remnant(range: TextRange(start, end), text: "”", confidence: 0.9)
  }

  /// `donât`: an apostrophe that lost its second and third byte.
  private static func apostrophe(_ start: Int, _ analysis: Analysis) -> Remnant? {
    let document = analysis.document
    var low = start, high = start + 2
    func isLetter(_ at: Int) -> Bool { document.bytes.indices.contains(at) && document.bytes[at] | 0x20 >= 0x61 && document.bytes[at] | 0x20 <= 0x7A }
    while low > 0, start - low < 24, isLetter(low - 1) { low -= 1 }
    while high - start < 8, isLetter(high) { high += 1 }
    guard start - low >= 1, high > start + 2 else { return nil }
    let left = document.bytes[low..<start], right = document.bytes[(start + 2)..<high]
    let ending = String(decoding: lowercased(right), as: UTF8.self)
    let word = Array(left) + [0x27] + Array(right)
    let isContraction =
      !analysis.lexicon.accepts(word).isEmpty
      || ending == "s" && left.count > 2 && !analysis.lexicon.accepts(Array(left)).isEmpty
    guard ["s", "t", "re", "ll", "ve", "d", "m"].contains(ending), isContraction,
      analysis.lexicon.accepts(Array(document.bytes[low..<high])).isEmpty
    else { return nil }
    return Remnant(range: TextRange(start, start + 2), text: "’", confidence: 0.96)
  }

  /// `voilÃ `: the no-break space that was the second half of `à` has become a plain one, or is gone.
  private static func grave(_ start: Int, _ document: Document) -> Remnant? {
    guard let before = document.scalar(before: start), ScalarClass(before).kind == .lower else { return nil }
    let after = document.scalar(at: start + 2)
    guard after.map({ !ScalarClass($0).isLetter && $0 < 0x80 }) ?? true else { return nil }
    return Remnant(range: TextRange(start, start + 2), text: "à", confidence: 0.8)
  }

  /// `Â` alone between words, or before what it was the first half of: `Â £5`.
  private static func lone(_ start: Int, _ document: Document) -> Remnant? {
    let before = document.scalar(before: start), after = document.scalar(at: start + 2)
    guard before == nil || before == 0x20 || before == 0x0A || before == 0x2E || before == 0x2C, after == 0x20 || after == 0x0A || after == nil
    else { return nil }
    let end = after == 0x20 && (before == 0x20 || before == 0x0A || before == nil) ? start + 3 : start + 2
    return Remnant(range: TextRange(start, end), text: "", confidence: 0.85)
  }
}
