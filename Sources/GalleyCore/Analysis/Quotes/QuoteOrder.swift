/// On which side of a closing mark this document puts commas and full stops.
///
/// British papers put a stop inside where it belongs to the words quoted, so that whole sentences tell nothing about
/// the house style. Only phrases quoted in the middle of a sentence do.
package struct QuoteOrder: SharedAnalysis {
  package enum Side: Sendable { case inside, outside }

  /// Phrases closed with the stop inside: `“ideal.”`
  package private(set) var phrasesInside = 0
  /// Commas and full stops directly before a closing mark, in whole sentences as well.
  package private(set) var inside = 0
  /// Closing marks directly before a comma or full stop, by index in their family: `“ideal”.`
  package private(set) var outside: [(family: QuoteGlyph.Family, mark: Int)] = []

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let quotations = analysis.quotations
    for family in quotations.families where family.kind != .guillemet {
      let judge = MarkJudge(
        document: document, profile: family.profile, family: family.kind, isPrimary: true,
        cues: analysis.shared(SpeechCues.self))
      for (i, mark) in family.marks.enumerated() where mark.role == .close {
        guard let partner = mark.partner else { continue }
        if mark.flags.contains(.stopAfter) {
          outside.append((family.kind, i))
        } else if mark.flags.contains(.stopBefore), mark.shape == .closing {
          let before = document.bytes[mark.range.start - 1]
          guard before == 0x2C || before == 0x2E else { continue }
          inside += 1
          if judge.isPhrase(family.marks[partner]) { phrasesInside += 1 }
        }
      }
    }
  }

  package var preferred: Side { phrasesInside > outside.count || outside.isEmpty && inside > 0 ? .inside : .outside }
}
