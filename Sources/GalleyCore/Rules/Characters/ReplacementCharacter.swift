import Spelling

/// Finds U+FFFD, which programs write where they could not read what stood there; proposes what a word lacks.
package struct ReplacementCharacter: Rule {
  package static let id: RuleID = "replacement-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let symbols = analysis.tokenIndex.symbols
    var flood = Flood()
    var k = 0
    while k < symbols.count {
      let first = symbols[k]
      guard isLost(document.tokens[first], document) else {
        k += 1
        continue
      }
      var last = first
      k += 1
      while k < symbols.count, symbols[k] == last + 1, isLost(document.tokens[symbols[k]], document) {
        last = symbols[k]
        k += 1
      }
      let range = TextRange(document.tokens[first].start, document.tokens[last].end)
      let count = last - first + 1
      let fixes = proposals(range, first, last, analysis)
      let lost = count == 1 ? "a character was lost here (U+FFFD)" : "\(count) characters were lost here (U+FFFD)"
      flood.add(range, lost, fixes: fixes)
    }
    flood.report("lost characters (U+FFFD)", to: &findings)
  }

  private func isLost(_ token: Token, _ document: Document) -> Bool {
    token.count == 3 && document.bytes[token.start] == 0xEF && document.scalar(at: token.start) == 0xFFFD
  }

  /// What makes a word of the parts around the gap: an apostrophe or an accented letter.
  private func proposals(_ range: TextRange, _ first: Int, _ last: Int, _ analysis: Analysis) -> [Fix] {
    let document = analysis.document
    let left = first > 0 && document.tokens[first - 1].kind == .word ? Array(document.bytes(document.tokens[first - 1])) : []
    let right =
      last + 1 < document.tokens.count && document.tokens[last + 1].kind == .word ? Array(document.bytes(document.tokens[last + 1])) : []
    // The pound sign is what texts lose before a number.
    if left.isEmpty, first == last, last + 1 < document.tokens.count, document.tokens[last + 1].kind == .number {
      return [Fix(range, "£", confidence: 0.7)]
    }
    guard !left.isEmpty || !right.isEmpty, left.count + right.count >= 2, left.count + right.count < 40 else { return [] }
    if !left.isEmpty, !right.isEmpty {
      let word = left + [0x27] + right
      let isPossessive = right == [0x73] && left.count > 2
      if isPossessive || !analysis.lexicon.accepts(word).isEmpty { return [Fix(range, "’", confidence: 0.9)] }
    }
    var found: [(frequency: Int, letter: String)] = []
    for letter in "éèêëáàâäãåíîïóôöøúûüçñæœﬁﬂﬀ".map(String.init) {
      let word = plainSpelling((left + Array(letter.utf8) + right)[...])
      guard word.count > 2, !analysis.lexicon.accepts(word).isEmpty else { continue }
      found.append((analysis.lexicon.frequency(word), letter))
    }
    found.sort { $0.frequency > $1.frequency }
    return found.prefix(3).map { Fix(range, $0.letter, confidence: found.count == 1 ? 0.85 : 0.5) }
  }
}
