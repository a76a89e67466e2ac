import Formats
import Spelling

/// Finds two words written as one: `ofthe`, `JamesGrant`, `alot`.
package struct JoinedWords: Rule {
  package static let id: RuleID = "joined-words"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    func message(_ word: String, _ right: String) -> String { "“\(word)” is two words: “\(right)”" }
    SpellingReports.report(.joined, analysis, &findings) { word, best in message(word, best?.text ?? word) }
    guard analysis.isEnglish else { return }
    let document = analysis.document
    // What many people write so is told by no probability.
    for word in analysis.shared(UnknownWords.self).words {
      guard let right = Self.usual[word.text] else { continue }
      for i in word.occurrences {
        let shape = document.vocabulary[document.tokens[i].word].shape
        // Peter Noone
        guard shape == .lower || shape == .capitalised && document.startsSentence(i) else { continue }
        let range = document.tokens[i].range
        let text = PhraseRule.dressed(right, as: document.text(range), listed: "")
        findings.flag(
          range, message(document.text(range), text), severity: .error, fix: Fix(range, text, confidence: Self.precision, safety: .unsafe))
      }
    }
  }

  private static let precision: Confidence = 0.97
  private static let usual = Dictionary(
    EmbeddedTable.rows("spelling/joined-words.tsv").map { (Array($0[0]), String(decoding: $0[1], as: UTF8.self)) }) { one, _ in one }
}
