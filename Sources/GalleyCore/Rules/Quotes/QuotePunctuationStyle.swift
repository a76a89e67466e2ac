import Formats

/// Finds closing marks before a comma or full stop in documents that put the stop first, and stops where a comma belongs
/// between somebody's words and the speaker.
///
/// The British order (stops outside unless they belong to the words quoted) is legitimate, so only documents whose
/// quoted phrases show the American order are held to it.
package struct QuotePunctuationStyle: Rule {
  package static let id: RuleID = "quote-punctuation-style"
  private let isAmerican: Bool
  /// How often the mark before an attribution is the slip, not what comes after.
  private static let tag: Confidence = 0.9

  package init(_ card: RuleCard) { isAmerican = card.style == "american" }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let order = analysis.shared(QuoteOrder.self)
    let (inside, outside) = (order.inside, order.outside.count)
    if outside > 0, isAmerican || order.isAmerican {
      let reason =
        isAmerican
        ? "the house sets stops before the closing mark" : "\(inside) of \(inside + outside) stops here stand before the closing mark"
      for case_ in order.outside {
        let mark = analysis.quotations[case_.family].marks[case_.mark]
        flag(mark, reason, analysis, &findings)
      }
    }
    for slip in SpeechTags(analysis).find() {
      findings.flag(slip.range, slip.message, fixes: [Fix(edits: [slip.edit], confidence: Self.tag, safety: .unsafe)])
    }
    // “Why”? he asked.
    for mark in order.questions {
      flag(mark, "the question belongs to the quotation", analysis, &findings)
    }
  }

  private func flag(_ mark: QuoteMark, _ reason: String, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let range = TextRange(mark.range.start, mark.range.end + 1)
    let stop = document.text(TextRange(mark.range.end, range.end))
    let glyph = document.text(mark.range)
    findings.flag(
      range, "\(glyph)\(stop) for \(stop)\(glyph): \(reason)", fix: Fix(range, stop + glyph, confidence: .custom, safety: .unsafe))
  }
}
