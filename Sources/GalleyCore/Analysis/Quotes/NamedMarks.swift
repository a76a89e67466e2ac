import Formats

/// Quotation marks that a text speaks of and does not quote with: “the mark “ begins a speech”, “(" or ' signs)”.
struct NamedMarks {
  private let document: Document
  /// Words between a mark and the word for it.
  private static let nearby = 3
  private static let words = WordClass.markName

  init(_ document: Document) { self.document = document }

  /// The marks without those that are spoken of.
  func removing(from families: [[QuoteMark]]) -> [[QuoteMark]] {
    guard families.contains(where: { $0.contains(where: isFree) }), document.vocabulary.count(Self.words) > 0 else { return families }
    let free = families.flatMap { $0.filter(isFree) }
    let sentences = free.map { document.sentenceIndex(of: $0.token) }
    var named = Set<Int>()
    for (mark, sentence) in zip(free, sentences) {
      guard let sentence else { continue }
      let isOneOfMany = sentences.count { $0 == sentence } > 1
      if isNamed(mark, document.sentences[sentence].tokens, anywhere: isOneOfMany) { named.insert(mark.token) }
    }
    return named.isEmpty ? families : families.map { $0.filter { !named.contains($0.token) } }
  }

  /// Neither side touches a word.
  private func isFree(_ mark: QuoteMark) -> Bool {
    func isOpen(_ offset: Int) -> Bool {
      guard document.bytes.indices.contains(offset) else { return true }
      return [.space, .lineFeed, .openParenthesis, .closeParenthesis].contains(document.bytes[offset])
    }
    func isEnd(_ offset: Int) -> Bool { isOpen(offset) || [.comma, .stop, .semicolon].contains(document.bytes[offset]) }
    return isOpen(mark.range.start - 1) && isEnd(mark.range.end)
  }

  private func isNamed(_ mark: QuoteMark, _ sentence: Range<Int>, anywhere: Bool) -> Bool {
    func finds(_ range: some Sequence<Int>) -> Bool {
      var count = 0
      for i in range where document.tokens[i].kind == .word {
        if Self.words.contains(document.vocabulary.fold(of: document.tokens[i].word).text) { return true }
        count += 1
        if !anywhere, count >= Self.nearby { return false }
      }
      return false
    }
    return finds((sentence.lowerBound..<max(sentence.lowerBound, mark.token)).reversed()) || finds(min(mark.token + 1, sentence.upperBound)..<sentence.upperBound)
  }
}
