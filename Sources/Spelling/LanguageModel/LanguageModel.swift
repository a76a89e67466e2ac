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
    /// Its number in the vocabulary.
    package let id: UInt32
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
  ///   - frequency: Zipf × 10 of a word outside the vocabulary, of others not asked; 0 when it was never seen
  package func word(_ lowercased: borrowing Span<UInt8>, otherwise kind: Kind, frequency: @autoclosure () -> Int = 0) -> Word {
    if let known = table?.find(WordHash.of(lowercased)) { return known }
    var word = kind == .name ? name : kind == .number ? number : unknown
    // A number is as likely as its class: which one it is, the words around do not say.
    if kind != .number { word.share = min(-1, Self.score(frequency: max(frequency(), Self.unseen)) - word.alone) }
    return word
  }

  package func word(_ lowercased: [UInt8], otherwise kind: Kind = .unknown, frequency: @autoclosure () -> Int = 0) -> Word {
    word(lowercased.span, otherwise: kind, frequency: frequency())
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
}

extension LanguageModel {
  /// A gap between words, into which many are tried: what does not depend on them is found once.
  package struct Gap: Sendable {
    /// The two words before it and the two after it, nearer ones in the middle; nil where the text gives none.
    package let far: Word?, near: Word?, next: Word?, last: Word?
    /// What a word costs more that was never seen after the two before.
    fileprivate let backoff: Int32
    /// The pair of the words after it.
    fileprivate let after: (score: Int32, place: Int?)
  }

  /// How well a word follows what stands before a gap, and how well what stands after follows it.
  package struct Fit: Sendable {
    package let itself: Int32, next: Int32, last: Int32
    package static let certain = Fit(itself: 0, next: 0, last: 0)
    /// Compare candidates for one gap by it.
    package var sum: Int32 { itself + next + last }
  }

  package func gap(far: Word?, near: Word?, next: Word?, last: Word?) -> Gap {
    let context = far.flatMap { far in near.flatMap { table?.pairPlace(far, $0) } }
    let after = next.flatMap { next in last.flatMap { table?.pair(next, $0) } } ?? (0, nil)
    return Gap(far: far, near: near, next: next, last: last, backoff: table?.backoff(context) ?? 0, after: after)
  }

  /// The same scores as those of `score(_:_:)`, one after the other.
  /// - Parameter least: what their sum may be; nil is the answer where it is seen on the way that it is less
  package func fit(_ word: Word, in gap: Gap, least: Int = .min) -> Fit? {
    fit(word, in: gap) { itself, next in Int(itself + (next ?? 0)) >= least }
  }

  /// - Parameter isWanted: asked on the way: with the score of the word itself, and again with that of the next one, too
  /// - Returns: nil where it is not
  @inline(__always)
  package func fit(_ word: Word, in gap: Gap, isWanted: (_ itself: Int32, _ next: Int32?) -> Bool) -> Fit? {
    guard let table else { return Fit(itself: word.alone + word.share, next: gap.next.map { $0.alone + $0.share } ?? 0, last: gap.last.map { $0.alone + $0.share } ?? 0) }
    var before: (score: Int32, place: Int?) = (word.alone, nil)
    if let near = gap.near {
      before = table.pair(near, word)
      if let far = gap.far { before.score = table.triple(far, before) ?? before.score + gap.backoff }
    }
    let itself = before.score + word.share
    guard isWanted(itself, nil) else { return nil }
    guard let next = gap.next else { return Fit(itself: itself, next: 0, last: 0) }
    let pair = table.pair(word, next)
    let after = next.share + (gap.near.map { table.triple($0, pair) ?? pair.score + table.backoff(before.place) } ?? pair.score)
    guard isWanted(itself, after) else { return nil }
    guard let last = gap.last else { return Fit(itself: itself, next: after, last: 0) }
    return Fit(itself: itself, next: after, last: last.share + (table.triple(word, gap.after) ?? gap.after.score + table.backoff(pair.place)))
  }
}
