private import CSpellingData

/// Which English words follow each other, and how often: a trigram model with back-off weights, compiled by
/// `Scripts/build-language-model` into the binary (`Scripts/lib/language_model_file.py` describes the file).
///
/// Every score is log₁₀ of a probability in steps of 1/30, so scores add up as integers. Words are those of a text in
/// lowercase letters, with straight apostrophes; a number, a name and a word outside the vocabulary stand for their classes.
/// Nothing of the model is read before the first question, and then only the pages that hold the answers.
package struct LanguageModel: Sendable {
  /// Steps in a factor of ten.
  package static let steps = 30
  package static let english = LanguageModel()

  private let table: LanguageModelTable?

  private init() {
    table = unsafe LanguageModelTable(galley_language_model(), size: Int(galley_language_model_size))
    start = table?.find("<s>")
    end = table?.find("</s>")
    name = table?.find("<name>") ?? Word.absent
    number = table?.find("<num>") ?? Word.absent
    unknown = table?.find("<unk>") ?? Word.absent
  }

  /// The words that stand before the first word of a sentence and after its last.
  package let start: Word?
  package let end: Word?
  private let name: Word, number: Word, unknown: Word

  /// A word of the vocabulary or the class that stands for one outside it.
  package struct Word: Sendable, Equatable {
    fileprivate static let absent = Word(id: 0, alone: -8 * Int32(LanguageModel.steps), backoff: 0, capitals: nil, share: 0)
    let id: UInt32
    /// The score without context.
    package let alone: Int32
    let backoff: Int32
    /// log₁₀ of the odds, × 10, that the word has a capital within a sentence; nil where nothing is known.
    package let capitals: Int32?
    /// The word's share in its class; 0 for a word of the vocabulary.
    package fileprivate(set) var share: Int32
    package var isKnown: Bool { share == 0 }
  }

  /// What a word outside the vocabulary is taken for.
  package enum Kind: Sendable { case name, number, unknown }

  /// - Parameters:
  ///   - lowercased: the word in lower case, its apostrophes straight
  ///   - frequency: Zipf × 10 of a word outside the vocabulary; 0 when it was never seen
  package func word(_ lowercased: borrowing Span<UInt8>, otherwise kind: Kind, frequency: Int = 0) -> Word {
    if let known = table?.find(WordHash.of(lowercased)) { return known }
    var word = kind == .name ? name : kind == .number ? number : unknown
    // A number is as likely as its class: which one it is, the words around do not say.
    if kind != .number { word.share = min(-1, Self.score(frequency: max(frequency, Self.unseen)) - word.alone) }
    return word
  }

  package func word(_ lowercased: [UInt8], otherwise kind: Kind = .unknown, frequency: Int = 0) -> Word {
    word(lowercased.span, otherwise: kind, frequency: frequency)
  }

  /// Zipf × 10 of a word that no count has: below the rarest that one has.
  private static let unseen = 8
  /// Zipf is log₁₀ of the frequency in a thousand million words.
  private static func score(frequency: Int) -> Int32 { Int32((frequency - 90) * steps / 10) }
}

extension LanguageModel {
  /// The words before a word, the nearer one last; nil where the text gives none.
  package typealias Context = (Word?, Word?)

  /// The score of a word after the one or two words before it.
  package func score(_ context: Context, _ word: Word) -> Int32 {
    guard let table, let near = context.1 else { return word.alone + word.share }
    guard let far = context.0 else { return table.pair(near, word).score + word.share }
    return table.triple(far, near, word) + word.share
  }

  /// Says that the score of a word after another will be asked for soon, which is then answered faster.
  package func expect(_ word: Word, after before: Word) { table?.prefetch(before, word) }

  /// The score of the words around a gap with a word in it: how well it follows the two words before it, and the two
  /// after it follow it. Compare candidates for one gap by it.
  package func score(_ word: Word, before: Context, after: (Word?, Word?)) -> Int32 {
    var score = score(before, word)
    guard let next = after.0 else { return score }
    score += self.score((before.1, word), next)
    if let last = after.1 { score += self.score((word, next), last) }
    return score
  }
}
