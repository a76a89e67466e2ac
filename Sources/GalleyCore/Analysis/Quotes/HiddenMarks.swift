import Formats

/// Quotation marks that do not stand in the text as such: entities of HTML, controls of C1 that Windows-1252 has as marks, marks
/// decoded with the wrong character set, and characters that were lost where a mark may have been.
///
/// The parser reads them with the others: else one of them leaves its partner without one, and the quotation after it is read
/// inside out.
struct HiddenMarks {
  typealias Passage = MisreadPassages.Passage

  /// Ascending, apart from each other.
  let passages: [Passage]

  init(_ analysis: Analysis) {
    let misread = analysis.shared(MisreadPassages.self).passages
    var found = Self.controls(analysis)
    if analysis.document.markup == .none { found += Self.symbols(analysis) }
    guard !found.isEmpty else {
      passages = misread
      return
    }
    var all: [Passage] = []
    for passage in (misread + found).sorted(by: { $0.range.start < $1.range.start }) where passage.range.start >= all.last?.range.end ?? 0 {
      all.append(passage)
    }
    passages = all
  }

  /// Entities that are marks, and lost characters that touch a word on one side only.
  private static func symbols(_ analysis: Analysis) -> [Passage] {
    let document = analysis.document, tokens = document.tokens, bytes = document.bytes
    var found: [Passage] = []
    for i in analysis.tokenIndex.symbols {
      let start = tokens[i].start
      switch bytes[start] {
      case .ampersand:
        guard let entity = Entity.read(bytes, at: start), isMark(Array(entity.text.utf8)) else { continue }
        found.append(Passage(range: TextRange(start, entity.end), text: Array(entity.text.utf8), guess: nil))
      case 0xEF where document.scalar(at: start) == QuoteGlyph.lostScalar:
        guard touchesOneSide(tokens[i].range, document) else { continue }
        found.append(Passage(range: tokens[i].range, text: Array(QuoteGlyph.lost.text.utf8), guess: .halfPair))
      default: continue
      }
    }
    return found
  }

  private static func isMark(_ text: [UInt8]) -> Bool {
    guard let first = text.first, first == .doubleQuote || first == .apostrophe || first >= 0xC2 else { return false }
    let (scalar, length) = decodeScalar(text.span, 0)
    return length == text.count && QuoteGlyph(scalar) != nil
  }

  /// A pound sign is lost before figures, an accented letter or an apostrophe inside a word, a dash between blanks.
  private static func touchesOneSide(_ range: TextRange, _ document: Document) -> Bool {
    func isBlank(_ offset: Int) -> Bool { !document.bytes.indices.contains(offset) || document.bytes[offset] <= .space }
    func isInk(_ offset: Int) -> Bool {
      guard document.bytes.indices.contains(offset) else { return false }
      return document.bytes[offset].isLetter
    }
    func isStop(_ offset: Int) -> Bool { [.comma, .stop, .question, .exclamation].contains(document.bytes[offset]) }
    if isBlank(range.start - 1) { return isInk(range.end) }
    return (isInk(range.start - 1) || isStop(range.start - 1)) && (isBlank(range.end) || [.comma, .stop].contains(document.bytes[range.end]))
  }

  /// U+0093 and U+0094 are “ and ” of Windows-1252, U+0091 and U+0092 ‘ and ’.
  private static func controls(_ analysis: Analysis) -> [Passage] {
    let document = analysis.document
    var found: [Passage] = []
    for i in analysis.tokenIndex.hidden {
      let token = document.tokens[i]
      for (scalar, at, length) in UTF8Scalars(document.bytes(token)) where (0x91...0x94).contains(scalar) {
        var text: [UInt8] = []
        appendUTF8(Windows1252.scalar(for: UInt8(scalar)), to: &text)
        found.append(Passage(range: TextRange(at, at + length), text: text, guess: nil))
      }
    }
    return found
  }
}
