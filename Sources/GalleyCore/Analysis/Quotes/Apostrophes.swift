import Formats

/// Tells apostrophes that stand outside words from single quotation marks: ’tis, the ’90s, rock ’n’ roll, dogs’.
struct Apostrophes {
  let document: Document

  /// The price of reading a single mark as an apostrophe.
  func price(_ mark: QuoteMark, isPrimary: Bool) -> Int {
    if mark.glyph == .backtick || mark.glyph == .acute { return 0 }
    if mark.glyph == .singleLow { return 40 }
    switch mark.shape {
    case .inner: return mark.flags.contains(.stopBefore) && !isSuffix(mark) ? 8 : 0
    case .opening: return isElision(mark) ? 1 : isPrimary && mark.glyph != .singleClose ? 11 : 7
    case .closing:
      if mark.flags.contains(.digitBefore) { return 1 }
      return isPossessive(mark) ? 1 : 7
    case .free: return 3
    }
  }

  private func word(_ i: Int) -> [UInt8]? {
    guard document.tokens.indices.contains(i), document.tokens[i].kind == .word else { return nil }
    let token = document.tokens[i]
    return lowercased(document.bytes[token.start..<token.end])
  }

  /// Bytes of a year without its century, with an ending: ’90s; and of a participle without its g.
  private static let longestYear = 4, leastParticiple = 4

  /// Whether the word after the mark has lost its beginning.
  func isElision(_ mark: QuoteMark) -> Bool {
    let next = mark.token + 1
    guard document.tokens.indices.contains(next), document.tokens[next].start == mark.range.end else { return false }
    let token = document.tokens[next]
    // the ’90s, class of ’08
    if token.flags.contains(.digit) || token.kind == .number { return token.count <= Self.longestYear }
    guard let word = word(next) else { return false }
    if Self.elisions.contains(word) { return true }
    // it’s and the like may follow: ’tain’t.
    if let cut = word.firstIndex(where: { $0 == .apostrophe || $0 == 0xE2 }) {
      return Self.elisions.contains(Array(word[..<cut]))
    }
    return false
  }

  /// Whether the word before the mark may end in an apostrophe: plural possessives and clipped endings.
  private func isPossessive(_ mark: QuoteMark) -> Bool {
    guard let word = word(mark.token - 1), let last = word.last else { return false }
    if last == UInt8(ascii: "s") || last == UInt8(ascii: "z") || last == UInt8(ascii: "x") { return true }
    if word.count >= Self.leastParticiple, word.suffix(2).elementsEqual("in".utf8) { return true }
    return Self.clipped.contains(word)
  }

  /// Whether what follows an inner mark is an ending: `(CEO)'s`.
  private func isSuffix(_ mark: QuoteMark) -> Bool {
    guard let word = word(mark.token + 1) else { return false }
    return Self.endings.contains(word)
  }

  /// What stands after an apostrophe in English.
  static let endings = WordClass.contractionEnding
  private static let elisions = WordClass.elision
  private static let clipped = WordClass.clipped

}
