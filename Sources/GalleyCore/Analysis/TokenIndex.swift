import Formats

/// Where the tokens of a document are that some rule looks for, and its words, found in one pass. A rule that asks here
/// visits only what concerns it.
///
/// A class: it is asked for again and again, and its lists are many.
package final class TokenIndex {
  private let lists: TokenLists
  /// By folded word: where its occurrences begin in `occurrences`.
  private let firsts: [UInt32]
  private let occurrences: [UInt32]

  init(_ analysis: Analysis) {
    let document = analysis.document
    let vocabulary = document.vocabulary
    let (text, all) = (document.bytes, document.tokens)
    let span = text.span, tokens = all.span
    var next: [UInt32] = []
    next.reserveCapacity(vocabulary.folds.count + 1)
    var sum = 0
    for fold in vocabulary.folds {
      next.append(UInt32(truncatingIfNeeded: sum))
      sum += fold.count
    }
    next.append(UInt32(truncatingIfNeeded: sum))
    firsts = next
    var lists = TokenLists(count: all.count)
    var occurrences = [UInt32](repeating: 0, count: sum)
    var occurrence = occurrences.mutableSpan, free = next.mutableSpan
    let folded = vocabulary.words.map(\.folded)
    let folds = folded.span
    var last = -1
    for i in tokens.indices {
      let token = tokens[i]
      if token.kind == .word {
        let fold = Int(folds[Int(token.word)])
        if fold == last { lists.noteDoubled(i) }
        last = fold
        occurrence[Int(free[fold])] = UInt32(truncatingIfNeeded: i)
        free[fold] += 1
        if !token.flags.isDisjoint(with: [.invisible, .nonASCII, .digit]) { lists.noteOdd(token, i) }
      } else if token.kind != .space || token.count != 1 || span[token.start] != .space {
        lists.note(token, i, span[token.start])
      }
    }
    self.lists = lists
    self.occurrences = occurrences
  }

  /// Symbols, and the backtick and acute accent among the quotation marks.
  package var symbols: [Int] { lists.symbols }
  /// Invisible and control characters: tokens of their own, words that hold one, and form feeds.
  package var hidden: [Int] { lists.hidden }
  /// Words with a scalar beyond ASCII.
  package var wideWords: [Int] { lists.wideWords }
  /// Everything with a scalar beyond ASCII but verbatim text: words, marks, white space.
  package var wide: [Int] { lists.wide }
  /// White space other than one plain space.
  package var spaces: [Int] { lists.spaces }
  /// Words with a digit in them.
  package var wordsWithDigits: [Int] { lists.wordsWithDigits }
  /// Words that are the word before them again, but for case, whatever stands between the two.
  package var doubledWords: [Int] { lists.doubledWords }

  /// The marks of punctuation, in ASCII, that belong to a set.
  package func marks(_ set: MarkSet) -> [Int] {
    var found: [Int] = []
    for mark in lists.marks where set.contains(mark.byte) { found.append(Int(mark.token)) }
    return found
  }

  /// The tokens of a kind; none for words and plain spaces, of which there are too many. See also `marks`, `symbols` and
  /// `hidden`.
  package func tokens(_ kind: Token.Kind) -> [Int] { lists.tokens(kind) }

  /// Where a word stands, in any case.
  package func occurrences(of fold: Vocabulary.FoldedID) -> ArraySlice<UInt32> {
    occurrences[Int(firsts[Int(fold)])..<Int(firsts[Int(fold) + 1])]
  }

  /// Where the words of a set stand, of which none is listed twice, in reading order.
  func occurrences(of set: WordSet, _ vocabulary: Vocabulary) -> [Int] {
    var found: [Int] = []
    var words = 0
    for (word, key) in zip(set.members, set.keys) {
      guard let fold = vocabulary.foldID(word, key: key) else { continue }
      words += 1
      for occurrence in occurrences(of: fold) { found.append(Int(occurrence)) }
    }
    if words > 1 { found.sort() }
    return found
  }

  /// Where the words of a set stand, in reading order.
  package func occurrences(of marks: WordMarks) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(marks.folds.reduce(0) { $0 + occurrences(of: $1).count })
    for fold in marks.folds { for occurrence in occurrences(of: fold) { found.append(Int(occurrence)) } }
    if marks.folds.count > 1 { found.sort() }
    return found
  }
}

extension Analysis {
  /// Where a word stands in this very spelling, in reading order.
  func occurrences(ofWord id: WordID) -> [Int] {
    let tokens = document.tokens
    return tokenIndex.occurrences(of: document.vocabulary[id].folded).compactMap { tokens[Int($0)].word == id ? Int($0) : nil }
  }

  /// Where a word stands first in this very spelling.
  func firstOccurrence(ofWord id: WordID) -> Int? {
    let tokens = document.tokens
    return tokenIndex.occurrences(of: document.vocabulary[id].folded).first { tokens[Int($0)].word == id }.map { Int($0) }
  }

  /// Where the words of a set stand, in reading order.
  package func occurrences(of wordClass: WordClass) -> [Int] {
    let marks = document.vocabulary.marks(wordClass)
    return marks.isEmpty ? [] : tokenIndex.occurrences(of: marks)
  }

  package func occurrences(of set: WordSet) -> [Int] {
    let marks = document.vocabulary.marks(set)
    return marks.isEmpty ? [] : tokenIndex.occurrences(of: marks)
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
