/// Finds quotations that are opened and never closed.
package struct UnclosedQuote: Rule {
  package static let id: RuleID = "unclosed-quote"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for family in analysis.quotations.families {
      if family.kind == .single, !analysis.quotations.isSinglePrimary { continue }
      let gaps = family.gaps.filter { $0.kind == .unclosed }
      guard !gaps.isEmpty else { continue }
      let places = QuotePlaces(analysis, family)
      for gap in gaps { flag(gap, family, places, analysis.document, &findings) }
    }
  }

  private func flag(
    _ gap: QuoteGap, _ family: Quotations.Family, _ places: QuotePlaces, _ document: Document,
    _ findings: inout Findings
  ) {
    let opener = family.marks[gap.mark]
    let closer = family.profile.closer(of: opener.glyph).text
    guard let place = places.closing(gap) else {
      findings.flag(opener.range, "this quotation is opened but never closed")
      return
    }
    let fix = Fix(
      edits: [Edit(TextRange(place.offset, place.offset), closer)], confidence: place.confidence, safety: .unsafe)
    guard place.confidence >= 0.8 else {
      findings.flag(opener.range, "this quotation is opened but never closed", fix: fix)
      return
    }
    let range = TextRange(document.scalarStart(before: place.offset), place.offset)
    findings.flag(
      range, "the closing quotation mark \(closer) is missing here", fix: fix,
      related: [Related(opener.range, "the quotation is opened here")])
  }
}

extension Document {
  /// Where the scalar begins that ends at `offset`.
  func scalarStart(before offset: Int) -> Int {
    var at = max(0, offset - 1)
    while at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// Where the scalar ends that begins at `offset`.
  func scalarEnd(after offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    return offset + decodeScalar(bytes.span, offset).length
  }
}
