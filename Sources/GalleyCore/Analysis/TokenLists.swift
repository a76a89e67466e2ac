import Formats

/// The tokens of a document that some rule looks for, by kind. Indices of tokens ascend in every list.
struct TokenLists {
  private(set) var marks: [Mark] = []
  private var quotes: [Int] = [], dashes: [Int] = [], hyphens: [Int] = [], numbers: [Int] = []
  private var ellipses: [Int] = [], lineBreaks: [Int] = [], verbatims: [Int] = []
  /// Symbols, and the backtick and acute accent among the quotation marks.
  private(set) var symbols: [Int] = []
  /// Invisible and control characters: tokens of their own, words that hold one, and form feeds.
  private(set) var hidden: [Int] = []
  /// Words with a scalar beyond ASCII.
  private(set) var wideWords: [Int] = []
  /// Everything with a scalar beyond ASCII but verbatim text: words, marks, white space.
  private(set) var wide: [Int] = []
  /// White space other than one plain space.
  private(set) var spaces: [Int] = []
  /// Words with a digit in them.
  private(set) var wordsWithDigits: [Int] = []
  /// Words that are the word before them again, but for case, whatever stands between the two.
  private(set) var doubledWords: [Int] = []

  /// A mark of punctuation with its first byte, so that nobody needs to look at the text for it.
  struct Mark {
    let token: UInt32
    let byte: UInt8
  }

  /// - Parameter count: the tokens of the document
  init(count: Int) { marks.reserveCapacity(count / 10) }

  mutating func noteDoubled(_ i: Int) { doubledWords.append(i) }

  /// Takes a word that is not letters alone.
  mutating func noteOdd(_ word: Token, _ i: Int) {
    if word.flags.contains(.invisible) { hidden.append(i) }
    if word.flags.contains(.nonASCII) {
      wideWords.append(i)
      wide.append(i)
    }
    if word.flags.contains(.digit) { wordsWithDigits.append(i) }
  }

  /// Takes what is neither a word nor one plain space.
  /// - Parameter first: its first byte
  @inline(never) mutating func note(_ token: Token, _ i: Int, _ first: UInt8) {
    switch token.kind {
    case .word: return
    case .space: spaces.append(i)
    case .punctuation: marks.append(Mark(token: UInt32(truncatingIfNeeded: i), byte: first))
    case .lineBreak:
      lineBreaks.append(i)
      if first == .formFeed { hidden.append(i) }
    case .quote:
      quotes.append(i)
      if first == .backtick || token.count == 2 && first == 0xC2 { symbols.append(i) }
    case .hyphen: hyphens.append(i)
    case .number: numbers.append(i)
    case .dash: dashes.append(i)
    case .symbol: symbols.append(i)
    case .invisible: hidden.append(i)
    case .ellipsis: ellipses.append(i)
    case .verbatim: verbatims.append(i)
    }
    if first >= 0x80 || token.flags.contains(.nonASCII) { wide.append(i) }
  }

  func tokens(_ kind: Token.Kind) -> [Int] {
    switch kind {
    case .quote: quotes
    case .dash: dashes
    case .hyphen: hyphens
    case .number: numbers
    case .ellipsis: ellipses
    case .lineBreak: lineBreaks
    case .verbatim: verbatims
    case .word, .space, .symbol, .invisible, .punctuation: []
    }
  }
}
