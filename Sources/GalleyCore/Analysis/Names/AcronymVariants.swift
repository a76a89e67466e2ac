import Formats
import Spelling

/// Acronyms that stand once with two letters in the wrong order: HVI in a text about HIV.
struct AcronymVariants {
  /// Letters of an acronym, and how often the right one stands at least.
  private static let letters = 3...6, leastUsual = 3
  private static let bracket: UInt32 = 0x28

  private let document: Document
  private let analysis: Analysis

  init(_ analysis: Analysis) { (document, self.analysis) = (analysis.document, analysis) }

  func find() -> [NameSpelling] {
    let words = document.vocabulary.words
    // By their letters in order: what has the same ones.
    var groups: [[UInt8]: [WordID]] = [:]
    for id in words.indices where words[id].shape == .upper && words[id].flags.isEmpty && Self.letters.contains(words[id].range.count) {
      groups[document.bytes[words[id].range.start..<words[id].range.end].sorted(), default: []].append(WordID(id))
    }
    return groups.values.filter { $0.count == 2 }.compactMap { pair in
      let (rare, usual) = words[Int(pair[0])].count < words[Int(pair[1])].count ? (pair[0], pair[1]) : (pair[1], pair[0])
      guard words[Int(rare)].count == 1, words[Int(usual)].count >= Self.leastUsual, isTurned(words[Int(rare)].range, words[Int(usual)].range),
        analysis.lexicon.accepts(document.bytes[words[Int(rare)].range.start..<words[Int(rare)].range.end]).isEmpty, let first = analysis.occurrences(ofWord: rare).first, isAcronym(first)
      else { return nil }
      return NameSpelling(range: words[Int(rare)].range, usual: words[Int(usual)].range)
    }
    .sorted { $0.range.start < $1.range.start }
  }

  /// Whether two neighbouring letters of one are turned round in the other, and nothing else.
  private func isTurned(_ a: TextRange, _ b: TextRange) -> Bool {
    let (a, b) = (document.bytes[a.start..<a.end], document.bytes[b.start..<b.end])
    let apart = zip(a.indices, b.indices).filter { a[$0] != b[$1] }
    guard apart.count == 2, apart[1].0 == apart[0].0 + 1 else { return false }
    return a[apart[0].0] == b[apart[1].1] && a[apart[1].0] == b[apart[0].1]
  }

  /// Not in a line of capitals, and not in brackets, which explain another name.
  private func isAcronym(_ i: Int) -> Bool {
    guard document.sentence(of: i) != nil, document.scalar(before: document.tokens[i].start) != Self.bracket else { return false }
    guard let next = document.next(i), document.tokens[next].kind == .word else { return true }
    return document.vocabulary[document.tokens[next].word].shape != .upper
  }
}
