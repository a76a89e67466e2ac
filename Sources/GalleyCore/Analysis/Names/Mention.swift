package import Formats

/// The words of a name and what the tables know about it: one for all its mentions, which are many.
final class MentionedName: Sendable {
  let words: [WordID]
  let readings: [Gazetteer.Reading]

  init(_ words: [WordID], _ readings: [Gazetteer.Reading]) { (self.words, self.readings) = (words, readings) }
}

/// A stretch of text that names somebody or something.
package struct Mention: Sendable {
  package enum Kind: UInt8, Sendable {
    case person, place, demonym, institution
    /// A name of a kind that nothing tells.
    case other
  }

  package internal(set) var kind: Kind
  /// Stands inside a longer name: `New York` in `New York Jets`.
  package internal(set) var isEmbedded: Bool
  package let isSentenceStart: Bool
  package let isHeading: Bool
  private let ending: UInt8
  // A long text has many mentions: positions are kept short.
  private let firstToken: UInt32, endToken: UInt32, start: UInt32, end: UInt32, sentenceIndex: UInt32
  private let titleWord: WordID
  private static let noTitle = WordID.max
  private let name: MentionedName
  /// The words of the name, particles and initials included.
  package var words: [WordID] { name.words }
  /// Readings of the whole name.
  package var readings: [Gazetteer.Reading] { name.readings }

  init(
    kind: Kind, tokens: Range<Int>, range: TextRange, possessive: Int, sentence: Int, name: MentionedName, title: WordID?,
    isSentenceStart: Bool, isHeading: Bool, isEmbedded: Bool
  ) {
    (self.kind, self.name) = (kind, name)
    (self.isSentenceStart, self.isHeading, self.isEmbedded) = (isSentenceStart, isHeading, isEmbedded)
    (firstToken, endToken) = (UInt32(truncatingIfNeeded: tokens.lowerBound), UInt32(truncatingIfNeeded: tokens.upperBound))
    (start, end) = (UInt32(truncatingIfNeeded: range.start), UInt32(truncatingIfNeeded: range.end))
    sentenceIndex = UInt32(truncatingIfNeeded: sentence)
    titleWord = title ?? Self.noTitle
    ending = UInt8(truncatingIfNeeded: possessive)
  }

  /// From the first token of the name to the last, titles excluded.
  package var tokens: Range<Int> { Int(firstToken)..<Int(endToken) }
  /// The name without its possessive ending.
  package var range: TextRange { TextRange(Int(start), Int(end)) }
  /// Bytes of the possessive ending, 0 without one.
  package var possessive: Int { Int(ending) }
  package var sentence: Int { Int(sentenceIndex) }
  /// The title right before the name: `Mr`, `President`.
  package var title: WordID? { titleWord == Self.noTitle ? nil : titleWord }
  package var isPossessive: Bool { possessive > 0 }
}
