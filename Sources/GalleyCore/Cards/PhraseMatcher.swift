/// Finds many words and phrases at once.
///
/// Phrases are sequences of tokens, compared in lower case and with straight apostrophes. Each is filed under its
/// first word, so that a text is asked once for each of its distinct words, however many phrases there are.
struct PhraseMatcher: Sendable {
  struct Match {
    let range: TextRange
    /// Index of the phrase in the order of adding.
    let phrase: Int
  }

  private struct Element {
    let text: [UInt8]
    let kind: Token.Kind
    let follows: Gap
  }
  /// What stands between an element and the one before it.
  private enum Gap { case nothing, blank }
  private struct Phrase {
    let elements: [Element]
    /// The element that it is filed under.
    let key: Int
    let isExact: Bool
  }

  private var phrases: [Phrase] = []
  private var byKey: [[UInt8]: [Int]] = [:]

  var isEmpty: Bool { phrases.isEmpty }

  /// - Parameter isExact: capitals have to agree
  /// - Returns: false if the phrase holds no word to file it under
  mutating func add(_ text: String, isExact: Bool = false) -> Bool {
    let bytes = Array(text.utf8)
    var elements: [Element] = []
    var gap = Gap.nothing
    for token in Lexer.lex(bytes).tokens {
      if token.isBlank {
        gap = .blank
        continue
      }
      let text = withStraightApostrophes(bytes[token.start..<token.end])
      elements.append(
        Element(
          text: isExact || token.kind != .word ? text : lowercased(text[...]), kind: token.kind,
          follows: elements.isEmpty ? .nothing : gap))
      gap = .nothing
    }
    guard let key = elements.firstIndex(where: { $0.kind == .word }) else { return false }
    byKey[lowercased(elements[key].text[...]), default: []].append(phrases.count)
    phrases.append(Phrase(elements: elements, key: key, isExact: isExact))
    return true
  }

  /// All matches in reading order; the longest where several begin with the same word, and none within another.
  func matches(in document: Document) -> [Match] {
    let vocabulary = document.vocabulary
    var filed: [[Int]] = []
    var byFold: [Vocabulary.FoldedID: Int] = [:]
    for (id, fold) in vocabulary.folds.enumerated() {
      guard let candidates = byKey[fold.text.contains(0xE2) ? withStraightApostrophes(fold.text[...]) : fold.text] else { continue }
      byFold[Vocabulary.FoldedID(id)] = filed.count
      filed.append(candidates)
    }
    if filed.isEmpty { return [] }
    let byWord = vocabulary.words.map { Int32(byFold[$0.folded] ?? -1) }
    var found: [Match] = []
    let tokens = document.tokens
    for i in tokens.indices where tokens[i].kind == .word {
      let file = byWord[Int(tokens[i].word)]
      guard file >= 0 else { continue }
      var best: Match?
      for number in filed[Int(file)] {
        guard let range = match(phrases[number], at: i, document), range.count > best?.range.count ?? -1 else { continue }
        best = Match(range: range, phrase: number)
      }
      guard let best, best.range.start >= found.last?.range.end ?? 0 else { continue }
      found.append(best)
    }
    return found
  }

  /// The range of a phrase whose key stands at token `i`.
  private func match(_ phrase: Phrase, at i: Int, _ document: Document) -> TextRange? {
    let tokens = document.tokens
    var first = i, last = i
    for element in phrase.elements[...phrase.key].indices.reversed() {
      guard agrees(phrase.elements[element], tokens[first], phrase.isExact, document) else { return nil }
      guard element > 0 else { break }
      guard let next = step(from: first, by: -1, over: phrase.elements[element].follows, tokens) else { return nil }
      first = next
    }
    for element in phrase.elements[(phrase.key + 1)...] {
      guard let next = step(from: last, by: 1, over: element.follows, tokens),
        agrees(element, tokens[next], phrase.isExact, document)
      else { return nil }
      last = next
    }
    return TextRange(tokens[first].start, tokens[last].end)
  }

  /// The next token that shows, if what lies between agrees; an empty line never does.
  private func step(from i: Int, by step: Int, over gap: Gap, _ tokens: [Token]) -> Int? {
    var next = i + step
    var breaks = 0
    while tokens.indices.contains(next), tokens[next].isBlank {
      if tokens[next].kind == .lineBreak { breaks += 1 }
      next += step
    }
    guard tokens.indices.contains(next), breaks < 2, (abs(next - i) > 1) == (gap == .blank) else { return nil }
    return next
  }

  private func agrees(_ element: Element, _ token: Token, _ isExact: Bool, _ document: Document) -> Bool {
    guard element.kind == token.kind else { return false }
    let isFolded = token.kind == .word && !isExact
    let text = isFolded ? document.vocabulary.fold(of: token.word).text[...] : document.bytes[token.start..<token.end]
    return text.elementsEqual(element.text) || text.contains(0xE2) && withStraightApostrophes(text) == element.text
  }
}
