import Spelling

/// Finds words that a scanner misread: `modem` for `modern`.
package struct OCRConfusion: Rule {
  package static let id: RuleID = "ocr-confusion"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.ocr, analysis, &findings) { word, best in
      guard let best else { return "“\(word)” looks misread" }
      let reason = best.explanation.map { ": \($0)" } ?? ""
      return "“\(word)” looks misread for “\(best.text)”\(reason)"
    }
    guard analysis.resources.isEnglish else { return }
    for reading in MisreadBeginnings(analysis).find() {
      findings.flag(
        reading.range, "“\(analysis.document.text(reading.range))” looks misread for “\(reading.intended)”", severity: .warning,
        fix: Fix(reading.range, reading.intended, confidence: 0.93))
    }
    for reading in analysis.shared(LoneGlyphs.self).strokes {
      let range = analysis.document.tokens[reading.token].range
      findings.flag(
        range, "“\(analysis.document.text(range))” looks misread for “\(reading.intended)”", severity: .warning,
        fix: Fix(range, reading.intended, confidence: 0.9))
    }
  }
}
