/// Finds quotations that are closed but were never opened.
package struct UnopenedQuote: Rule {
  package static let id: RuleID = "unopened-quote"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for family in analysis.quotations.families where family.kind != .single {
      let gaps = family.gaps.filter { $0.kind == .unopened }
      guard !gaps.isEmpty else { continue }
      let places = QuotePlaces(analysis, family)
      for gap in gaps { flag(gap, family, places, analysis.document, &findings) }
    }
  }

  private func flag(
    _ gap: QuoteGap, _ family: Quotations.Family, _ places: QuotePlaces, _ document: Document,
    _ findings: inout Findings
  ) {
    let closer = family.marks[gap.mark]
    let opener = family.profile.opener(of: closer.glyph).text
    guard let place = places.opening(gap) else {
      findings.flag(closer.range, "this quotation mark closes what was never opened")
      return
    }
    let fix = Fix(
      edits: [Edit(TextRange(place.offset, place.offset), opener)], confidence: place.confidence, safety: .unsafe)
    guard place.confidence >= 0.8 else {
      findings.flag(closer.range, "this quotation mark closes what was never opened", fix: fix)
      return
    }
    findings.flag(
      TextRange(place.offset, document.scalarEnd(after: place.offset)),
      "the opening quotation mark \(opener) is missing here", fix: fix,
      related: [Related(closer.range, "the quotation is closed here")])
  }
}
