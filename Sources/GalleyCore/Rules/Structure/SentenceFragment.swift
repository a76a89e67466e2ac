/// Finds sentences cut in two by a stray stop: “reported from Minsk. Is in control …”.
package struct SentenceFragment: Rule {
  package static let id: RuleID = "sentence-fragment"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    for k in document.sentences.indices.dropFirst() {
      let sentence = document.sentences[k], before = document.sentences[k - 1]
      guard sentence.paragraph == before.paragraph, document.paragraphs[sentence.paragraph].kind == .prose,
        tokens[sentence.tokens.lowerBound].kind == .word, endsWithStop(before, document), !isQuestion(sentence, document)
      else { continue }
      let i = sentence.tokens.lowerBound
      let first = lowercased(document.bytes(tokens[i]))
      guard document.vocabulary[tokens[i].word].shape == .capitalised,
        let next = document.next(i, limit: sentence.tokens.upperBound), tokens[next].kind == .word || tokens[next].kind == .number
      else { continue }
      let second = lowercased(document.bytes(tokens[next]))
      let isCut: Bool
      if Self.verbs.contains(first) {
        isCut = !Self.subjects.contains(second)
      } else if first == Array("of".utf8) {
        isCut = !Self.afterOf.contains(second) && tokens[next].kind == .word && !hasFronting(sentence, document)
      } else {
        isCut = false
      }
      guard isCut else { continue }
      let stop = tokens[before.tokens.upperBound - 1]
      let range = TextRange(stop.start, tokens[i].end)
      findings.flag(
        TextRange(tokens[before.tokens.upperBound - 2].start, tokens[i].end), "this sentence has no subject; the stop before it may be a slip",
        fix: Fix(edits: [Edit(range, " " + String(decoding: first, as: UTF8.self))], confidence: 0.8, safety: .unsafe))
    }
  }

  private func endsWithStop(_ sentence: Sentence, _ document: Document) -> Bool {
    let last = document.tokens[sentence.tokens.upperBound - 1]
    return last.kind == .punctuation && document.bytes[last.start] == 0x2E && sentence.tokens.count >= 4
  }

  private func isQuestion(_ sentence: Sentence, _ document: Document) -> Bool {
    sentence.tokens.suffix(3).contains { document.tokens[$0].kind == .punctuation && document.bytes[document.tokens[$0].start] == 0x3F }
  }

  /// “Of 25 members, ten …”: the phrase stands in front of a clause.
  private func hasFronting(_ sentence: Sentence, _ document: Document) -> Bool {
    sentence.tokens.prefix(24).contains { document.tokens[$0].kind == .punctuation && document.bytes[document.tokens[$0].start] == 0x2C }
  }

  private static let verbs = set("is are was were has have had does did")
  private static let subjects = set("it he she they we you i there this that these those not any anyone anybody")
  private static let afterOf = set("course all those these them which whom late the his her its their our my")
  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }
}
