import Formats
package import Spelling
import Synchronization

/// One small change after which words in a row are far likelier: two of them change places, or one comes between.
///
/// At each joint of two words of which the second hardly ever follows the first, the language model weighs the row as it stands
/// against what each change would make of it. How much likelier it must become, `Scripts/fit repairs` writes.
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
    /// log₁₀ of how much likelier the row becomes, beyond what is asked of the change, in steps of `LanguageModel.steps`.
    package let surplus: Int32
  }

  /// What is asked of the changes, a row each: “swap”, or a word that is easily lost after those that ask for it (`able to`, `part
  /// of`), and by how much a row must become likelier.
  private static let table: (swap: Int32, lost: [Lost]) = {
    var swap = Int32.max, lost: [Lost] = []
    for row in EmbeddedTable.rows("grammar/garbled-phrase.tsv") where row.count == 2 {
      guard let least = Int32(String(decoding: row[1], as: UTF8.self)) else { continue }
      let change = String(decoding: row[0], as: UTF8.self)
      if change == "swap" { swap = least } else { lost.append(Lost(text: change, word: LanguageModel.english.word(Array(row[0])), least: least)) }
    }
    return (swap, lost)
  }()

  private struct Lost {
    let text: String
    let word: LanguageModel.Word
    let least: Int32
  }

  /// Log probability, in steps of the language model, from which on a word asks for another: one in four.
  private static let asksFor: Int32 = -18
  /// Joints at which the second word is at least so much rarer than anywhere are looked at.
  private static let mostAssociation: Int32 = -15

  private let document: Document
  private let context: WordContext
  private let model = LanguageModel.english
  /// By word: `plain` and, as bits, the words that it asks for; 0 for what is not in lower case or not in the vocabulary.
  private let asked: [UInt16]
  private static let plain: UInt16 = 1 << 15

  /// By word of the language model, the same as far as somebody asked; 0 elsewhere.
  private static let known = Mutex<[UInt16]>([])

  package init(_ analysis: Analysis) {
    document = analysis.document
    context = analysis.shared(WordContext.self)
    let words = document.vocabulary.words, context = self.context, model = self.model
    var asked = [UInt16](repeating: 0, count: words.count)
    Self.known.withLock { known in
      for id in words.indices where words[id].shape == .lower && words[id].flags.isDisjoint(with: [.dotted, .digit, .nonASCII]) {
        let word = context.word(of: WordID(id))
        guard word.isKnown else { continue }
        let place = Int(word.id)
        while known.count <= place { known.append(contentsOf: repeatElement(0, count: max(1024, place + 1 - known.count))) }
        if known[place] == 0 { known[place] = Self.plain | Self.asked(by: word, model) }
        asked[id] = known[place]
      }
    }
    self.asked = asked
  }

  private static func asked(by word: LanguageModel.Word, _ model: LanguageModel) -> UInt16 {
    table.lost.enumerated().reduce(0) { bits, lost in
      model.score((nil, word), lost.element.word) >= asksFor ? bits | 1 << UInt16(lost.offset) : bits
    }
  }

  /// The visible words and numbers of a sentence.
  private struct Row {
    var tokens: [Int] = []
    /// Whether nothing but blanks stands between each and the one before.
    var isJoined: [Bool] = []
  }

  /// The repairs that are this much likelier than is asked, in reading order.
  package func find(surplus least: Int32) -> [Repair] {
    var found: [Repair] = []
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind == .prose {
      let row = row(sentence.tokens)
      for i in row.tokens.indices.dropFirst() where row.isJoined[i] { judge(row, i, least, &found) }
    }
    return found
  }

  private func row(_ tokens: Range<Int>) -> Row {
    var row = Row()
    var isJoined = false
    for i in tokens where !document.tokens[i].isBlank {
      guard document.tokens[i].kind == .word || document.tokens[i].kind == .number else {
        isJoined = false
        continue
      }
      row.tokens.append(i)
      row.isJoined.append(isJoined)
      isJoined = true
    }
    return row
  }

  private func judge(_ row: Row, _ i: Int, _ least: Int32, _ found: inout [Repair]) {
    let left = row.tokens[i - 1], right = row.tokens[i]
    guard document.tokens[left].kind == .word, document.tokens[right].kind == .word else { return }
    let marks = asked[Int(document.tokens[left].word)], asked = marks & ~Self.plain
    guard marks != 0, self.asked[Int(document.tokens[right].word)] != 0 else { return }
    let maySwap = isSwappable(left, right)
    guard maySwap || asked != 0, !isHyphenated(left, right), !isInverted(row, i) else { return }
    let (first, second) = (word(left), word(right))
    guard model.score((nil, first), second) - second.alone <= Self.mostAssociation else { return }
    let around = around(row, i)
    let stands = around.score(model, [first, second])
    var best: (surplus: Int32, change: Change)?
    func offer(_ words: [LanguageModel.Word], _ change: Change, _ asked: Int32) {
      let surplus = around.score(model, words) - stands - asked
      if surplus >= least, surplus > best?.surplus ?? .min { best = (surplus, change) }
    }
    if maySwap { offer([second, first], .swap, Self.table.swap) }
    for (k, lost) in Self.table.lost.enumerated() where asked >> UInt16(k) & 1 == 1 && lost.word != first && lost.word != second {
      offer([first, lost.word, second], .insert(lost.text), lost.least)
    }
    if let best { found.append(Repair(left: left, right: right, change: best.change, surplus: best.surplus)) }
  }

  /// Two words before a joint and two after it, as far as nothing but blanks stands between, or the beginning of the sentence does.
  private struct Around {
    let before: [LanguageModel.Word?], after: [LanguageModel.Word]

    /// The score of words in the middle and of those after them.
    func score(_ model: LanguageModel, _ words: [LanguageModel.Word]) -> Int32 {
      var (far, near) = (before[0], before[1])
      var sum: Int32 = 0
      for word in words + after {
        sum += model.score((far, near), word)
        (far, near) = (near, word)
      }
      return sum
    }
  }

  private func around(_ row: Row, _ i: Int) -> Around {
    let near = i >= 2 ? row.isJoined[i - 1] ? word(row.tokens[i - 2]) : nil : model.start
    let far = i >= 3 ? near != nil && row.isJoined[i - 2] ? word(row.tokens[i - 3]) : nil : i == 2 ? model.start : nil
    var after: [LanguageModel.Word] = []
    for k in i + 1..<min(i + 3, row.tokens.count) {
      guard row.isJoined[k] else { break }
      after.append(word(row.tokens[k]))
    }
    return Around(before: [far, near], after: after)
  }

  private func word(_ i: Int) -> LanguageModel.Word {
    document.tokens[i].kind == .word ? context.word(of: document.tokens[i].word) : context.number
  }

  /// Whether two words are often typed in the wrong order, and the first is no auxiliary with its subject or its “not”.
  private func isSwappable(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (document.classes(of: left), document.classes(of: right))
    return first.contains(.transposable) && second.contains(.transposable)
      && !(first.contains(.fragmentVerb) && second.contains(.questionSubject))
  }

  /// “the tools, be they old or new”: an auxiliary before its subject, after a joint.
  private func isInverted(_ row: Row, _ i: Int) -> Bool {
    i + 1 < row.tokens.count && row.isJoined[i + 1] && document.classes(of: row.tokens[i]).contains(.formOfBe)
      && document.classes(of: row.tokens[i + 1]).contains(.questionSubject)
  }

  /// Whether one of two words is a part of a longer one.
  private func isHyphenated(_ left: Int, _ right: Int) -> Bool {
    left > 0 && document.tokens[left - 1].kind == .hyphen || right + 1 < document.tokens.count && document.tokens[right + 1].kind == .hyphen
  }
}
