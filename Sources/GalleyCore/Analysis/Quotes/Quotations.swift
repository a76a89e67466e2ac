package import Formats

/// The quotations of a document: which mark opens, closes or is an apostrophe, and where marks are missing.
package struct Quotations: SharedAnalysis {
  /// The marks of one kind, read together.
  package struct Family: Sendable {
    package let kind: QuoteGlyph.Family
    package let marks: [QuoteMark]
    package let gaps: [QuoteGap]
    package let profile: QuoteProfile
  }

  /// By `QuoteGlyph.Family.rawValue`.
  package let families: [Family]
  /// Single marks are this document's first choice, as in many British novels.
  package let isSinglePrimary: Bool
  /// What stands between quotation marks of the double family and guillemets, ascending, nested ones merged.
  package let spans: [TextRange]

  /// Fewer single marks are quotations within others, or titles.
  private static let leastSingle = 3

  package init(_ analysis: Analysis) {
    let document = analysis.document
    var scanned = NamedMarks(document).removing(
      from: QuoteScanner(document, hidden: HiddenMarks(analysis).passages).scan(analysis.tokenIndex.tokens(.quote)))
    let singles = scanned[QuoteGlyph.Family.single.rawValue]
    let opening = singles.count { $0.glyph == .singleOpen && $0.shape == .opening }
    let isSinglePrimary = opening >= Self.leastSingle && opening > scanned[QuoteGlyph.Family.double.rawValue].count
    self.isSinglePrimary = isSinglePrimary
    if !isSinglePrimary { scanned = StandIns(document: document).joining(scanned) }
    let cues = analysis.shared(SpeechCues.self)
    families = QuoteGlyph.Family.allCases.map { kind in
      let marks = scanned[kind.rawValue]
      let profile = QuoteProfile(marks)
      let judge = MarkJudge(
        document: document, profile: profile, family: kind, isPrimary: kind != .single || isSinglePrimary, cues: cues)
      let reading = QuoteParser(document: document, judge: judge, cues: cues, voice: Voice(document, cues)).parse(marks)
      return Family(kind: kind, marks: reading.marks, gaps: reading.gaps, profile: profile)
    }
    spans = Self.spans(families)
  }

  package subscript(_ kind: QuoteGlyph.Family) -> Family { families[kind.rawValue] }

  private static func spans(_ families: [Family]) -> [TextRange] {
    var found: [TextRange] = []
    for family in families where family.kind != .single {
      for mark in family.marks where (mark.role == .open || mark.role == .reopen) && mark.depth == 0 {
        guard let partner = mark.partner else { continue }
        found.append(TextRange(mark.range.end, family.marks[partner].range.start))
      }
    }
    return found.sorted { $0.start < $1.start }
  }

  /// Whether the byte at `offset` stands inside a quotation.
  package func isQuoted(_ offset: Int) -> Bool {
    let next = spans.partitioningIndex { $0.end > offset }
    return next < spans.count && spans[next].start <= offset
  }
}

extension Analysis {
  package var quotations: Quotations { shared() }
}
