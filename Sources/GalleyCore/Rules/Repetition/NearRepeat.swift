import Formats

/// Whether a sentence is the one before it again, but for slips: a letter, a function word, a hyphen at a line end.
struct NearRepeat {
  let isGiven: Bool

  /// Words of both that have to agree.
  static let leastShare = 0.8
  private static let leastWords = 6, mostWords = 80
  /// Letters by which two forms of one misspelt word differ.
  private static let mostLetters = 2
  /// Letters of a word that is left out or added without changing what is said, and of the words that are compared by their letters.
  private static let functionWord = 4, leastLetters = 4
  /// Words of one row that may all be misspelt; two words of so many letters that differ in one are two words.
  private static let mostInRow = 8, shortWord = 5
  /// Words that one of the two has more.
  private static let mostExtra = 5

  init(_ document: Document, _ first: Range<Int>, _ second: Range<Int>) {
    isGiven = Self.judge(document, first, second)
  }

  private static func judge(_ document: Document, _ first: Range<Int>, _ second: Range<Int>) -> Bool {
    let (a, b) = (keys(document, first), keys(document, second))
    guard (leastWords...mostWords).contains(min(a.count, b.count)), max(a.count, b.count) <= mostWords, abs(a.count - b.count) <= mostExtra else { return false }
    if isMostlySame(a, b) { return true }
    // Hardly any two sentences agree at their ends.
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
    guard (head + tail) * 2 >= min(a.count, b.count) else { return false }
    guard head + tail < max(a.count, b.count) else { return true }
    let (x, y) = (words(document, first), words(document, second))
    return isSlip(Array(x[head..<(a.count - tail)]), Array(y[head..<(b.count - tail)]), whole: x + y)
  }

  /// Words from which on a sentence is long, and the share of them that no two long ones have in common by chance.
  private static let longSentence = 10, sameShare = 0.85

  /// Whether nearly all words of two long sentences stand in both in the same order, all figures among them.
  private static func isMostlySame(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    let least = Int((Double(max(a.count, b.count)) * sameShare).rounded(.up))
    guard min(a.count, b.count) >= max(longSentence, least) else { return false }
    let words = Set(b)
    guard a.count(where: words.contains) >= least, a.filter({ $0 >> 63 == 1 }) == b.filter({ $0 >> 63 == 1 }) else { return false }
    // The longest common subsequence.
    var row = [Int](repeating: 0, count: b.count + 1)
    for word in a {
      var diagonal = 0
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = word == b[j] ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count] >= least
  }

  /// “a” and “an” say the same.
  private static func isArticle(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first | .caseBit == UInt8(ascii: "a") else { return false }
    return word.count == 1 || word.count == 2 && word[word.startIndex + 1] | .caseBit == UInt8(ascii: "n")
  }

  /// Further than any word’s, and no figure’s.
  private static let article: UInt64 = 1 << 62

  /// One number for each word and figure, the same for those that are equal but for case.
  private static func keys(_ document: Document, _ tokens: Range<Int>) -> [UInt64] {
    tokens.compactMap {
      let token = document.tokens[$0]
      switch token.kind {
      case .word: return isArticle(document.bytes(token)) ? article : UInt64(document.vocabulary[token.word].folded)
      // Further than any word’s.
      case .number: return 1 << 63 | Vocabulary.key(lowercased(document.bytes(token)))
      default: return nil
      }
    }
  }

  private static func words(_ document: Document, _ tokens: Range<Int>) -> [[UInt8]] {
    tokens.compactMap {
      let token = document.tokens[$0]
      guard token.kind == .word || token.kind == .number else { return nil }
      return isArticle(document.bytes(token)) ? [UInt8(ascii: "a")] : lowercased(document.bytes(token))
    }
  }

  /// Whether what differs is a slip in one of the two: two other words, or a number, make two sentences.
  private static func isSlip(_ x: [[UInt8]], _ y: [[UInt8]], whole: [[UInt8]]) -> Bool {
    if x.isEmpty || y.isEmpty {
      // Words left out, or given twice.
      let extra = x + y
      let common = extra.allSatisfy { word in word.count <= functionWord || whole.count { $0 == word } >= (x.isEmpty != y.isEmpty ? 3 : 2) }
      return extra.count <= mostExtra && common && !extra.contains { $0.contains { $0.isDigit } } && !extra.contains { negations.contains(String(decoding: $0, as: UTF8.self)) }
    }
    // “prema turely”
    if x.flatMap({ $0 }) == y.flatMap({ $0 }) { return true }
    // Several slips in a row of words.
    if x.count == y.count { return x.count * oneIn <= whole.count && zip(x, y).allSatisfy { $0 == $1 || isMisspelt($0, $1) } }
    let (long, short) = x.count > y.count ? (x, y) : (y, x)
    guard long.count - short.count == 1, short.count <= mostInRow else { return false }
    return (0..<long.count).contains { gap in
      guard long[gap].count <= functionWord else { return false }
      let rest = Array(long[..<gap] + long[(gap + 1)...])
      return zip(rest, short).allSatisfy { $0 == $1 || isMisspelt($0, $1) }
    }
  }

  /// One word in so many may be misspelt, where the sentence is to be the same.
  private static let oneIn = 4
  private static let negations: Set<String> = ["no", "not", "nor"]

  /// Two spellings of one word: letters lost, doubled or exchanged.
  private static func isMisspelt(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard min(a.count, b.count) >= leastLetters, !(a + b).contains(where: { $0.isDigit }), a.first == b.first || a.last == b.last else { return false }
    return a != b && !isAnother(a, b) && editDistance(a, b, limit: mostLetters) != nil
  }

  /// “east” and “west” are two words.
  private static func isAnother(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    return long.count == short.count && long.count <= shortWord
  }
}
