import Formats

/// Finds two sentences joined by nothing but a comma: “It rained, we went home.”
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
        range, "two sentences are joined by a comma alone", fixes: [";", "."].map { Fix(range, $0, confidence: 0.4) })
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
