import Formats

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
  /// Closing marks before a question or exclamation mark that an attribution follows: `“Why”? he asked`.
  package private(set) var questions: [QuoteMark] = []

  /// “Mr Brown” without a stop: a British text.
  private let isBritish: Bool

  package init(_ analysis: Analysis) {
    let document = analysis.document
    let habits = analysis.shared(DialectHabits.self)
    isBritish = habits.bareTitles > habits.stoppedTitles
    let quotations = analysis.quotations
    let cues = analysis.shared(SpeechCues.self)
    for family in quotations.families where family.kind == .double || family.kind == .single && quotations.isSinglePrimary {
      let judge = MarkJudge(
        document: document, profile: family.profile, family: family.kind, isPrimary: true, cues: cues)
      for (i, mark) in family.marks.enumerated() where mark.role == .close {
        guard let partner = mark.partner else { continue }
        if mark.flags.contains(.stopAfter) {
          // “Four!”. has a stop too many, not one on the wrong side.
          if mark.flags.contains(.stopBefore) { continue }
          outside.append((family.kind, i))
        } else if mark.flags.contains(.stopBefore), mark.shape == .closing {
          let before = document.bytes[mark.range.start - 1]
          guard before == .comma || before == .stop else { continue }
          inside += 1
          guard judge.isPhrase(family.marks[partner]) else { continue }
          // A comma stands inside before “he said” in Britain too.
          let end = document.paragraphs[mark.paragraph].tokens.upperBound
          if before == .stop || cues.attribution(after: mark.token, until: end) == .none { phrasesInside += 1 }
        } else if mark.token + 1 < document.tokens.count {
          let next = document.tokens[mark.token + 1]
          let end = document.paragraphs[mark.paragraph].tokens.upperBound
          if next.kind == .punctuation, next.start == mark.range.end, [.exclamation, .question].contains(document.bytes[next.start]),
            cues.attribution(after: mark.token + 1, until: end) == .strong
          {
            questions.append(mark)
          }
        }
      }
    }
  }

  /// The document puts stops inside: at least four fifths of five cases and more, phrases among them.
  package var isAmerican: Bool {
    !isBritish && phrasesInside > 0 && inside + outside.count >= Self.leastCases && inside >= Self.timesOutside * outside.count && phrasesInside >= outside.count
  }

  /// Fewer cases show no habit; one way is a habit where it is so many times as frequent as the other.
  private static let leastCases = 5, timesOutside = 4

  package var preferred: Side { phrasesInside > outside.count || outside.isEmpty && inside > 0 ? .inside : .outside }
}
