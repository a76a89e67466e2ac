import Formats

/// Finds quotations that are opened and never closed.
package struct UnclosedQuote: Rule {
  package static let id: RuleID = "unclosed-quote"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    for family in analysis.quotations.families {
      if family.kind == .single, !analysis.quotations.isSinglePrimary { continue }
      let gaps = family.gaps.filter { $0.kind == .unclosed && !analysis.document.isCutOut(paragraph: $0.paragraph) }
      guard !gaps.isEmpty else { continue }
      let locator = QuoteLocator(analysis, family)
      let isSpeck = family.kind == .single && analysis.shared(Damage.self).level > .clean
      for gap in gaps { isSpeck ? flagSpeck(family.marks[gap.mark], &findings) : flag(gap, family, locator, analysis.document, &findings) }
    }
    if !analysis.quotations.isSinglePrimary { checkInner(analysis, &findings) }
  }

  /// A single mark that opens inside a double quotation has to close there: “They said ‘never again.”
  private func checkInner(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let singles = analysis.quotations[.single].marks
    let doubles = analysis.quotations[.double].marks
    var next = 0
    for outer in doubles where outer.role == .open {
      guard let closer = outer.partner.map({ doubles[$0] }) else { continue }
      while next < singles.count, singles[next].range.start < outer.range.start { next += 1 }
      var opener: QuoteMark?
      var closings = 0
      var i = next
      while i < singles.count, singles[i].range.start < closer.range.start {
        if singles[i].shape == .opening { opener = opener ?? singles[i] } else if opener != nil { closings += 1 }
        i += 1
      }
      guard let opener, closings == 0, opener.role == .none, opener.glyph != .singleClose,
        leads(to: opener, document), !Apostrophes(document: document).isElision(opener)
      else { continue }
      let mark = opener.glyph.isStraight ? "'" : "’"
      let offset = closer.range.start - (closer.flags.contains(.stopBefore) ? 1 : 0)
      findings.flag(
        TextRange(offset, closer.range.end), "the inner quotation is not closed before the outer one is",
        fix: Fix(edits: [Edit(TextRange(offset, offset), mark)], confidence: .halfPair, safety: .unsafe),
        related: [Related(opener.range, "the inner quotation is opened here")])
    }
  }

  /// Whether a verb of speech, a comma or a colon stands before the mark.
  private func leads(to mark: QuoteMark, _ document: Document) -> Bool {
    guard mark.token >= 2, document.tokens[mark.token - 1].kind == .space else { return false }
    let before = document.tokens[mark.token - 2]
    if before.kind == .punctuation { return [.comma, .colon].contains(document.bytes[before.start]) }
    guard before.kind == .word else { return false }
    return Self.verbs.contains(lowercased(document.bytes[before.start..<before.end]))
  }

  private static let verbs = Set(
    "said say says saying told asked asks thought think called like was".split(separator: " ").map { Array($0.utf8) })

  /// On a scanned page a single mark without a partner is a speck rather than half of a quotation.
  private func flagSpeck(_ mark: QuoteMark, _ findings: inout Findings) {
    findings.flag(mark.range, "this quotation is opened but never closed", fix: .removal(of: mark.range, confidence: .halfPair))
  }

  /// From here on the location of the mark that is missing is told.
  private static let sure: Confidence = 0.8
  /// And from here on where the opening mark has another finding, which says what it is.
  private static let likely: Confidence = 0.7

  /// Whether the next paragraph opens again, as one does that goes on with the words of a speaker, or the text ends after
  /// such paragraphs.
  private func isContinued(_ index: Int, _ family: Quotations.Family, _ document: Document) -> Bool {
    let mark = family.marks[index]
    func begins(_ other: QuoteMark?, _ paragraph: Int) -> Bool {
      guard let other else { return false }
      return other.paragraph == paragraph && other.flags.contains(.first) && other.shape == .opening
    }
    if begins(family.marks[(index + 1)...].first { $0.paragraph > mark.paragraph }, mark.paragraph + 1) { return true }
    return mark.paragraph == document.paragraphs.count - 1 && begins(mark, mark.paragraph) && index > 0
      && begins(family.marks[index - 1], mark.paragraph - 1)
  }

  private func flag(
    _ gap: QuoteGap, _ family: Quotations.Family, _ locator: QuoteLocator, _ document: Document,
    _ findings: inout Findings
  ) {
    let opener = family.marks[gap.mark]
    let closer = family.profile.closer(of: opener.glyph).text
    let found = locator.closing(gap)
    if found.map({ $0.confidence < Self.sure }) ?? true, isContinued(gap.mark, family, document) { return }
    guard let location = found else {
      findings.flag(opener.range, "this quotation is opened but never closed")
      return
    }
    let fix = Fix(
      edits: [Edit(TextRange(location.offset, location.offset), closer)], confidence: location.confidence, safety: .unsafe)
    guard location.confidence >= Self.sure || family.isMarred(gap.mark, document) else {
      findings.flag(opener.range, "this quotation is opened but never closed", fix: fix)
      return
    }
    if location.confidence < Self.likely, gap.next == nil {
      let end = document.tokens[document.paragraphs[gap.paragraph].tokens.upperBound - 1].end
      findings.flag(
        TextRange(document.scalarStart(before: end), end), "a quotation is still open at the end of its paragraph", fix: fix,
        related: [Related(opener.range, "the quotation is opened here")])
      return
    }
    let range = TextRange(document.scalarStart(before: location.offset), location.offset)
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
    return offset + decodeScalar(bytes, offset).length
  }
}
