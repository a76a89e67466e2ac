/// Finds a phrase written twice in a row: “brings warm weather brings warm weather”.
package struct DoubledPhrase: Rule {
  package static let id: RuleID = "doubled-phrase"
  package init(_ card: RuleCard) {}
  /// Longest phrase looked for, in words.
  private static let longest = 16

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var seen = [Int32](repeating: 0, count: document.vocabulary.folds.count)
    for paragraph in document.paragraphs where paragraph.words >= 4 {
      immediate(paragraph, document, &seen, &findings)
    }
    let sayings = Self.sayings.compactMap { document.vocabulary.foldID($0) }
    guard !sayings.isEmpty else { return }
    for sentence in document.sentences where saysTwice(sentence, sayings, document) {
      attribution(sentence, document, &findings)
    }
  }

  private struct Word {
    let token: Int
    let fold: Vocabulary.FoldedID
    /// A mark of punctuation stands between this word and the one before.
    let isAfterMark: Bool
  }

  private func saysTwice(_ sentence: Sentence, _ sayings: [Vocabulary.FoldedID], _ document: Document) -> Bool {
    var count = 0
    for i in sentence.tokens where document.tokens[i].kind == .word {
      if sayings.contains(document.vocabulary[document.tokens[i].word].folded) { count += 1 }
    }
    return count > 1
  }

  private func words(_ tokens: Range<Int>, _ document: Document) -> [Word] {
    var result: [Word] = []
    var mark = false
    for i in tokens {
      let token = document.tokens[i]
      if token.kind == .word {
        result.append(Word(token: i, fold: document.vocabulary[token.word].folded, isAfterMark: mark))
        mark = false
      } else if !token.isBlank {
        mark = true
      }
    }
    return result
  }

  private func immediate(
    _ paragraph: Paragraph, _ document: Document, _ seen: inout [Int32], _ findings: inout Findings
  ) {
    let words = words(paragraph.tokens, document)
    let again = Self.nextOccurrences(words, &seen)
    var i = 0
    while i < words.count {
      var found = 0
      var next = again[i]
      while next > 0, next - i <= Self.longest {
        let length = next - i
        next = again[next]
        guard length > 1, i + 2 * length <= words.count else { continue }
        let isTwice = (1..<length).allSatisfy { words[i + $0].fold == words[i + length + $0].fold }
        let isUnbroken = (1..<(2 * length)).allSatisfy { !words[i + $0].isAfterMark }
        if isTwice, isUnbroken, !isRhetorical(words[i..<(i + length)], document) { found = length }
      }
      guard found > 0 else {
        i += 1
        continue
      }
      let first = document.tokens[words[i].token], last = document.tokens[words[i + found - 1].token]
      let end = document.tokens[words[i + 2 * found - 1].token].end
      let range = TextRange(first.start, end)
      let phrase = document.text(TextRange(first.start, last.end))
      findings.flag(range, "“\(phrase)” is written twice", fix: Fix(range, phrase, confidence: 0.96))
      i += 2 * found
    }
  }

  /// For each word the index of its next occurrence, or 0. `seen` has a zero for each fold, before and after.
  private static func nextOccurrences(_ words: [Word], _ seen: inout [Int32]) -> [Int] {
    var result = [Int](repeating: 0, count: words.count)
    for i in words.indices.reversed() {
      result[i] = Int(seen[Int(words[i].fold)])
      seen[Int(words[i].fold)] = Int32(i)
    }
    for word in words { seen[Int(word.fold)] = 0 }
    return result
  }

  /// “again and again and again”, “very very very”, “more and more and more”.
  private func isRhetorical(_ phrase: ArraySlice<Word>, _ document: Document) -> Bool {
    let folds = Set(phrase.map(\.fold))
    if folds.count == 1 { return true }
    let joins = ["and", "by", "after", "or", "to"].compactMap { document.vocabulary.foldID($0) }
    return phrase.count == 2 && phrase.contains { joins.contains($0.fold) }
  }

  /// “The ministry said Monday that …, the ministry said Monday”: the clause at the end was said at the start.
  private func attribution(_ sentence: Sentence, _ document: Document, _ findings: inout Findings) {
    let words = words(sentence.tokens, document)
    guard words.count >= 10, words.count <= 200 else { return }
    // The tail after the last comma, at least three words with a verb of saying.
    guard let comma = sentence.tokens.last(where: { isComma($0, document) }) else { return }
    let tail = words.filter { $0.token > comma }
    guard (2...10).contains(tail.count), tail.contains(where: { isSaying($0, document) }) else { return }
    let head = words.filter { $0.token < comma }
    let subject = tail.filter { !isSaying($0, document) && !Self.articles.contains(document.vocabulary.folds[Int($0.fold)].text) }
    guard subject.count >= 2 || tail.count == 2 && subject.count == 1, head.count >= tail.count else { return }
    // Every word of the tail's subject stands near a verb of saying at the start of the sentence, in one form or another.
    let opening = Array(head.prefix(tail.count + 3))
    guard opening.contains(where: { isSaying($0, document) }) else { return }
    let same = subject.filter { word in opening.contains { isAlike($0, word, document) } }
    guard same.count == subject.count, let last = tail.last else { return }
    let range = TextRange(document.tokens[comma].start, document.tokens[last.token].end)
    let earlier = TextRange(document.tokens[opening[0].token].start, document.tokens[opening[opening.count - 1].token].end)
    findings.flag(
      range, "the attribution is given twice in one sentence", severity: .warning, fix: Fix(range, "", confidence: 0.9),
      related: [Related(earlier, "given here first")])
  }

  private func isComma(_ i: Int, _ document: Document) -> Bool {
    document.tokens[i].kind == .punctuation && document.bytes[document.tokens[i].start] == 0x2C
  }

  private func isSaying(_ word: Word, _ document: Document) -> Bool {
    Self.sayings.contains(document.vocabulary.folds[Int(word.fold)].text)
  }

  private func isAlike(_ a: Word, _ b: Word, _ document: Document) -> Bool {
    if a.fold == b.fold { return true }
    let (x, y) = (document.vocabulary.folds[Int(a.fold)].text, document.vocabulary.folds[Int(b.fold)].text)
    return min(x.count, y.count) >= 6 && editDistance(x, y, limit: 2) != nil
  }

  private static let articles: Set<[UInt8]> = [Array("the".utf8), Array("a".utf8), Array("an".utf8)]
  private static let sayings: Set<[UInt8]> = Set(
    "said says told added announced reported stated claimed claims wrote".split(separator: " ").map { Array($0.utf8) })
}
