import Formats
import Spelling

/// Characters of one byte that were shown through another character set of one byte: `CafŽ`, `caf‚`, `ItÆs`, `ÒnewÓ`.
///
/// Nothing in such a character tells that it is wrong. What tells is the word: nothing knows it as it stands, and read through the
/// sets that programs have mistaken for each other it is a word of the dictionary.
struct MisreadBytes {
  typealias Passage = MisreadPassages.Passage

  /// The set that a byte was shown through, and that it was meant for; the most frequent mistakes first.
  private typealias Mistake = (shown: CodePage, meant: CodePage)
  private static let mistakes: [Mistake] = [
    (.windows1252, .macRoman), (.windows1252, .dos437), (.macRoman, .windows1252), (.dos437, .windows1252), (.dos850, .windows1252),
    (.windows1252, .dos850),
  ]
  /// How sure a word is of itself, and a mark of which only others of its kind say what it is.
  private static let word: Confidence = 0.96, mark: Confidence = 0.95
  /// Bytes of a run that is read on either side.
  private static let reach = 32
  /// Letters before an `s` that is a possessive, or one letter and more of what contracts.
  private static let leastOwner = 3
  /// Zipf frequency of the rarest word that is read.
  private static let rarest: Zipf = 2.0

  private let analysis: Analysis
  private let document: Document
  private let bytes: [UInt8]

  private init(_ analysis: Analysis) {
    (self.analysis, document) = (analysis, analysis.document)
    bytes = document.bytes
  }

  /// The characters that were misread, ascending.
  ///
  /// - Parameter known: what is misread in another way, ascending
  static func find(_ analysis: Analysis, besides known: [Passage]) -> [Passage] {
    let wide = analysis.tokenIndex.wide
    guard analysis.resources.isEnglish, !wide.isEmpty else { return [] }
    let finder = MisreadBytes(analysis)
    var found: [Passage] = []
    var counts = [Int](repeating: 0, count: mistakes.count)
    var end = 0
    for index in wide {
      let token = finder.document.tokens[index]
      guard token.start >= end, finder.maySpoil(token) else { continue }
      let run = finder.run(around: token)
      end = max(end, run.upperBound)
      let next = known.partitioningIndex { $0.range.end > run.lowerBound }
      guard next == known.count || known[next].range.start >= run.upperBound, let (mistake, passages) = finder.read(run) else { continue }
      counts[mistake] += 1
      found += passages
    }
    guard let best = counts.indices.max(by: { (counts[$0], -$0) < (counts[$1], -$1) }), counts[best] > 0 else { return [] }
    found += finder.marks(of: mistakes[best], besides: known + found)
    return found.sorted { $0.range.start < $1.range.start }
  }

  /// Whether a token may hold a letter of a word that was misread: it is a word itself, or touches one as no mark does.
  private func maySpoil(_ token: Token) -> Bool {
    token.kind == .word
      || token.kind != .invisible && !Self.isUsual(decodeScalar(bytes, token.start).scalar) && isLetter(before: token.start)
  }

  /// Quotation marks, dashes and the like, which stand after words by right.
  private static func isUsual(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0, 0xA9, 0xAE, 0xB0, 0xB2, 0xB3, 0xB9, 0x2013, 0x2014, 0x2019, 0x201C, 0x201D, 0x2026, 0x2122: true
    default: false
    }
  }

  private func isLetter(before i: Int) -> Bool { document.scalar(before: i).map { ScalarClass($0).isLetter } ?? false }

  /// Letters, and what is neither ASCII nor a usual mark, without a gap.
  private func run(around token: Token) -> Range<Int> {
    func belongs(_ scalar: UInt32?) -> Bool {
      guard let scalar else { return false }
      return ScalarClass(scalar).isWordForming || scalar == 0x27 || scalar >= 0x80 && !Self.isUsual(scalar) && ScalarClass(scalar).kind != .invisible
    }
    var start = token.start, end = token.end
    while start > 0, token.start - start < Self.reach, belongs(document.scalar(before: start)) {
      start -= 1
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    }
    while end < bytes.count, end - token.end < Self.reach, belongs(document.scalar(at: end)) { end += decodeScalar(bytes, end).length }
    return start..<end
  }

  /// A run through the first of the mistakes that makes a word of it.
  private func read(_ run: Range<Int>) -> (mistake: Int, passages: [Passage])? {
    guard analysis.lexicon.accepts(bytes[run]).isEmpty else { return nil }
    for (index, mistake) in Self.mistakes.enumerated() {
      var text: [UInt8] = [], passages: [Passage] = []
      var isRead = true
      for (scalar, offset, length) in UTF8Scalars(bytes[run]) {
        guard scalar >= 0x80 else {
          text.append(UInt8(scalar))
          continue
        }
        guard let meant = Self.meant(scalar, mistake) else {
          isRead = false
          break
        }
        text += meant
        passages.append(Passage(range: TextRange(offset, offset + length), text: meant, guess: Self.word))
      }
      if isRead, isWord(text) { return (index, passages) }
    }
    return nil
  }

  /// What a character was meant to be; nil where that is no letter or mark of an English text.
  private static func meant(_ scalar: UInt32, _ mistake: Mistake) -> [UInt8]? {
    guard let byte = mistake.shown.byte(for: scalar), byte >= 0x80, let meant = mistake.meant.scalar(for: byte) else { return nil }
    switch meant {
    case 0xDF...0xF6, 0xF8...0xFF, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0xFB01, 0xFB02:
      var text: [UInt8] = []
      appendUTF8(meant, to: &text)
      return text
    default: return nil
    }
  }

  /// Whether a dictionary has what was read, quotation marks at its ends left out.
  private func isWord(_ text: [UInt8]) -> Bool {
    let word = Self.unquoted(plainSpelling(text[...])), lower = lowercased(word[...])
    guard word.count >= 2, !analysis.lexicon.accepts(word).isEmpty || !analysis.lexicon.accepts(lower).isEmpty else { return false }
    guard let mark = lower.firstIndex(of: .apostrophe) else { return word.count > 2 && analysis.lexicon.zipf(lower) >= Self.rarest }
    // “País” is no possessive of “Pa”.
    let host = Array(lower[..<mark])
    return host.count >= Self.leastOwner || WordClass.apostropheHost.contains(host) || WordClass.contractionHost.contains(host)
  }

  private static func unquoted(_ text: [UInt8]) -> [UInt8] {
    var text = text[...]
    for mark in quotes {
      if text.starts(with: mark) { text = text.dropFirst(mark.count) }
      if text.suffix(mark.count).elementsEqual(mark) { text = text.dropLast(mark.count) }
    }
    return Array(text)
  }

  private static let quotes = ["“", "”", "‘"].map { Array($0.utf8) }

  /// Quotation marks and dashes that stand by themselves, of the mistake that words show.
  private func marks(of mistake: Mistake, besides known: [Passage]) -> [Passage] {
    let taken = Set(known.map(\.range.start))
    return analysis.tokenIndex.wide.compactMap { index in
      let token = document.tokens[index]
      let (scalar, length) = decodeScalar(bytes, token.start)
      guard length == token.count, !taken.contains(token.start), !Self.isUsual(scalar), let meant = Self.meant(scalar, mistake),
        meant.first == 0xE2, !isLetter(before: token.start) || !(document.scalar(at: token.end).map { ScalarClass($0).isLetter } ?? false)
      else { return nil }
      return Passage(range: token.range, text: meant, guess: Self.mark)
    }
  }
}
