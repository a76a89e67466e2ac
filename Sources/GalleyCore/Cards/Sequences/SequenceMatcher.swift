import Formats

/// Matches sequences of tokens in the sentences of a document; all rules that do so share it.
final class SequenceMatcher: SharedAnalysis {
  let document: Document
  private let grammar: Grammar
  private let sounds: Pronunciation
  /// By sentence.
  private var lines: [Line?]
  /// Of the match that is tried; one list serves all.
  private var captures: [Range<Int>] = []

  /// The tokens that each item took: indices into the document’s tokens, blank ones left out.
  struct Match {
    var captures: [Range<Int>]
    /// Indices into the visible tokens of the sentence.
    let start: Int, end: Int
  }

  /// The tokens of a sentence that show.
  struct Line {
    let sentence: Int
    let tokens: [Int]
  }

  init(_ analysis: Analysis) {
    document = analysis.document
    grammar = analysis.shared(Grammar.self)
    sounds = analysis.shared(Pronunciation.self)
    lines = Array(repeating: nil, count: document.sentences.count)
  }

  func line(_ sentence: Int) -> Line {
    if let known = lines[sentence] { return known }
    let line = Line(sentence: sentence, tokens: document.sentences[sentence].tokens.filter { !document.tokens[$0].isBlank })
    lines[sentence] = line
    return line
  }

  /// The match whose item `anchor` is the visible token `place`.
  func match(_ pattern: SequencePattern, anchor: Int, at place: Int, _ line: Line) -> Match? {
    guard holds(pattern.items[anchor].term, place, line) else { return nil }
    captures.removeAll(keepingCapacity: true)
    for item in pattern.items.indices { captures.append(item == anchor ? place..<(place + 1) : 0..<0) }
    guard let start = extend(pattern.items, anchor - 1, step: -1, place - 1, line, &captures),
      let end = extend(pattern.items, anchor + 1, step: 1, place + 1, line, &captures)
    else { return nil }
    return Match(captures: captures, start: start + 1, end: end)
  }

  /// Whether a sequence stands directly after a place, or ends directly before it.
  func matches(_ items: [SequencePattern.Item], from place: Int, step: Int, _ line: Line) -> Bool {
    var captures = [Range<Int>](repeating: 0..<0, count: items.count)
    return extend(items, step > 0 ? 0 : items.count - 1, step: step, place, line, &captures) != nil
  }

  /// Takes tokens for item `i` and all beyond it, as many as it may for each; gives the place after the last.
  private func extend(
    _ items: [SequencePattern.Item], _ i: Int, step: Int, _ place: Int, _ line: Line, _ captures: inout [Range<Int>]
  ) -> Int? {
    guard items.indices.contains(i) else { return place }
    let item = items[i]
    var taken = 0
    while taken < item.most, holds(item.term, place + taken * step, line) { taken += 1 }
    while taken >= item.least {
      captures[i] = step > 0 ? place..<(place + taken) : (place - taken + 1)..<(place + 1)
      if let end = extend(items, i + step, step: step, place + taken * step, line, &captures) { return end }
      taken -= 1
    }
    return nil
  }

  func holds(_ term: SequenceTerm, _ place: Int, _ line: Line) -> Bool {
    guard line.tokens.indices.contains(place) else { return false }
    let i = line.tokens[place]
    let token = document.tokens[i]
    switch term {
    case .words(let words): return token.kind == .word && words.contains(key: document.vocabulary.plainKey(of: token.word))
    case .ending(let ending): return token.kind == .word && token.count > ending.count && text(token).suffix(ending.count).elementsEqual(ending)
    case .tag(let tags):
      // Most words leave no doubt: then the sentence is not tagged.
      if token.kind == .word {
        let possible = grammar.possibleTags(i)
        if possible.isDisjoint(with: tags) { return false }
        if possible.isSubset(of: tags) { return true }
      }
      let range = document.sentences[line.sentence].tokens
      return tags.contains(grammar.tags(line.sentence)[i - range.lowerBound])
    case .possible(let tags): return !grammar.possibleTags(i).isDisjoint(with: tags)
    case .only(let tags):
      let possible = grammar.possibleTags(i)
      return !possible.isEmpty && possible.isSubset(of: tags)
    case .shape(.first): return !line.tokens[..<place].contains { [.word, .number].contains(document.tokens[$0].kind) }
    case .shape(.new):
      guard place > 0 else { return true }
      let before = document.tokens[line.tokens[place - 1]]
      if token.kind == .word, before.kind == .word { return document.vocabulary[token.word].folded != document.vocabulary[before.word].folded }
      return !document.isEqual(token.range, before.range)
    case .shape(let shape): return holds(shape, i, token)
    case .all(let terms): return terms.allSatisfy { holds($0, place, line) }
    case .any(let terms): return terms.contains { holds($0, place, line) }
    case .not(let term): return !holds(term, place, line)
    }
  }

  /// A word in lower case with straight apostrophes.
  func text(_ token: Token) -> [UInt8] {
    let text = document.vocabulary.fold(of: token.word).text
    return token.flags.contains(.apostrophe) ? withStraightApostrophes(text[...]) : text
  }

  private func holds(_ shape: SequenceTerm.Shape, _ i: Int, _ token: Token) -> Bool {
    switch shape {
    case .any, .first, .new: return true
    case .letter: return token.kind == .word && token.count == 1
    case .word: return token.kind == .word
    // An abbreviation with stops inside is written like that in all its uses, and has no other forms.
    case .lower: return token.kind == .word && document.vocabulary[token.word].shape == .lower && !token.flags.contains(.dotted)
    case .capital: return token.kind == .word && document.vocabulary[token.word].shape == .capitalised
    case .upper: return token.kind == .word && document.vocabulary[token.word].shape == .upper
    case .number: return token.kind == .number
    case .many: return token.kind == .number && number(token) != 1
    case .year: return number(token).map { (1000...2999).contains($0) } ?? false
    case .day: return number(token).map { (1...31).contains($0) } ?? false
    case .ordinal:
      return token.kind == .word && token.flags.contains(.digit)
        && ["st", "nd", "rd", "th"].contains { text(token).suffix(2).elementsEqual($0.utf8) }
    case .mark: return token.kind != .word && token.kind != .number
    case .comma: return token.kind == .punctuation && document.bytes[token.start] == UInt8(ascii: ",")
    case .stop: return token.kind == .punctuation && [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(document.bytes[token.start])
    case .question: return token.kind == .punctuation && document.bytes[token.start] == UInt8(ascii: "?")
    case .hyphen: return token.kind == .hyphen
    case .quote: return token.kind == .quote
    case .dash: return token.kind == .dash
    case .vowel: return sounds.beginsWithVowel(i) == true
    case .consonant: return sounds.beginsWithVowel(i) == false
    }
  }

  /// The value of a number of digits alone.
  private func number(_ token: Token) -> Int? { token.kind == .number ? Int(document.text(token.range)) : nil }
}
