package import Formats
import Spelling

/// Where a document holds text that was decoded with the wrong character set, and what it was. The quotation parser
/// reads these passages as they were intended.
package struct MisreadPassages: SharedAnalysis {
  package struct Passage: Sendable {
    package let range: TextRange
    /// The text as it was intended.
    package let text: [UInt8]
    /// How sure the text is where bytes are missing that tell it; nil where none are.
    package let guess: Confidence?
  }

  /// Ascending.
  package private(set) var passages: [Passage] = []

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let bytes = document.bytes
    let span = bytes.span
    var i = 0
    for index in analysis.tokenIndex.wide {
      let token = document.tokens[index]
      i = max(i, token.start)
      while i < token.end {
        // Everything that leads a misread sequence begins with one of these bytes.
        guard span[i] >= 0xC2, span[i] <= 0xE2 else {
          i += 1
          continue
        }
        i = read(at: i, analysis)
      }
    }
    let others = MisreadBytes.find(analysis, besides: passages)
    guard !others.isEmpty else { return }
    // What is told by one way is not told again by the other.
    var all: [Passage] = []
    for passage in (passages + others).sorted(by: { $0.range.start < $1.range.start }) where passage.range.start >= all.last?.range.end ?? 0 {
      all.append(passage)
    }
    passages = all
  }

  /// Notes the misread text that begins at a byte offset, if one does; gives where to go on.
  private mutating func read(at i: Int, _ analysis: Analysis) -> Int {
    let document = analysis.document
    let bytes = document.bytes
    let span = bytes.span
    let (scalar, length) = decodeScalar(span, i)
    guard CodePage.mayLead(scalar) else { return i + length }
    let isFollowed = i + length < span.count && span[i + length] >= 0x80
    if isFollowed, let reading = MisreadText.read(document.bytes[...], at: i), !Self.isLegitimate(scalar, i, reading, document) {
      passages.append(Passage(range: TextRange(i, reading.end), text: reading.text, guess: nil))
      return reading.end
    }
    if let partial = Remnant.find(scalar, i, analysis) {
      passages.append(Passage(range: partial.range, text: Array(partial.text.utf8), guess: partial.confidence))
      return partial.range.end
    }
    return i + length
  }

  /// Whether a letter and the mark after it make a sequence by chance: `AÇÃ–`, `SEINÄ”`, `√π`.
  private static func isLegitimate(_ lead: UInt32, _ start: Int, _ reading: MisreadText.Reading, _ document: Document) -> Bool {
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
}

/// What is left of a misread character when a program has dropped the bytes that it could not show.
private struct Remnant {
  let range: TextRange
  let text: String
  let confidence: Confidence

  static func find(_ scalar: UInt32, _ start: Int, _ analysis: Analysis) -> Remnant? {
    let document = analysis.document
    switch scalar {
    case 0xE2: return document.scalar(at: start + 2) == 0x20AC ? euro(start, document) : apostrophe(start, analysis)
    case 0xC2: return lone(start, document)
    case 0xC3: return grave(start, document)
    default: return nil
    }
  }

  /// Bytes that are looked back at for a word; bytes of its ending with the character that stands for the apostrophe.
  private static let reach = 24, longestEnding = 8

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
    func isLetter(_ at: Int) -> Bool {
      document.bytes.indices.contains(at) && document.bytes[at] | .caseBit >= UInt8(ascii: "a") && document.bytes[at] | .caseBit <= UInt8(ascii: "z")
    }
    while low > 0, start - low < reach, isLetter(low - 1) { low -= 1 }
    while high - start < longestEnding, isLetter(high) { high += 1 }
    guard start - low >= 1, high > start + 2 else { return nil }
    let left = document.bytes[low..<start], right = document.bytes[(start + 2)..<high]
    let ending = String(decoding: lowercased(right), as: UTF8.self)
    let word = Array(left) + [.apostrophe] + Array(right)
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
    guard before == nil || before == 0x20 || before == 0x0A || before == 0x2E || before == 0x2C,
      after == 0x20 || after == 0x0A || after == nil
    else { return nil }
    let end = after == 0x20 && (before == 0x20 || before == 0x0A || before == nil) ? start + 3 : start + 2
    return Remnant(range: TextRange(start, end), text: "", confidence: 0.85)
  }
}
