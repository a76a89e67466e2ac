/// A stretch of text that names somebody or something.
package struct Mention: Sendable {
  package enum Kind: UInt8, Sendable {
    case person, place, demonym, institution
    /// A name of a kind that nothing tells.
    case other
  }

  package internal(set) var kind: Kind
  /// From the first token of the name to the last, titles excluded.
  package let tokens: Range<Int>
  /// The name without its possessive ending.
  package let range: TextRange
  /// Bytes of the possessive ending, 0 without one.
  package let possessive: Int
  package let sentence: Int
  /// The words of the name, particles and initials included.
  package let words: [WordID]
  /// The title right before the name: `Mr`, `President`.
  package let title: WordID?
  /// Readings of the whole name.
  package let readings: [Gazetteer.Reading]
  package let isSentenceStart: Bool
  package let isHeading: Bool
  /// Stands inside a longer name: `New York` in `New York Jets`.
  package internal(set) var isEmbedded: Bool

  package var isPossessive: Bool { possessive > 0 }
}
