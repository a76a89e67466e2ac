import Formats

/// Finds a quotation mark or apostrophe that is unlike all others of its text: one or two straight ones among curly, two
/// apostrophes or backticks for one mark.
package struct OddQuote: Rule {
  package static let id: RuleID = "odd-quote"
  package init(_ card: RuleCard) {}

  /// So many curly marks and apostrophes make the only straight one a slip.
  private static let leastCurly = 5
  /// And so many where both kinds are among them.
  private static let leastOfBoth = 4
  /// So many straight ones may be slips, where there are so many times more curly ones.
  private static let few = 6, oneIn = 4, fewest = 3, oneInOfFewest = 3
  /// „ is a slip where so many times more quotations are opened otherwise.
  private static let oneLowIn = 2
  /// With more of them a quotation with both marks straight is a matter of style, which another rule has.
  private static let fewPairs = 3
  /// So many single characters as marks show what a text sets, whatever else it has.
  private static let leastWhole = 6
  /// How often a pair that opens or closes something stands for one mark, a pair that does neither, a lone mark for another.
  private static let pair: Confidence = 0.93, loosePair: Confidence = 0.8, lone: Confidence = 0.9

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let family = analysis.quotations[.double]
    flagPairs(family, &findings)
    flagOthers(family, analysis, &findings)
    let marks = family.marks.filter { $0.role != .none && $0.isWritten && !Self.isPair($0) && $0.glyph.family == family.kind }
    let straight = marks.count { $0.glyph.isStraight }, apostrophes = analysis.shared(ApostropheUse.self)
    // Quotation marks and apostrophes come from one keyboard.
    let odd = straight + apostrophes.straight
    let isOnlyStraight = Self.isOnlyStraight(odd, among: marks.count - straight, and: apostrophes.curly)
    // A scanner reads one mark of a pair otherwise than the other.
    flagLone(
      marks, family, Majority(straight, marks.count - straight), isOnlyStraight, leavesPairs: odd > Self.fewPairs, countsMixed: !analysis.isText(.scanned), &findings)
    flagApostrophes(analysis.document, Majority(apostrophes.straight, apostrophes.curly), apostrophes, isOnlyStraight, &findings)
  }

  /// Whether straight marks and apostrophes are the only one among curly marks and apostrophes, or some of few.
  private static func isOnlyStraight(_ straight: Int, among marks: Int, and apostrophes: Int) -> Bool {
    let curly = marks + apostrophes
    if straight == 1 { return curly >= (marks > 0 && apostrophes > 0 ? leastOfBoth : leastCurly) }
    return (2...few).contains(straight) && curly >= straight * (straight <= fewest ? oneInOfFewest : oneIn)
  }

  private static func isPair(_ mark: QuoteMark) -> Bool { mark.glyph == .twoStraight || mark.glyph == .twoBackticks }

  private func right(_ mark: QuoteMark, _ family: Quotations.Family, isStraight: Bool) -> QuoteGlyph {
    isStraight ? .straight : mark.role == .close ? family.profile.closer(of: .curlyOpen) : family.profile.opener(of: .curlyClose)
  }

  private func flagPairs(_ family: Quotations.Family, _ findings: inout Findings) {
    let pairs = family.marks.filter(Self.isPair)
    let others = family.marks.count - pairs.count
    guard !pairs.isEmpty, others > pairs.count || others >= Self.leastWhole || pairs.allSatisfy({ isMismatched($0, family) }) else { return }
    let isStraight = family.profile.count(.straight) * 2 >= others
    for mark in pairs {
      let right = right(mark, family, isStraight: isStraight)
      findings.flag(
        mark.range, "\(mark.glyph.text) stands for the quotation mark \(right.text) that this text sets elsewhere",
        fix: Fix(mark.range, right.text, confidence: mark.role == .none ? Self.loosePair : Self.pair))
    }
  }

  /// Marks of another kind: ‘ for “, » for ”, and „ in a text that opens with “.
  private func flagOthers(_ family: Quotations.Family, _ analysis: Analysis, _ findings: inout Findings) {
    let isStraight = family.profile.count(.straight) > family.profile.count(.curlyOpen) + family.profile.count(.curlyClose)
    let isLowOdd = family.profile.direction(.curlyOpen) != .close
      && family.profile.count(.low) * Self.oneLowIn <= family.profile.count(.curlyOpen) + family.profile.count(.straight)
    for mark in family.marks where mark.role != .none && mark.isWritten {
      guard mark.glyph.family != family.kind || mark.glyph == .low && isLowOdd, !family.quotesForeignWords(mark, analysis) else { continue }
      // „…“ is German whatever it says.
      if mark.glyph == .low, let partner = mark.partner, family.marks[partner].glyph == .curlyOpen { continue }
      let right = right(mark, family, isStraight: isStraight)
      findings.flag(
        mark.range, "\(mark.glyph.text) stands for the quotation mark \(right.text) that this text sets elsewhere",
        fix: Fix(mark.range, right.text, confidence: Self.lone))
    }
  }

  /// Whether the other mark of the quotation is another kind of mark.
  private func isMismatched(_ mark: QuoteMark, _ family: Quotations.Family) -> Bool {
    guard let partner = mark.partner.map({ family.marks[$0] }) else { return false }
    return Self.isPair(partner) != Self.isPair(mark) || partner.glyph.isStraight != mark.glyph.isStraight
  }

  /// Whether a quotation begins with one kind of mark and ends with the other.
  private func isMixed(_ mark: QuoteMark, _ family: Quotations.Family) -> Bool {
    guard let partner = mark.partner.map({ family.marks[$0] }) else { return false }
    return partner.isWritten && !Self.isPair(partner) && partner.glyph.isStraight != mark.glyph.isStraight
  }

  private func flagLone(_ marks: [QuoteMark], _ family: Quotations.Family, _ choice: Majority, _ isOnlyStraight: Bool, leavesPairs: Bool, countsMixed: Bool, _ findings: inout Findings) {
    let isStraightRight = !isOnlyStraight && marks.count { $0.glyph.isStraight } * 2 > marks.count
    for mark in marks where mark.glyph.isStraight != isStraightRight {
      let isMixed = countsMixed && isMixed(mark, family)
      guard choice.isLone || isOnlyStraight ? !leavesPairs || mark.partner == nil || isMismatched(mark, family) : isMixed else { continue }
      // A quotation with both marks of the other kind was taken from elsewhere.
      findings.flag(
        mark.range, "\(mark.glyph.text) is not the mark of this text" + (choice.isLone ? " (\(choice.counts))" : ""),
        severity: mark.partner != nil && !isMismatched(mark, family) ? .note : nil,
        fix: Fix(mark.range, right(mark, family, isStraight: isStraightRight).text, confidence: Self.lone))
    }
  }

  private func flagApostrophes(
    _ document: Document, _ choice: Majority, _ counts: ApostropheUse, _ isOnlyStraight: Bool, _ findings: inout Findings
  ) {
    // Many set curly marks and straight apostrophes.
    guard choice.isLone && counts.straight < counts.curly || isOnlyStraight && counts.straight > 0 && counts.curly >= counts.straight else { return }
    let odd = document.tokens.indices.filter {
      document.tokens[$0].kind == .word && document.tokens[$0].flags.contains(.apostrophe) && document.bytes(document.tokens[$0]).contains(.apostrophe)
    }
    // Several in one paragraph were taken from elsewhere with it, unless others stand there, too.
    let isPasted = !choice.isLone && Set(odd.map { document.paragraphIndex(ofToken: $0) }).count < odd.count && !isMixedIn(odd, document)
    for token in odd.map({ document.tokens[$0] }) {
      guard let at = document.bytes(token).firstIndex(of: .apostrophe) else { continue }
      findings.flag(
        token.range, "the apostrophe of “\(document.text(token.range))” is not the one of this text" + (choice.isLone ? " (\(choice.counts))" : ""),
        severity: isPasted ? .note : nil, fix: Fix(edits: [Edit(TextRange(at, at + 1), "’")], confidence: Self.lone, safety: .unsafe))
    }
  }

  /// Whether two words with straight apostrophes stand in a paragraph with curly ones.
  private func isMixedIn(_ odd: [Int], _ document: Document) -> Bool {
    guard odd.count == 2, document.tokens[odd[0]].word != document.tokens[odd[1]].word, let paragraph = document.paragraph(ofToken: odd[0]) else { return false }
    return paragraph.tokens.contains {
      document.tokens[$0].kind == .word && document.tokens[$0].flags.contains(.apostrophe) && document.bytes(document.tokens[$0]).contains(0xE2)
    }
  }
}
