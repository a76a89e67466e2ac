import Spelling

/// Parts of speech of a document's sentences, told by a small deterministic tagger: classes from the dictionary,
/// prices from word pairs in books, and the cheapest sequence by Viterbi's algorithm. A sentence is tagged when first
/// asked for.
package final class Grammar: SharedAnalysis {
  private let document: Document
  private let classes: WordClasses
  private var readings: [WordID: [Reading]] = [:]
  private var tagged: [Int: [Tag]] = [:]

  package init(_ analysis: Analysis) {
    document = analysis.document
    classes = WordClasses(lexicon: analysis.lexicon)
  }

  /// The tags of all tokens of a sentence, blank ones included (as `.other`).
  package func tags(_ sentence: Int) -> [Tag] {
    if let known = tagged[sentence] { return known }
    let tags = tag(document.sentences[sentence].tokens)
    tagged[sentence] = tags
    return tags
  }

  /// Tags a run of tokens as if it were a sentence of its own.
  /// - Parameter asSmall: a token that is read as if its capital were not there
  package func tag(_ range: Range<Int>, asSmall: Int? = nil) -> [Tag] {
    var result = [Tag](repeating: .other, count: range.count)
    var places: [Int] = []
    var choices: [[Reading]] = []
    var isFirst = true
    for i in range where !document.tokens[i].isBlank && document.tokens[i].kind != .hyphen {
      places.append(i - range.lowerBound)
      choices.append(readings(i, isFirst: isFirst || i == asSmall))
      if document.tokens[i].kind == .word { isFirst = false }
    }
    guard !places.isEmpty else { return result }
    // costs[k] is the price of the cheapest way to the k-th reading of the place, back[n][k] the reading it came from.
    var costs = choices[0].map { $0.price + Transitions.price(first: $0.tag) }
    var back: [[Int]] = [[]]
    back.reserveCapacity(places.count)
    for n in 1..<max(1, places.count) {
      var row: [Int] = [], from: [Int] = []
      for reading in choices[n] {
        var best = Int.max, at = 0
        for (k, before) in choices[n - 1].enumerated() {
          let cost = costs[k] + Transitions.price(before.tag, reading.tag)
          if cost < best { (best, at) = (cost, k) }
        }
        row.append(best + reading.price)
        from.append(at)
      }
      costs = row
      back.append(from)
    }
    var at = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    for n in places.indices.reversed() {
      result[places[n]] = choices[n][at].tag
      if n > 0 { at = back[n][at] }
    }
    return result
  }

  /// Whether a word can be read so at all.
  package func canBe(_ tag: Tag, _ i: Int) -> Bool { readings(i, isFirst: true).contains { $0.tag == tag && $0.price < 12 } }

  /// How a token may be read; the capital of a sentence's first word says nothing.
  private func readings(_ i: Int, isFirst: Bool) -> [Reading] {
    let token = document.tokens[i]
    switch token.kind {
    case .number: return [Reading(.number)]
    case .word:
      let word = document.vocabulary[token.word]
      let isCapital = word.shape != .lower
      // “the minister’s”: what owns stands where an article would.
      if token.flags.contains(.apostrophe), isPossessive(token.word) { return [Reading(.determiner)] }
      if !isFirst, isCapital || token.flags.contains(.dotted) {
        return ClosedClasses.readings(of: plain(word)) ?? [Reading(.name)] + (word.shape == .capitalised ? adjectives(token.word) : [])
      }
      if let known = readings[token.word] { return known }
      let found = token.flags.contains(.digit) ? [Reading(.number)] : classes.readings(of: plain(word), isCapital: isCapital)
      readings[token.word] = found
      return found
    default: return [Reading(.other)]
    }
  }

  /// “Russian”, “Belarusian”: a capital that is no name's.
  private func adjectives(_ word: WordID) -> [Reading] {
    let text = document.vocabulary.fold(of: word).text
    let isDemonym = ["an", "ese", "ish"].contains { text.count > $0.utf8.count + 2 && text.suffix($0.utf8.count).elementsEqual($0.utf8) }
    return isDemonym ? [Reading(.adjective, 3)] : []
  }

  private func isPossessive(_ word: WordID) -> Bool {
    let text = plain(document.vocabulary[word])
    return text.suffix(2).elementsEqual([0x27, 0x73]) && ClosedClasses.readings(of: text) == nil
  }

  private func plain(_ word: Vocabulary.Word) -> [UInt8] {
    let text = document.vocabulary.folds[Int(word.folded)].text
    return word.flags.contains(.nonASCII) ? plainSpelling(text[...]) : text
  }
}
