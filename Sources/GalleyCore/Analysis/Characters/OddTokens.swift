/// The few tokens of a document that rules about characters look at, found in one pass; indices ascend.
package struct OddTokens: SharedAnalysis {
  /// Symbols, and the backtick and acute accent among the quotation marks.
  package private(set) var symbols: [Int] = []
  /// Invisible and control characters: tokens of their own, words that hold one, and form feeds.
  package private(set) var hidden: [Int] = []
  /// Words with a scalar beyond ASCII.
  package private(set) var wideWords: [Int] = []
  /// Everything with a scalar beyond ASCII but verbatim text: words, marks, white space.
  package private(set) var wide: [Int] = []
  /// White space other than one plain space.
  package private(set) var spaces: [Int] = []

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let span = document.bytes.span
    for i in document.tokens.indices {
      let token = document.tokens[i]
      if token.flags.contains(.nonASCII) || token.kind != .word && span[token.start] >= 0x80 { wide.append(i) }
      switch token.kind {
      case .word:
        if token.flags.contains(.invisible) { hidden.append(i) }
        if token.flags.contains(.nonASCII) { wideWords.append(i) }
      case .space: if token.count > 1 || span[token.start] != 0x20 { spaces.append(i) }
      case .symbol: symbols.append(i)
      case .quote: if span[token.start] == 0x60 || token.count == 2 && span[token.start] == 0xC2 { symbols.append(i) }
      case .invisible: hidden.append(i)
      case .lineBreak: if span[token.start] == 0x0C { hidden.append(i) }
      default: break
      }
    }
  }
}

extension Analysis {
  package var oddTokens: OddTokens { shared() }
}

extension Document {
  /// The scalar that begins at a byte offset.
  package func scalar(at offset: Int) -> UInt32? {
    offset < bytes.count ? decodeScalar(bytes.span, offset).scalar : nil
  }

  /// The scalar that ends before a byte offset.
  package func scalar(before offset: Int) -> UInt32? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return decodeScalar(bytes.span, start).scalar
  }
}
