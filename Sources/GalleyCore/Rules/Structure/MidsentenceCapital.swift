import Spelling

/// Finds common words with a capital in mid-sentence: “Eastern European The nation”.
package struct MidsentenceCapital: Rule {
  package static let id: RuleID = "midsentence-capital"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind == .prose {
      if isTitleCase(sentence, document) { continue }
      for i in sentence.tokens.dropFirst(2) where tokens[i].kind == .word {
        let word = document.vocabulary[tokens[i].word]
        guard word.shape == .capitalised || word.shape == .upper && tokens[i].count == 1, tokens[i - 1].kind == .space,
          tokens[i - 2].kind == .word, mayPrecede(i - 2, i, sentence, analysis),
          tokens[i].flags.isDisjoint(with: [.dotted, .digit, .apostrophe])
        else { continue }
        let next = document.next(i, limit: sentence.tokens.upperBound)
        let small = lowercased(document.bytes(tokens[i]))
        guard let severity = judge(i, next, small, word, analysis) else { continue }
        let fixed = String(decoding: small, as: UTF8.self)
        findings.flag(
          tokens[i].range, "“\(document.text(tokens[i].range))” has a capital in mid-sentence", severity: severity,
          fix: Fix(tokens[i].range, fixed, confidence: 0.9))
      }
    }
  }

  private func judge(
    _ i: Int, _ next: Int?, _ small: [UInt8], _ word: Vocabulary.Word, _ analysis: Analysis
  ) -> Severity? {
    let document = analysis.document
    let tokens = document.tokens
    let isNextCapital = next.map { tokens[$0].kind == .word && document.vocabulary[tokens[$0].word].shape != .lower } ?? false
    let isNextLower = next.map { tokens[$0].kind == .word && document.vocabulary[tokens[$0].word].shape == .lower } ?? false
    if Self.functionWords.contains(small) {
      if Self.reverential.contains(small) { return nil }
      if small == [0x61] { return isNextCapital && isFunction(i - 2, document) ? .warning : nil }
      let mayFollow = isNextLower || next == nil || [.punctuation, .number].contains(tokens[next ?? 0].kind)
      guard mayFollow || Self.prepositions.contains(small) && isNextCapital && isName(next ?? 0, analysis) else { return nil }
      return .warning
    }
    // A common noun or verb that this text otherwise writes small, alone among small words.
    let fold = document.vocabulary.folds[Int(word.folded)]
    let frequency = analysis.words.frequency(tokens[i].word)
    guard fold.lowerCount >= 1 && frequency >= 42 || frequency >= 46, word.count == 1, !isNextCapital, small.count >= 3,
      !Self.namelike.contains(small), !isAmongCapitals(i, document)
    else { return nil }
    // A word that the text never writes small must be nobody's name.
    if fold.lowerCount == 0, analysis.lexicon.accepts(small).isEmpty || !Gazetteer.readings(of: small).isEmpty { return nil }
    return .warning
  }

  /// Whether another capitalised word stands within four words: “Department of Health”, “Securities and Exchange”.
  private func isAmongCapitals(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    for step in [-1, 1] {
      var k = i + step, words = 0
      while tokens.indices.contains(k), words < 4 {
        if tokens[k].kind == .word {
          words += 1
          let isCapital = document.vocabulary[tokens[k].word].shape != .lower
          if isCapital, !Self.functionWords.contains(lowercased(document.bytes(tokens[k]))) { return true }
        } else if tokens[k].kind == .quote || tokens[k].kind == .symbol || tokens[k].kind == .number {
          return true
        } else if tokens[k].kind == .lineBreak || tokens[k].kind == .punctuation && document.bytes[tokens[k].start] == 0x2E {
          break
        }
        k += step
      }
    }
    return false
  }

  /// A capitalised word that is nothing but a name: no title goes on with it.
  private func isName(_ i: Int, _ analysis: Analysis) -> Bool {
    let word = analysis.document.vocabulary[analysis.document.tokens[i].word]
    let fold = analysis.document.vocabulary.folds[Int(word.folded)]
    return fold.lowerCount == 0 && analysis.lexicon.accepts(fold.text).isEmpty && word.shape != .mixed
  }

  /// A small word; or the sentence's first, or any before an article: “Eastern European The nation”.
  private func mayPrecede(_ before: Int, _ i: Int, _ sentence: Sentence, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let word = document.tokens[before]
    if document.vocabulary[word.word].shape == .lower { return true }
    let small = lowercased(document.bytes(document.tokens[i]))
    guard Self.functionWords.contains(small), small.count > 1 else { return false }
    if before == sentence.tokens.lowerBound {
      if !analysis.lexicon.accepts(lowercased(document.bytes(word))).isEmpty && analysis.words.frequency(word.word) >= 45 {
        return true
      }
    }
    return small == Array("the".utf8) && document.vocabulary[word.word].shape == .capitalised
      && document.vocabulary[document.tokens[i].word].shape == .capitalised
  }

  private func isFunction(_ i: Int, _ document: Document) -> Bool {
    i >= 0 && document.tokens[i].kind == .word && Self.functionWords.contains(lowercased(document.bytes(document.tokens[i])))
  }

  private func isTitleCase(_ sentence: Sentence, _ document: Document) -> Bool {
    var capitals = 0, words = 0
    for i in sentence.tokens where document.tokens[i].kind == .word && document.tokens[i].count > 3 {
      words += 1
      if document.vocabulary[document.tokens[i].word].shape != .lower { capitals += 1 }
    }
    return words > 0 && words <= 12 && capitals * 10 >= words * 6
  }

  private static let prepositions: Set<[UInt8]> = Set("of in at for from with to by".split(separator: " ").map { Array($0.utf8) })
  /// “No” votes, and pronouns that some print with a capital for God.
  private static let reverential: Set<[UInt8]> = Set(
    "no he him his himself thou thy thee her it".split(separator: " ").map { Array($0.utf8) })
  private static let functionWords: Set<[UInt8]> = Set(
    """
    the a an of to in on at by for from with and or but as is are was were be been has have had that this these those \
    which who whom whose than then so if when while because into onto upon over under about after before between \
    through during without within not no nor he she they we his her their our its him them my your it there where \
    how what why did does do can could would should might must shall very also only just
    """.split(separator: " ").map { Array($0.utf8) })

  /// Common words that are names, offices or days as often.
  private static let namelike: Set<[UInt8]> = Set(
    """
    may will march august mark rose hope grace faith god lord lady church state west east north south president minister \
    prime queen king prince pope bill sun earth moon internet web government parliament congress senate house court \
    council police army navy party labour labor conservative conservatives democrats republican republicans united \
    cup league city county union bank street park times post mail star black white green brown young long bush rice \
    chancellor secretary mayor governor commission committee university college school board department ministry \
    union court treasury crown cabinet commons lords opposition budget games championship championships open masters \
    western eastern northern southern democratic catholic orthodox heaven hell truth liberty district century revolution \
    reformation restoration definition administration allies coast sound strategy resources communities search mass \
    sat mon wed mar dec sept tues thurs reality learning easter sabbath bible scripture testament \
    world euro premier premiership scots web republic federal national international english french german
    """.split(separator: " ").map { Array($0.utf8) })
}
