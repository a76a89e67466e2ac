import Formats
import Spelling

/// Words cut at the end of a line, where nothing but their hyphen says so.
extension OCRPage {
  /// What may stand for the hyphen at a line end, as the formats write it.
  private static let soft = ["¬", "\u{AD}", "&#173;", "&#xAD;", "&#xad;", "&shy;", "&not;", "&#172;", "&#xAC;", "\\u00ad", "\\u00AD", "\\u00ac", "\\u00AC"]
    .map { Array($0.utf8) }
  private static let hard = ["-", "\u{2010}", "\u{2E17}"].map { Array($0.utf8) }

  /// Joins the parts: always at a sign that is no other than the cut’s, at a hyphen where the parts make up a word.
  mutating func joinCutWords(_ bytes: [UInt8]) {
    for block in blocks {
      for (line, next) in zip(block.lines, block.lines.dropFirst()) {
        guard let first = lines[line].last, let second = lines[next].first else { continue }
        join(first, second, bytes)
      }
    }
  }

  private mutating func join(_ i: Int, _ next: Int, _ bytes: [UInt8]) {
    switch words[i].hyphen {
    case .second: break
    case .none: takeMark(i, bytes)
    case .first(_, let join):
      if case .second = words[next].hyphen, join != .unknown { return }
      guard join != .soft else { return }
    }
    if case .second = words[i].hyphen { takeMark(i, bytes) }
    guard case .first(let mark, .unknown) = words[i].hyphen else { return }
    let parts = (letters(i, bytes), letters(next, bytes))
    guard let start = parts.1.first, start.isLowercase || start >= 0x80, HyphenJoin.isWhole(parts.0, parts.1) else { return }
    words[i].hyphen = .first(mark: mark, join: .soft)
  }

  /// Takes the hyphen off the word’s text.
  private mutating func takeMark(_ i: Int, _ bytes: [UInt8]) {
    guard let last = words[i].pieces.last else { return }
    let piece = pieces[last]
    let text = bytes[piece.start..<piece.end]
    func ends(_ mark: [UInt8]) -> Bool { text.count >= mark.count && text.suffix(mark.count).elementsEqual(mark) }
    let isSoft = Self.soft.first(where: ends)
    guard let mark = isSoft ?? Self.hard.first(where: ends), text.count > mark.count || words[i].pieces.count > 1 else { return }
    let start = piece.end - mark.count
    // A dash of two hyphens cuts no word.
    if isSoft == nil, start > piece.start, bytes[start - 1] == .hyphen { return }
    pieces[last] = TextRange(piece.start, start)
    words[i].hyphen = .first(mark: TextRange(start, piece.end), join: isSoft == nil ? .unknown : .soft)
  }

  /// The letters of a word up to the first mark after them, small.
  private func letters(_ i: Int, _ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for piece in pieces[words[i].pieces] { text += bytes[piece.start..<piece.end] }
    return lowercased(Array(text.prefix { $0.isLetter || $0 >= 0x80 })[...])
  }
}
