import Formats

/// Finds quotations that are closed but were never opened.
package struct UnopenedQuote: Rule {
  package static let id: RuleID = "unopened-quote"
  package init(_ card: RuleCard) {}
  /// From here on the location of the mark that is missing is told.
  private static let sure: Confidence = 0.8
  /// And from here on where the closing mark has another finding, which says what it is.
  private static let likely: Confidence = 0.7

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for family in analysis.quotations.families where family.kind != .single {
      // What an excerpt leaves out may have opened it.
      let gaps = family.gaps.filter { $0.kind == .unopened && !analysis.document.beginsCut(paragraph: $0.paragraph) }
      guard !gaps.isEmpty else { continue }
      let locator = QuoteLocator(analysis, family)
      for gap in gaps { flag(gap, family, locator, analysis.document, &findings) }
    }
  }

  private func flag(
    _ gap: QuoteGap, _ family: Quotations.Family, _ locator: QuoteLocator, _ document: Document,
    _ findings: inout Findings
  ) {
    let closer = family.marks[gap.mark]
    let opener = family.profile.opener(of: closer.glyph).text
    guard let location = locator.opening(gap) else {
      findings.flag(closer.range, "this quotation mark closes what was never opened")
      return
    }
    let fix = Fix(
      edits: [Edit(TextRange(location.offset, location.offset), opener)], confidence: location.confidence, safety: .unsafe)
    guard location.confidence >= Self.sure || location.confidence >= Self.likely && family.isMarred(gap.mark, document) else {
      findings.flag(closer.range, "this quotation mark closes what was never opened", fix: fix)
      return
    }
    findings.flag(
      TextRange(location.offset, document.scalarEnd(after: location.offset)),
      "the opening quotation mark \(opener) is missing here", fix: fix,
      related: [Related(closer.range, "the quotation is closed here")])
  }
}
