import Formats

/// Finds two sentences joined by nothing but a comma: “It rained, we went home.”, “It rained, We went home.”
package struct CommaSplice: Rule {
  package static let id: RuleID = "comma-splice"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for (k, sentence) in document.sentences.enumerated() where document.paragraphs[sentence.paragraph].kind == .prose {
      let commas = sentence.tokens.filter { document.tokens[$0].kind == .punctuation && document.bytes[document.tokens[$0].start] == .comma }
      // More commas make a list of clauses: “I came, I saw, I conquered.”
      guard commas.count == 1, let comma = commas.first, isSplice(comma, k, analysis) else { continue }
      let range = document.tokens[comma].range
      findings.flag(
        range, "two sentences are joined by a comma alone", severity: .note, fixes: [";", "."].map { Fix(range, $0, confidence: 0.4) })
    }
    // A scanner takes stops for commas.
    let isPrint = analysis.shared(PageSetting.self).isBook || analysis.shared(Damage.self).level >= .light
    for comma in isPrint ? [] : marksForStops(analysis) {
      let range = document.tokens[comma].range, opener = document.text(document.tokens[comma + 2].range)
      let mark = document.bytes[range.start] == .comma ? "comma" : "semicolon"
      findings.flag(
        range, "“\(document.text(range)) \(opener)” begins a sentence after a \(mark)",
        fix: Fix(range, ".", confidence: Self.precision, safety: .unsafe))
    }
  }

  private static let precision: Confidence = 0.9

  /// `by the river, The council met`: a capital that no name, title or quotation explains.
  private func marksForStops(_ analysis: Analysis) -> [Int] {
    let document = analysis.document, tokens = document.tokens
    func isLower(_ i: Int) -> Bool { tokens.indices.contains(i) && tokens[i].kind == .word && document.vocabulary[tokens[i].word].shape == .lower }
    return analysis.occurrences(of: .clauseOpener).compactMap { i in
      guard i >= 3, tokens[i].count > 1, document.vocabulary[tokens[i].word].shape == .capitalised, isLower(i + 2), tokens[i + 1].kind == .space,
        tokens[i - 1].kind == .space, tokens[i - 2].kind == .punctuation, [.comma, .semicolon].contains(document.bytes[tokens[i - 2].start]), isLower(i - 3),
        let k = document.sentenceIndex(of: i), document.sentences[k].tokens.contains(i - 3),
        document.paragraphs[document.sentences[k].paragraph].kind == .prose, !document.classes(of: i).contains(.fragmentPreposition),
        !document.classes(of: i).contains(.fragmentSubordinator),
        !hasCapitals(document.sentences[k].tokens.lowerBound..<i - 3, document)
      else { return nil }
      return i - 2
    }
  }

  /// Whether several words of a row that are no names begin with a capital, as in titles, verse and old books.
  private func hasCapitals(_ row: Range<Int>, _ document: Document) -> Bool {
    row.contains { i in
      let token = document.tokens[i]
      return token.kind == .word && i > row.lowerBound && document.vocabulary[token.word].shape == .capitalised
        && document.classes(of: i).contains(.sentenceStarter) && !document.startsSentence(i)
    }
  }

  private func isSplice(_ comma: Int, _ k: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let range = document.sentences[k].tokens
    guard range.allSatisfy({ document.tokens[$0].kind != .quote }), !analysis.quotations.isQuoted(document.tokens[comma].start),
      let next = document.next(comma, limit: range.upperBound), document.tokens[next].kind == .word,
      Self.subjects.contains(document.vocabulary.fold(of: document.tokens[next].word).text),
      let verb = document.next(next, limit: range.upperBound)
    else { return false }
    let tags = analysis.shared(Grammar.self).parts(k)
    func tag(_ i: Int) -> PartOfSpeech { tags[i - range.lowerBound] }
    guard tag(next) == .pronoun, tag(verb).isFinite, !analysis.shared(SpeechCues.self).cues(document.tokens[verb]).contains(.verb) else {
      return false
    }
    // The first half is a clause that nothing subordinates, with its subject in front.
    let before = range.lowerBound..<comma
    guard let first = before.first, [.pronoun, .determiner, .noun, .name].contains(tag(first)) else { return false }
    return before.contains { tag($0).isFinite && tag($0) != .base } && !before.contains { [.subordinator, .conjunction].contains(tag($0)) }
  }

  private static let subjects = Set("he she it they we i".split(separator: " ").map { Array($0.utf8) })
}
