import Spelling

/// Finds digits among the letters of a word and letters among the digits of a number, and on scanned pages digits that
/// stand for a word of one letter.
package struct DigitInWord: Rule {
  package static let id: RuleID = "digit-in-word"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.digits, analysis, &findings) { word, best in
      best.map { "“\(word)” has a digit among its letters; did you mean “\($0.text)”?" }
        ?? "“\(word)” has a digit among its letters"
    }
    guard analysis.resources.isEnglish else { return }
    let document = analysis.document
    // What people type has digits by themselves; no sentence of prose begins with one and a verb.
    let isAnywhere = analysis.isText(.scanned) || analysis.isText(.historical)
    for reading in analysis.shared(LoneGlyphs.self).digits where isAnywhere || reading.intended == "I" && beginsProse(reading.token, document) {
      let range = document.tokens[reading.token].range
      findings.flag(
        range, "“\(document.text(range))” stands where a word belongs; did you mean “\(reading.intended)”?", severity: .warning,
        fix: Fix(range, reading.intended, confidence: 0.94))
    }
  }

  private func beginsProse(_ i: Int, _ document: Document) -> Bool {
    guard let sentence = document.sentence(of: i), document.paragraphs[sentence.paragraph].kind == .prose else { return false }
    return sentence.tokens.lowerBound == i
  }
}
