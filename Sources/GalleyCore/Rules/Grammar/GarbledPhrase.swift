package import Formats
import Spelling

/// Finds two small words in the wrong order, and words that lack a small one between them: `the of town`, `able put`.
package struct GarbledPhrase: Rule {
  package static let id: RuleID = "garbled-phrase"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard analysis.resources.isEnglish else { return }
    // Slips come in crowds: there less is wanted.
    let crowd = Int32(analysis.shared(SlipDensity.self).logOdds.decimal * Double(LanguageModel.steps))
    var end = 0
    for repair in PhraseRepairs(analysis).find(surplus: -crowd) {
      let document = analysis.document
      let left = document.tokens[repair.left].range, right = document.tokens[repair.right].range
      guard left.start >= end else { continue }
      end = right.end
      let range = left.union(right), found = document.text(range)
      let (first, second) = (document.text(left), document.text(right))
      switch repair.change {
      case .swap:
        let text = PhraseRule.dressed("\(second) \(first)".lowercased(), as: found, listed: "")
        findings.flag(
          range, "“\(found)” is in the wrong order; did you mean “\(text)”?", fix: Fix(range, text, confidence: Self.precision, safety: .unsafe))
      case .insert(let word):
        findings.flag(
          range, "a word is missing: “\(first) \(word) \(second)”",
          fix: Fix(range, "\(first) \(word) \(second)", confidence: Self.precision, safety: .unsafe))
      }
    }
  }

  private static let precision: Confidence = 0.8
}
