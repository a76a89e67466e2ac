/// Finds a sentence or paragraph that runs into the next one without a stop: “… near the river The council …”.
package struct RunTogetherParagraphs: Rule {
  package static let id: RuleID = "run-together-paragraphs"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    if analysis.shared(PageSetting.self).isPeriod { return }
    for i in analysis.places(of: Self.starters) where i > 0 && document.vocabulary[document.tokens[i].word].shape == .capitalised {
      guard document.tokens[i - 1].isBlank, let k = document.sentenceIndex(of: i) else { continue }
      let sentence = document.sentences[k]
      guard document.paragraphs[sentence.paragraph].kind == .prose, sentence.tokens.count >= 16,
        i - sentence.tokens.lowerBound >= 6, sentence.tokens.upperBound - i > 6, isSeam(i, k, analysis)
      else { continue }
      let last = document.tokens[i - 2]
      let range = TextRange(last.start, document.tokens[i].end)
      findings.flag(
        range, "two sentences run together without a stop",
        fix: Fix(edits: [Edit(TextRange(last.end, last.end), ".")], confidence: 0.8, safety: .unsafe))
    }
  }

  /// Whether a whole clause stands on both sides.
  private func isSeam(_ i: Int, _ k: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let sentence = document.sentences[k]
    guard document.tokens[i - 2].kind == .word, document.vocabulary[document.tokens[i - 2].word].shape == .lower,
      analysis.quotations.isQuoted(document.tokens[i].start) == analysis.quotations.isQuoted(sentence.range.start),
      let next = document.next(i, limit: sentence.tokens.upperBound), document.tokens[next].kind == .word,
      document.vocabulary[document.tokens[next].word].shape == .lower
    else { return false }
    let grammar = analysis.shared(Grammar.self)
    // A seam shows in the words around it.
    let start = max(sentence.tokens.lowerBound, i - 80)
    let before = grammar.parts(of: start..<i), after = grammar.parts(of: i..<min(sentence.tokens.upperBound, i + 30))
    // What ends in an article, an adjective or “that” goes on.
    guard let last = before.last(where: { $0 != .other }), [.noun, .adverb, .past, .gerund, .number].contains(last) else { return false }
    return hasClause(before) && beginsClause(after, i, document)
  }

  private func hasClause(_ tags: [PartOfSpeech]) -> Bool {
    var hasSubject = false
    for tag in tags {
      if tag == .subordinator { return false }
      if tag.isNominal { hasSubject = true }
      if hasSubject, tag.isFinite { return true }
    }
    return false
  }

  /// Subject and verb, the verb within eight words, no relative clause between.
  private func beginsClause(_ tags: [PartOfSpeech], _ start: Int, _ document: Document) -> Bool {
    var words = 0
    var hasSubject = false
    for (offset, tag) in tags.enumerated() where !document.tokens[start + offset].isBlank {
      words += 1
      if words > 9 || document.tokens[start + offset].kind == .punctuation || tag == .subordinator { return false }
      if tag.isNominal { hasSubject = true }
      if hasSubject, tag.isFinite, tag != .base { return true }
    }
    return false
  }

  private static let starters = WordClass.paragraphStarter
}
