import Spelling

/// What was found out about words wherever they stand: texts of one run have nearly all their words in common.
///
/// Keys are those of `Vocabulary.key`.
final class WordMemory: Sendable {
  /// Words kept by each part.
  private static let capacity = 1 << 16

  /// By spelling.
  let facts = Memo<UInt64, WordFacts>(capacity: capacity)
  /// By the form in lower case.
  let lowercaseNames = Memo<UInt64, LowercaseNames.Facts>(capacity: capacity)
  let contractions = Memo<UInt64, [UInt8]?>(capacity: capacity)
  /// By `Lexicon.key`: what is known about a word as a name.
  let names = Memo<UInt64, NameFacts>(capacity: capacity)
}
