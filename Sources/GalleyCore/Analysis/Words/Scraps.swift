import Formats
import Spelling

/// The unknown words, and those of two letters that dictionaries list as signs and short forms; in running text they
/// are what is left of a word.
func outOfVocabularyAndScraps(_ analysis: Analysis) -> [Int] {
  let document = analysis.document, tokens = document.tokens
  let scraps = document.vocabulary.words.indices.filter { id in
    let word = document.vocabulary[WordID(id)]
    return word.range.count == 2 && word.shape == .lower && word.flags.isEmpty && analysis.words.isKnown(WordID(id))
      && !shortWords.contains(document.vocabulary.folds[Int(word.folded)].text)
  }
  let places = scraps.flatMap { analysis.occurrences(ofWord: WordID($0)) }.filter { i in
    guard i > 1, i + 2 < tokens.count, tokens[i - 1].kind == .space, tokens[i + 1].kind == .space || tokens[i + 1].kind == .punctuation
    else { return false }
    // 6 ft; vol. ii
    return tokens[i - 2].kind == .word && document.bytes[tokens[i + 1].start] != 0x2E
  }
  return places.isEmpty ? analysis.outOfVocabulary : (analysis.outOfVocabulary + places).sorted()
}

/// Words of two letters, English and of other languages in English texts, and numbers.
private let shortWords = WordClass.twoLetterWord
