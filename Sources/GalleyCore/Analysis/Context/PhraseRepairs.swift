import Formats
package import Spelling

/// One small change after which words in a row are far likelier: two of them change places, or one comes between.
///
/// At each joint of two words of which the second hardly ever follows the first, the language model weighs the row as it stands
/// against what each change would make of it. How much likelier it must become, the card says.
package struct PhraseRepairs {
  package enum Change: Sendable, Equatable {
    case swap
    /// The word that is missing.
    case insert(String)
  }

  package struct Repair: Sendable {
    /// The tokens on both sides of the joint.
    package let left: Int, right: Int
    package let change: Change
    /// log₁₀ of how much likelier the row becomes, in steps of `LanguageModel.steps`.
    package let gain: Int32
    /// The same of how much likelier the second word is after the first than anywhere: below 0 at all joints that are looked at.
    package let association: Int32
  }

  /// Words that are easily lost between others.
  private static let oftenLost = WordSet("at been for from in of on to with")

  private let document: Document
  private let context: WordContext
  private let model = LanguageModel.english
  private let inserted: [(text: String, word: LanguageModel.Word)]
  /// Words of the language that a change may move, by their identity in the text.
  private let isMovable: [Bool]

  package init(_ analysis: Analysis) {
    document = analysis.document
    context = analysis.shared(WordContext.self)
    let context = self.context
    inserted = Self.oftenLost.members.map { (String(decoding: $0, as: UTF8.self), context.word($0)) }
    let vocabulary = document.vocabulary
    isMovable = vocabulary.words.indices.map { id in
      let word = vocabulary.words[id]
      return word.shape == .lower && word.flags.isDisjoint(with: [.dotted, .digit, .nonASCII]) && context.word(of: WordID(id)).isKnown
    }
  }

  /// A word of a sentence, or a number.
  private struct Element {
    let token: Int
    let word: LanguageModel.Word
    /// Whether nothing but blanks stands between it and the one before.
    let isJoined: Bool
  }

  /// The repairs that make a row likelier by this much, best ones where they overlap.
  package func find(swap: Int32, insert: Int32) -> [Repair] {
    var found: [Repair] = []
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind == .prose {
      let row = elements(sentence.tokens)
      for i in row.indices.dropFirst() where row[i].isJoined && !isHyphenated(row[i - 1].token, row[i].token) { judge(row, i, swap, insert, &found) }
    }
    return found
  }

  private func elements(_ tokens: Range<Int>) -> [Element] {
    var row: [Element] = []
    var isJoined = false
    for i in tokens {
      let token = document.tokens[i]
      if token.isBlank { continue }
      switch token.kind {
      case .word: row.append(Element(token: i, word: context.word(of: token.word), isJoined: isJoined))
      case .number: row.append(Element(token: i, word: context.number, isJoined: isJoined))
      default:
        isJoined = false
        continue
      }
      isJoined = true
    }
    return row
  }

  /// Joints at which the second word is at least so much rarer than anywhere are looked at.
  private static let mostAssociation: Int32 = -15

  private func judge(_ row: [Element], _ i: Int, _ swap: Int32, _ insert: Int32, _ found: inout [Repair]) {
    let left = row[i - 1], right = row[i]
    guard isMovable(right), left.word.isKnown else { return }
    let association = model.score((nil, left.word), right.word) - right.word.alone
    guard association <= Self.mostAssociation else { return }
    // The words around, as far as nothing but blanks stands between.
    let b = i >= 2 && left.isJoined ? row[i - 2].word : i == 1 ? model.start : nil
    let a = b != nil && i >= 3 && row[i - 2].isJoined ? row[i - 3].word : i == 2 ? model.start : nil
    let c = i + 1 < row.count && row[i + 1].isJoined ? row[i + 1].word : nil
    let d = c != nil && i + 2 < row.count && row[i + 2].isJoined ? row[i + 2].word : nil
    func score(_ words: LanguageModel.Word?...) -> Int32 {
      var sum: Int32 = 0
      for k in words.indices.dropFirst(2) {
        if let word = words[k] { sum += model.score((words[k - 2], words[k - 1]), word) }
      }
      return sum
    }
    let stands = score(a, b, left.word, right.word, c, d)
    if isSwappable(left, right) {
      let gain = score(a, b, right.word, left.word, c, d) - stands
      if gain >= swap { found.append(Repair(left: left.token, right: right.token, change: .swap, gain: gain, association: association)) }
    }
    var best: (gain: Int32, text: String)?
    for (text, word) in inserted where word != left.word && word != right.word {
      let gain = score(a, b, left.word, word, right.word, c, d) - stands
      if gain > best?.gain ?? (insert - 1) { best = (gain, text) }
    }
    if let best { found.append(Repair(left: left.token, right: right.token, change: .insert(best.text), gain: best.gain, association: association)) }
  }

  /// Whether two words are often typed in the wrong order, and the first is no auxiliary with its subject or its “not”.
  private func isSwappable(_ left: Element, _ right: Element) -> Bool {
    guard isMovable(left) else { return false }
    let (first, second) = (document.classes(of: left.token), document.classes(of: right.token))
    return first.contains(.transposable) && second.contains(.transposable)
      && !(first.contains(.fragmentVerb) && second.contains(.questionSubject))
  }

  /// Whether one of two words is a part of a longer one.
  private func isHyphenated(_ left: Int, _ right: Int) -> Bool {
    left > 0 && document.tokens[left - 1].kind == .hyphen || right + 1 < document.tokens.count && document.tokens[right + 1].kind == .hyphen
  }

  private func isMovable(_ element: Element) -> Bool {
    let token = document.tokens[element.token]
    return token.kind == .word && isMovable[Int(token.word)]
  }
}
