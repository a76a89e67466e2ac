import Formats

/// The words of a document for the tagger, each looked up when first asked for.
final class TaggerWords {
  private(set) var words: [TaggerWord] = []
  private let document: Document
  private let model = TaggerModel.shared
  /// By folded word: its units in `words`, or a negative number where nobody asked yet.
  private var firsts: [Int32], seconds: [Int32]
  private var marks: [ArraySlice<UInt8>: Int] = [:]
  /// By folded word: written with a capital where no sentence begins.
  private let capitals: [Bool]

  init(_ analysis: Analysis) {
    document = analysis.document
    let count = document.vocabulary.folds.count
    (firsts, seconds) = ([Int32](repeating: -1, count: count), [Int32](repeating: -1, count: count))
    capitals = Self.capitals(document)
  }

  private static func capitals(_ document: Document) -> [Bool] {
    let vocabulary = document.vocabulary, tokens = document.tokens
    var result = [Bool](repeating: false, count: vocabulary.folds.count)
    guard tokens.count > 2 else { return result }
    for i in 2..<tokens.count where tokens[i].kind == .word && tokens[i - 1].kind == .space {
      let word = vocabulary[tokens[i].word]
      if word.shape == .lower { continue }
      let before = tokens[i - 2].kind
      if before == .word || before == .number { result[Int(word.folded)] = true }
    }
    return result
  }

  /// Adds the units of a token: one, or both halves of a contraction.
  func append(_ i: Int, to units: inout [Tagger.Unit], asLowercase: Bool) {
    let token = document.tokens[i]
    guard token.kind == .word else {
      units.append(Tagger.Unit(word: mark(token), form: token.kind == .number ? .digit : .mark))
      return
    }
    let fold = Int(document.vocabulary[token.word].folded)
    if firsts[fold] < 0 { look(up: fold) }
    units.append(Tagger.Unit(word: Int(firsts[fold]), form: asLowercase ? .lower : form(i)))
    if seconds[fold] >= 0 { units.append(Tagger.Unit(word: Int(seconds[fold]), form: .mark)) }
  }

  /// What a word token’s first half is.
  func word(ofToken i: Int) -> TaggerWord { words[first(ofToken: i)] }

  /// The tags that a word token’s first half may have.
  func tags(ofToken i: Int) -> TagSet { words[first(ofToken: i)].tags(form(i)) }

  private func first(ofToken i: Int) -> Int {
    let fold = Int(document.vocabulary[document.tokens[i].word].folded)
    if firsts[fold] < 0 { look(up: fold) }
    return Int(firsts[fold])
  }

  /// What the second half of a contraction is, as far as its form tells; nil if there is none.
  func clitic(_ i: Int) -> Tag? {
    let token = document.tokens[i]
    guard token.flags.contains(.apostrophe) else { return nil }
    guard let half = Self.halves(text(Int(document.vocabulary[token.word].folded))).1 else { return nil }
    return half.elementsEqual("n't".utf8) ? .not : half.elementsEqual("'s".utf8) ? .possessive : .auxVBP
  }

  func form(_ i: Int) -> TaggerWord.Form {
    let word = document.vocabulary[document.tokens[i].word]
    if word.flags.contains(.digit) { return word.shape == .lower || word.shape == .mixed ? .digit : .upper }
    switch word.shape {
    case .lower: return .lower
    case .capitalised: return word.range.count == 1 ? .single : .capital
    case .upper: return word.range.count == 1 ? .single : .upper
    case .mixed: return .mixed
    }
  }

  private func text(_ fold: Int) -> [UInt8] {
    let text = document.vocabulary.folds[fold].text
    return text.contains { $0 >= 0x80 } ? plainSpelling(text[...]) : text
  }

  private func look(up fold: Int) {
    let (first, second) = Self.halves(text(fold))
    let uses: UInt64 = (document.vocabulary.folds[fold].lowerCount > 0 ? 2 : 0) + (capitals[fold] ? 1 : 0)
    firsts[fold] = Int32(truncatingIfNeeded: words.count)
    words.append(TaggerWord(first, uses: uses, model))
    guard let second else { return }
    seconds[fold] = Int32(truncatingIfNeeded: words.count)
    words.append(TaggerWord(second, uses: 2, model))
  }

  private func mark(_ token: Token) -> Int {
    let bytes = token.kind == .verbatim ? [0x78][...] : document.bytes(token)
    if let known = marks[bytes] { return known }
    marks[bytes] = words.count
    // Curly single marks are counted as straight ones.
    let text = withStraightApostrophes(bytes)
    words.append(TaggerWord(text[...], uses: 0, model))
    return words.count - 1
  }

  /// “do|n’t”, “it|’s”, “ca|n’t”: contractions in halves, as treebanks have them.
  static func halves(_ word: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
    guard let apostrophe = word.lastIndex(of: 0x27), apostrophe > 0 else { return (word[...], nil) }
    let tail = word[apostrophe...]
    if tail.elementsEqual("'t".utf8), apostrophe > 1, word[apostrophe - 1] == UInt8(ascii: "n") {
      return (word[..<(apostrophe - 1)], word[(apostrophe - 1)...])
    }
    let isClitic = ["'s", "'re", "'ve", "'ll", "'d", "'m"].contains { tail.elementsEqual($0.utf8) }
    return isClitic ? (word[..<apostrophe], tail) : (word[...], nil)
  }
}
