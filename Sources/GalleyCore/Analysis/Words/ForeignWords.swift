import Formats

/// Whether function words of another language stand within four words of token `i`: it belongs to a foreign passage.
func isNearForeignWords(_ i: Int, _ sentence: Sentence, _ document: Document) -> Bool {
  var found = 0
  for step in [-1, 1] {
    var k = i + step, words = 0
    while sentence.tokens.contains(k), words < 4 {
      let token = document.tokens[k]
      if token.kind == .word {
        words += 1
        if document.vocabulary[token.word].shape == .lower, foreignWords.contains(document.vocabulary.fold(of: token.word).text) {
          found += 1
        }
      }
      k += step
    }
  }
  return found > 0
}

/// Whether a token is a function word of another language that English lacks.
func isForeignFunctionWord(_ token: Token, _ document: Document) -> Bool {
  token.kind == .word && foreignWords.contains(document.vocabulary.fold(of: token.word).text)
}

/// Unknown lowercase words next to this one, with at most one known word between: in clean text two in a row, in
/// damaged text three are a foreign passage.
func unknownNeighbours(_ i: Int, _ sentence: Sentence, _ document: Document, _ words: Words) -> Int {
  func count(_ step: Int) -> Int {
    var k = i + step, unknown = 0, gap = 0
    while sentence.tokens.contains(k), gap < 2, unknown < mostCounted {
      let token = document.tokens[k]
      if token.kind == .word {
        if words.isKnown(token.word) {
          gap += 1
        } else if document.vocabulary[token.word].shape == .lower {
          unknown += 1
        }
      } else if !token.isBlank, token.kind != .hyphen {
        break
      }
      k += step
    }
    return unknown
  }
  return count(1) + count(-1)
}

/// More neighbours say nothing more.
private let mostCounted = 8

/// Function words that are none in English.
private let foreignWords = WordClass.foreignFunctionWord

/// How much a word looks like the second one of `Cercartetus lepidus`, `C. lepidus`, `Alcedo meninting`: a lowercase word after
/// a genus that no dictionary knows; 1 where either has a Latin ending, 2 where both do, 0 elsewhere.
func epithetSigns(_ i: Int, after sentenceStart: Int, _ analysis: Analysis) -> Int {
  let document = analysis.document
  let text = document.bytes(document.tokens[i])
  let isLatin = latinEndings.words.contains { text.suffix($0.count).elementsEqual($0) }
  guard var before = document.previous(i) else { return 0 }
  if document.tokens[before].kind == .punctuation, document.bytes[document.tokens[before].start] == 0x2E, before > 0 {
    before -= 1
    let initial = document.tokens[before]
    return isLatin && initial.kind == .word && initial.count == 1 && document.vocabulary[initial.word].shape != .lower ? 1 : 0
  }
  let genus = document.tokens[before]
  guard genus.kind == .word, document.vocabulary[genus.word].shape == .capitalised,
    !analysis.words.isKnown(genus.word) || before > sentenceStart && analysis.words.zipf(genus.word) < rareGenus
  else { return 0 }
  // Not all epithets are Latin, but a genus nearly always has a Latin ending.
  let isGenus = genusEndings.words.contains { document.bytes(genus).suffix($0.count).elementsEqual($0) }
  return (isLatin ? 1 : 0) + (isGenus ? 1 : 0)
}

/// Zipf frequency of a word that is rather a genus than its meaning in English.
private let rareGenus: Zipf = 2.5

private let latinEndings = WordList(.latinEnding)
private let genusEndings = WordList(.genusEnding)
