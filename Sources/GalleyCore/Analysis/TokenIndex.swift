/// Where the tokens of a document are that some rule looks for, found in one pass. A rule that asks here visits only
/// what concerns it. Indices of tokens ascend in every list.
package struct TokenIndex: SharedAnalysis {
  private var marks: [Mark] = []
  private var quotes: [Int] = [], dashes: [Int] = [], hyphens: [Int] = [], numbers: [Int] = []
  private var ellipses: [Int] = [], lineBreaks: [Int] = [], verbatims: [Int] = []
  /// By folded word: where its places begin in `places`.
  private var firsts: [UInt32] = []
  private var places: [UInt32] = []

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
  /// Words with a digit in them.
  package private(set) var wordsWithDigits: [Int] = []
  /// Words that are the word before them again, but for case, whatever stands between the two.
  package private(set) var doubledWords: [Int] = []

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let vocabulary = document.vocabulary
    let (text, all) = (document.bytes, document.tokens)
    let span = text.span, tokens = all.span
    marks.reserveCapacity(all.count / 10)
    var next: [UInt32] = []
    next.reserveCapacity(vocabulary.folds.count + 1)
    var sum = 0
    for fold in vocabulary.folds {
      next.append(UInt32(truncatingIfNeeded: sum))
      sum += fold.count
    }
    next.append(UInt32(truncatingIfNeeded: sum))
    firsts = next
    var places = [UInt32](repeating: 0, count: sum)
    var place = places.mutableSpan, free = next.mutableSpan
    let folded = vocabulary.words.map(\.folded)
    let folds = folded.span
    var last = -1
    for i in tokens.indices {
      let token = tokens[i]
      if token.kind == .word {
        let fold = Int(folds[Int(token.word)])
        if fold == last { doubledWords.append(i) }
        last = fold
        place[Int(free[fold])] = UInt32(truncatingIfNeeded: i)
        free[fold] += 1
        if !token.flags.isDisjoint(with: [.invisible, .nonASCII, .digit]) { noteOdd(token, i) }
      } else if token.kind != .space || token.count != 1 || span[token.start] != 0x20 {
        note(token, i, span)
      }
    }
    self.places = places
  }

  /// Takes a word that is not letters alone.
  private mutating func noteOdd(_ word: Token, _ i: Int) {
    if word.flags.contains(.invisible) { hidden.append(i) }
    if word.flags.contains(.nonASCII) {
      wideWords.append(i)
      wide.append(i)
    }
    if word.flags.contains(.digit) { wordsWithDigits.append(i) }
  }

  /// Takes what is neither a word nor one plain space.
  @inline(never) private mutating func note(_ token: Token, _ i: Int, _ bytes: borrowing Span<UInt8>) {
    let first = bytes[token.start]
    switch token.kind {
    case .word: return
    case .space: spaces.append(i)
    case .punctuation: marks.append(Mark(token: UInt32(truncatingIfNeeded: i), byte: first))
    case .lineBreak:
      lineBreaks.append(i)
      if first == 0x0C { hidden.append(i) }
    case .quote:
      quotes.append(i)
      if first == 0x60 || token.count == 2 && first == 0xC2 { symbols.append(i) }
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

  /// A mark of punctuation with its first byte, so that nobody needs to look at the text for it.
  private struct Mark {
    let token: UInt32
    let byte: UInt8
  }

  /// The marks of punctuation, in ASCII, that belong to a set.
  package func marks(_ set: MarkSet) -> some Sequence<Int> {
    marks.lazy.filter { set.contains($0.byte) }.map { Int($0.token) }
  }

  /// The tokens of a kind; none for words and plain spaces, of which there are too many. See also `marks`, `symbols` and
  /// `hidden`.
  package func tokens(_ kind: Token.Kind) -> [Int] {
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

  /// Where a word stands, in any case.
  package func places(of fold: Vocabulary.FoldedID) -> ArraySlice<UInt32> {
    places[Int(firsts[Int(fold)])..<Int(firsts[Int(fold) + 1])]
  }

  /// Where the words of a set stand, in reading order.
  package func places(of marks: WordMarks) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(marks.folds.reduce(0) { $0 + places(of: $1).count })
    for fold in marks.folds { for place in places(of: fold) { found.append(Int(place)) } }
    if marks.folds.count > 1 { found.sort() }
    return found
  }
}

/// Some ASCII characters.
package struct MarkSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  package init(_ marks: StaticString) {
    for byte in "\(marks)".utf8 { if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) } }
  }

  @inline(__always) package func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }
}

extension Analysis {
  package var tokenIndex: TokenIndex { shared() }

  /// Where a word stands in this very spelling, in reading order.
  func places(ofWord id: WordID) -> [Int] {
    let tokens = document.tokens
    return tokenIndex.places(of: document.vocabulary[id].folded).compactMap { tokens[Int($0)].word == id ? Int($0) : nil }
  }

  /// Where a word stands first in this very spelling.
  func firstPlace(ofWord id: WordID) -> Int? {
    let tokens = document.tokens
    return tokenIndex.places(of: document.vocabulary[id].folded).first { tokens[Int($0)].word == id }.map { Int($0) }
  }

  /// Where the words of a set stand, in reading order.
  package func places(of set: WordSet) -> [Int] {
    let marks = document.vocabulary.marks(set)
    return marks.isEmpty ? [] : tokenIndex.places(of: marks)
  }
}

extension Document {
  /// The scalar that begins at a byte offset.
  package func scalar(at offset: Int) -> UInt32? {
    offset < bytes.count ? decodeScalar(bytes, offset).scalar : nil
  }

  /// The scalar that ends before a byte offset.
  package func scalar(before offset: Int) -> UInt32? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return decodeScalar(bytes, start).scalar
  }

  /// The paragraph that holds token `i`; nil between paragraphs.
  package func paragraph(ofToken i: Int) -> Paragraph? { paragraphIndex(ofToken: i).map { paragraphs[$0] } }

  /// The index of the paragraph that holds token `i`; nil between paragraphs.
  package func paragraphIndex(ofToken i: Int) -> Int? {
    let p = paragraphs.partitioningIndex { $0.tokens.upperBound > i }
    return p < paragraphs.count && paragraphs[p].tokens.contains(i) ? p : nil
  }
}

/// The paragraphs of tokens that are asked for in ascending order: walked along instead of searched.
struct ParagraphWalk {
  private let paragraphs: [Paragraph]
  private var at = 0

  init(_ document: Document) { paragraphs = document.paragraphs }

  /// The paragraph that holds token `i`; nil between paragraphs.
  mutating func paragraph(ofToken i: Int) -> Paragraph? {
    while at < paragraphs.count, paragraphs[at].tokens.upperBound <= i { at += 1 }
    return at < paragraphs.count && paragraphs[at].tokens.contains(i) ? paragraphs[at] : nil
  }
}
