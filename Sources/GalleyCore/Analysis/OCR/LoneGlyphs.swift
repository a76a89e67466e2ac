import Spelling

/// Digits, marks and letters by themselves that stand where only a word of one letter can: “when 1 was young”, “0 Father”,
/// “and l saw it”, “! think”.
struct LoneGlyphs: SharedAnalysis {
  struct Reading {
    let token: Int
    let intended: String
  }

  let digits: [Reading]
  /// Of `l`, `|` and `!`.
  let strokes: [Reading]

  init(_ analysis: Analysis) {
    let document = analysis.document, tokens = document.tokens
    let index = analysis.tokenIndex
    let letters = document.vocabulary.foldID([UInt8(ascii: "l")]).map { index.occurrences(of: $0).map(Int.init) } ?? []
    let context = analysis.shared(WordContext.self)
    strokes = (letters + index.symbols.filter { document.bytes[tokens[$0].start] == UInt8(ascii: "|") } + index.marks(MarkSet("!"))).sorted().compactMap { i in
      guard document.bytes[tokens[i].start] != UInt8(ascii: "L"), i + 2 < tokens.count, tokens[i + 1].kind == .space,
        i == 0 || tokens[i - 1].isBlank, isLowercase(tokens[i + 2], document), let sentence = document.sentence(of: i),
        !isNearForeignWords(i, sentence, document), let neighbours = context.neighbours(of: i),
        tokens[i].kind != .punctuation || endsNothing(i, document)
      else { return nil }
      // No article stands there as well, and no name, as letters are in formulas and lists.
      let others = ([context.word("a")] + (tokens[i].kind == .word ? [context.name] : [])).map { context.total($0, in: neighbours) }
      return others.allSatisfy { context.total(context.word("i"), in: neighbours) > $0 + surely } ? Reading(token: i, intended: "I") : nil
    }
    digits = analysis.tokenIndex.tokens(.number).compactMap { i in
      guard tokens[i].count == 1, i + 2 < tokens.count, i == 0 || tokens[i - 1].isBlank, tokens[i + 1].kind == .space
      else { return nil }
      let next = tokens[i + 2]
      switch document.bytes[tokens[i].start] {
      case UInt8(ascii: "0"):
        // Vocatives: “0 Lord”, “0 'tis late”.
        let isName = next.kind == .word && document.vocabulary[next.word].shape == .capitalised && next.count > 1
        return isName || next.kind == .quote ? Reading(token: i, intended: "O") : nil
      case UInt8(ascii: "1"):
        return isVerb(next, analysis) && (i < 2 || mayFollow(tokens[i - 2], analysis)) || fitsPronoun(i, context, document) ? Reading(token: i, intended: "I") : nil
      default: return nil
      }
    }
  }
}

/// Whether an exclamation mark ends no sentence: it begins a line, or a word stands before it that does not end one. Old books
/// have a space before it.
private func endsNothing(_ i: Int, _ document: Document) -> Bool {
  guard let before = document.previous(i), !document.tokens[before..<i].contains(where: { $0.kind == .lineBreak }) else { return true }
  let word = lowercased(document.bytes(document.tokens[before]))
  return WordClass.beforeNoMark.contains(word) || WordClass.clauseOpener.contains(word)
}

/// Whether “I” fits far better than a number between the words around: `what 1 owe you`, `neither will 1 credit you`.
private func fitsPronoun(_ i: Int, _ context: WordContext, _ document: Document) -> Bool {
  guard isLowercase(document.tokens[i + 2], document), let neighbours = context.neighbours(of: i), neighbours.near != nil, neighbours.next != nil else { return false }
  return context.total(context.word("i"), in: neighbours) > context.total(context.number, in: neighbours) + surelyNoNumber
}

/// log₁₀ of how much likelier “I” must be than a number.
private let surelyNoNumber = 2.0

/// Whether “I” may stand after a token: “when”, and not “of”, “chromosome”.
private func mayFollow(_ token: Token, _ analysis: Analysis) -> Bool {
  guard token.kind == .word else { return true }
  let word = lowercased(analysis.document.bytes(token))
  let count = analysis.lexicon.hasBigram(word, [UInt8(ascii: "i")])
  return count > 0 && count + tenth >= analysis.lexicon.hasBigram(word, [UInt8(ascii: "a")])
}

/// log₁₀ of how much likelier “I” must be than another word.
private let surely = 1.0

/// A factor of ten in the steps of `hasBigram`.
private let tenth = 20

/// Whether a word stands after “I” sooner than after “a”: a verb, and nothing that is counted.
private func isVerb(_ token: Token, _ analysis: Analysis) -> Bool {
  guard isLowercase(token, analysis.document) else { return false }
  let word = lowercased(analysis.document.bytes(token))
  let count = analysis.lexicon.hasBigram([UInt8(ascii: "i")], word)
  return count > 0 && count >= analysis.lexicon.hasBigram([UInt8(ascii: "a")], word)
}
