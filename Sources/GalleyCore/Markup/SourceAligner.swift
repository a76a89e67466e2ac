import Formats

/// Finds how a parsed text stands in its source: byte for byte, as an entity, after a backslash.
struct SourceAligner {
  enum Piece {
    /// The source's own bytes.
    case same(TextRange)
    /// Text that the source writes in another way.
    case other([UInt8], TextRange)
  }

  enum Notation { case markdown, html }

  let source: [UInt8]
  let notation: Notation

  /// The pieces of `text` as they stand in the source from `start` on; nil if it does not stand there.
  func align(_ text: [UInt8], at start: Int, limit: Int) -> (pieces: [Piece], end: Int)? {
    var pieces: [Piece] = []
    var run = start, at = start, i = 0
    func flush() { if at > run { pieces.append(.same(TextRange(run, at))) } }
    while i < text.count {
      guard at < limit else { return nil }
      let byte = source[at]
      switch byte {
      case .ampersand:
        guard let (length, decoded) = entity(text, i, at, limit) else { break }
        flush()
        pieces.append(.other(Array(text[i..<(i + decoded)]), TextRange(at, at + length)))
        at += length
        run = at
        i += decoded
        continue
      case .backslash where notation == .markdown:
        guard at + 1 < limit, Self.isPunctuation(source[at + 1]), source[at + 1] == text[i] else { break }
        flush()
        pieces.append(.other([text[i]], TextRange(at, at + 2)))
        at += 2
        run = at
        i += 1
        continue
      case .lessThan where notation == .html:
        // A tag that the parser ignored.
        guard at + 1 < limit, source[at + 1] == .slash || source[at + 1] == .exclamation || source[at + 1].isLetter
        else { break }
        flush()
        while at < limit, source[at] != .greaterThan { at += 1 }
        at += 1
        run = at
        continue
      case .carriageReturn where text[i] == .lineFeed:
        flush()
        let length = at + 1 < limit && source[at + 1] == .lineFeed ? 2 : 1
        pieces.append(.other([.lineFeed], TextRange(at, at + length)))
        at += length
        run = at
        i += 1
        continue
      default: break
      }
      if byte != text[i], byte < .space || byte >= 0x7F, text[i...].starts(with: Self.replacement) {
        // A control character, or what is none, that the parser does not let through; the rules are to see it.
        at += decodeScalar(source.span, at).length
        i += Self.replacement.count
        continue
      }
      guard byte == text[i] else { return nil }
      at += 1
      i += 1
    }
    flush()
    return (pieces, at)
  }

  /// Lengths in source and text of the entity at `at`; nil if the ampersand stands for itself.
  private func entity(_ text: [UInt8], _ i: Int, _ at: Int, _ limit: Int) -> (Int, Int)? {
    var end = at + 1
    while end < limit, end - at < 34, Self.isAlphanumeric(source[end]) || end == at + 1 && source[end] == .hash { end += 1 }
    let isClosed = end < limit && source[end] == .semicolon
    if text[i] == .ampersand, !isAmpersand(at + 1, end) { return nil }
    guard end > at + 1, isClosed || notation == .html else { return nil }
    // Where it is known what a name means, the text has to say it; of spaces galley keeps one kind.
    if isClosed, source[at + 1] != .hash, let known = Entity.decode(source, at: at, limit: limit), known.end == end + 1,
      known.text.utf8.contains(where: { $0 > .space }), !text[i...].starts(with: known.text.utf8)
    {
      return nil
    }
    let first = decodeScalar(text.span, i).length
    // A few names stand for a letter with a combining mark.
    for decoded in [first, i + first < text.count ? first + decodeScalar(text.span, i + first).length : 0] where decoded > 0 {
      for stop in isClosed ? [end + 1] : stride(from: end, to: at + 2, by: -1).map({ $0 }) {
        let next = i + decoded
        if next >= text.count || stop < limit && goesOn(text[next], source[stop]) { return (stop - at, decoded) }
      }
    }
    return nil
  }

  private func goesOn(_ text: UInt8, _ source: UInt8) -> Bool {
    text == source || source == .ampersand || source == .backslash || source == .lessThan || text == .lineFeed && source == .carriageReturn
  }

  private func isAmpersand(_ start: Int, _ end: Int) -> Bool {
    ["amp", "AMP", "#38", "#x26", "#X26", "#038"].contains { source[start..<end].elementsEqual($0.utf8) }
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }

  private static func isPunctuation(_ byte: UInt8) -> Bool { byte > .space && byte < 0x7F && !isAlphanumeric(byte) }
}
