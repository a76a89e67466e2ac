import Formats
import Spelling

/// Finds U+FFFD, which programs write where they could not read what stood there; proposes what a word lacks.
package struct ReplacementCharacter: Rule {
  package static let id: RuleID = "replacement-character"
  package init(_ card: RuleCard) {}

  /// How often a question mark within a contraction or possessive was its apostrophe.
  private static let questioned: Confidence = 0.95

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let symbols = analysis.tokenIndex.symbols
    var flood = Flood(document)
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
    for i in analysis.tokenIndex.marks(MarkSet("?")) { flagQuestion(i, analysis, &findings) }
  }

  /// “the city?s”, “don?t”: programs that know no curly apostrophe write a question mark.
  private func flagQuestion(_ i: Int, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    guard i > 0, i + 1 < tokens.count, tokens[i - 1].kind == .word, tokens[i + 1].kind == .word, tokens[i - 1].end == tokens[i].start,
      tokens[i].end == tokens[i + 1].start, Apostrophes.endings.contains(Array(document.bytes(tokens[i + 1])))
    else { return }
    let left = Array(document.bytes(tokens[i - 1])), right = document.bytes(tokens[i + 1])
    guard right.elementsEqual("s".utf8) && left.count > 1 || !analysis.lexicon.accepts(left + [.apostrophe] + right).isEmpty else { return }
    let mark = analysis.shared(ApostropheUse.self).prefersStraight ? "'" : "’"
    let range = TextRange(tokens[i - 1].start, tokens[i + 1].end)
    findings.flag(
      range, "a question mark stands for the apostrophe of “\(document.text(range))”",
      fix: Fix(edits: [Edit(tokens[i].range, mark)], confidence: Self.questioned, safety: .safe))
  }

  private func isLost(_ token: Token, _ document: Document) -> Bool {
    document.bytes(token).elementsEqual("\u{FFFD}".utf8)
  }

  /// Bytes of a word of which one letter may be missing.
  private static let longest = 40

  /// The quotation mark that was lost, where another one shows that one was.
  private func mark(_ range: TextRange, _ analysis: Analysis) -> String? {
    let family = analysis.quotations[.double]
    let found = family.marks.partitioningIndex { $0.range.start >= range.start }
    guard found < family.marks.count, family.marks[found].range == range, let partner = family.marks[found].partner.map({ family.marks[$0].glyph }), partner != .lost
    else { return nil }
    return family.marks[found].role == .close ? family.profile.closer(of: partner).text : family.profile.opener(of: partner).text
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
    if first == last, let mark = mark(range, analysis) { return [Fix(range, mark, confidence: 0.85)] }
    guard !left.isEmpty || !right.isEmpty, left.count + right.count >= 2, left.count + right.count < Self.longest else { return [] }
    if !left.isEmpty, !right.isEmpty {
      let word = left + [.apostrophe] + right
      let isPossessive = right.elementsEqual("s".utf8) && left.count > 2
      if isPossessive || !analysis.lexicon.accepts(word).isEmpty { return [Fix(range, "’", confidence: .knownWord)] }
    }
    var found: [(zipf: Zipf, letter: String)] = []
    for letter in "éèêëáàâäãåíîïóôöøúûüçñæœﬁﬂﬀ".map(String.init) {
      let word = plainSpelling((left + Array(letter.utf8) + right)[...])
      guard word.count > 2, !analysis.lexicon.accepts(word).isEmpty else { continue }
      found.append((analysis.lexicon.zipf(word), letter))
    }
    found.sort { $0.zipf > $1.zipf }
    return found.prefix(3).map { Fix(range, $0.letter, confidence: found.count == 1 ? 0.85 : 0.5) }
  }
}
