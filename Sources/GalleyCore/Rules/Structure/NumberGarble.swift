import Formats

/// Finds numbers that cannot be right as they stand: letters among digits, numbers cut in two, times that no clock shows,
/// ranges that run backwards, units given twice, measures and figures that disagree.
package struct NumberGarble: Rule {
  package static let id: RuleID = "number-garble"
  package init(_ card: RuleCard) {}
  /// Bytes of “1,000”.
  private static let leastGrouped = 5

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let all = analysis.tokenIndex.tokens(.number)
    let mixed = analysis.tokenIndex.wordsWithDigits
    guard !all.isEmpty || !mixed.isEmpty else { return }
    let context = NumberContext(analysis)
    var walk = ParagraphWalk(document)
    let numerals = all.filter { walk.paragraph(ofToken: $0).map { $0.kind != .fragment } ?? false }
    // “l,000”, “£2.Sm”: the letter has no digit of its own.
    let split = numerals.filter { i in
      i > 1 && document.tokens[i - 1].kind == .punctuation && document.tokens[i - 2].kind == .word
        || i + 2 < document.tokens.count && document.tokens[i + 1].kind == .punctuation && document.tokens[i + 2].kind == .word
          && document.tokens[i].end == document.tokens[i + 1].start && document.tokens[i + 1].end == document.tokens[i + 2].start
    }
    let isGrouped = numerals.contains { document.tokens[$0].count >= Self.leastGrouped && document.bytes(document.tokens[$0]).contains(.comma) }
    let impossible = ImpossibleNumbers(context)
    let slips =
      MisreadNumerals(context).slips(at: (mixed + split).sorted()) + SplitNumbers(context).slips(at: numerals, isGrouped: isGrouped)
      + impossible.slips(at: numerals) + impossible.slips(atAmounts: mixed) + UnitConversions(context).slips(at: numerals)
      + ContradictoryFigures(context, analysis).slips(at: numerals)
    for slip in slips { findings.flag(slip.range, slip.message, fixes: slip.fixes) }
  }
}
