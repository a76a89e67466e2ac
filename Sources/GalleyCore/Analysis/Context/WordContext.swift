import Formats
package import Spelling

/// What the language model says of the words of a document where they stand. `Scripts/lib/context_slots.py` reads texts
/// in the same way for the scripts that fit weights.
package final class WordContext: SharedAnalysis {
  /// Two neighbours on both sides; nil beyond the ends of a sentence and beyond marks other than commas.
  package typealias Neighbours = LanguageModel.Gap
  /// How well a word follows what stands before it, and how well what stands after follows it: log₁₀ in steps of
  /// `LanguageModel.steps`.
  package typealias Fit = LanguageModel.Fit

  private let document: Document
  private let lexicon: Lexicon
  private let model = LanguageModel.english
  /// Spellings of the other side of the Atlantic: the model was made from American texts.
  private let dialect: DialectWords?
  /// By distinct word; nil inside until somebody asks.
  private var words: [LanguageModel.Word?]

  package init(_ analysis: Analysis) {
    (document, lexicon) = (analysis.document, analysis.lexicon)
    dialect = DialectWords(lexicon)
    words = Array(repeating: nil, count: document.vocabulary.words.count)
  }

  /// A word of the language, in lower case.
  package func word(_ text: String) -> LanguageModel.Word { model.word(Array(text.utf8)) }

  /// The neighbours of the word at token `i`; nil where it is a part of a hyphenated one, over a line end, too.
  ///
  /// - Parameter intended: words at tokens that stand for others
  package func neighbours(of i: Int, intended: [Int: LanguageModel.Word] = [:]) -> Neighbours? {
    guard let sentence = document.sentence(of: i)?.tokens else { return nil }
    if sentence.contains(i - 1), document.tokens[i - 1].kind == .hyphen { return nil }
    if sentence.contains(i + 1), document.tokens[i + 1].kind == .hyphen { return nil }
    if i - 2 >= sentence.lowerBound, document.tokens[i - 1].kind == .lineBreak, document.tokens[i - 2].kind == .hyphen { return nil }
    let (near, before) = neighbour(i, -1, sentence, edge: model.start, intended)
    let far = before.map { neighbour($0, -1, sentence, edge: model.start, intended).word } ?? nil
    let (next, after) = neighbour(i, 1, sentence, edge: model.end, intended)
    let last = after.map { neighbour($0, 1, sentence, edge: model.end, intended).word } ?? nil
    return model.gap(far: far, near: near, next: next, last: last)
  }

  package func gap(far: LanguageModel.Word?, near: LanguageModel.Word?, next: LanguageModel.Word?, last: LanguageModel.Word?) -> Neighbours {
    model.gap(far: far, near: near, next: next, last: last)
  }

  package func fit(_ word: LanguageModel.Word, in neighbours: Neighbours) -> Fit {
    model.fit(word, in: neighbours) ?? .certain
  }

  /// Says that the fit of a word will be asked for soon: of many, the memory for all is fetched at once.
  package func expect(_ word: LanguageModel.Word, in neighbours: Neighbours) {
    if let near = neighbours.near { model.expect(word, after: near) }
  }

  /// The same where the sum may be this much; nil where it is seen on the way that it is less.
  package func fit(_ word: LanguageModel.Word, in neighbours: Neighbours, least: Int) -> Fit? {
    model.fit(word, in: neighbours, least: least)
  }

  /// See `LanguageModel.fit`.
  func fit(_ word: LanguageModel.Word, in neighbours: Neighbours, isWanted: (_ itself: Int32, _ next: Int32?) -> Bool) -> Fit? {
    model.fit(word, in: neighbours, isWanted: isWanted)
  }

  /// Some name that no vocabulary has.
  package var name: LanguageModel.Word { model.word([], otherwise: .name) }

  /// Any number.
  package var number: LanguageModel.Word { model.word([], otherwise: .number) }

  /// The two words before a mark at token `i`, in its sentence; nil where no word stands there.
  package func before(_ i: Int) -> (far: LanguageModel.Word?, near: LanguageModel.Word)? {
    guard let sentence = document.sentence(of: i)?.tokens else { return nil }
    let (near, token) = neighbour(i, -1, sentence, edge: model.start)
    guard let near, let token else { return nil }
    return (neighbour(token, -1, sentence, edge: model.start).word, near)
  }

  /// The word at token `i` as if it were written in lower case.
  package func lowercaseWord(at i: Int) -> LanguageModel.Word {
    word(Self.straightened(document.vocabulary.fold(of: document.tokens[i].word).text))
  }

  /// log₁₀ of the probability of a word between its neighbours together with what stands after it.
  package func total(_ word: LanguageModel.Word, in neighbours: Neighbours) -> Double {
    Double(fit(word, in: neighbours).sum) / Double(LanguageModel.steps)
  }

  /// The next word in a direction, and its token unless it is the edge of the sentence.
  private func neighbour(
    _ i: Int, _ step: Int, _ sentence: Range<Int>, edge: LanguageModel.Word?, _ intended: [Int: LanguageModel.Word] = [:]
  ) -> (word: LanguageModel.Word?, token: Int?) {
    var k = i + step
    while sentence.contains(k) {
      let token = document.tokens[k]
      switch token.kind {
      case .space, .lineBreak, .invisible: k += step
      case .word: return (intended[k] ?? word(of: token.word), k)
      case .number: return (model.word([], otherwise: .number), k)
      case .punctuation:
        let mark = document.bytes[token.start]
        if mark == UInt8(ascii: ",") {
          k += step
        } else {
          return (Self.stops.contains(mark) ? edge : nil, nil)
        }
      default: return (nil, nil)
      }
    }
    return (edge, nil)
  }

  private static let stops = Array(".!?".utf8)

  /// A word of the document.
  package func word(of id: WordID) -> LanguageModel.Word {
    if let known = words[Int(id)] { return known }
    let text = Self.straightened(document.vocabulary.fold(of: id).text)
    let made = word(text, otherwise: document.vocabulary[id].shape == .lower ? .unknown : .name)
    words[Int(id)] = made
    return made
  }

  /// Takes a word of the document for another wherever it stands.
  package func assume(_ id: WordID, _ word: LanguageModel.Word) { words[Int(id)] = word }

  /// A word in lower case with straight apostrophes.
  package func word(_ text: [UInt8], otherwise kind: LanguageModel.Kind = .unknown) -> LanguageModel.Word {
    let word = model.word(text, otherwise: kind, frequency: lexicon.frequency(key: Lexicon.key(text[...])))
    guard !word.isKnown, kind == .unknown, let dialect, let variant = dialect.variant(of: text, mask: lexicon.accepts(text)) else { return word }
    let other = model.word(variant.other, otherwise: kind)
    return other.isKnown ? other : word
  }

  /// With straight apostrophes.
  private static func straightened(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0xE2) else { return text }
    return Array(String(decoding: text, as: UTF8.self).split(separator: "’").joined(separator: "'").utf8)
  }
}
