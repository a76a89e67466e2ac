/// Finds a word written twice in a row, also across a line end.
package struct DoubledWord: Rule {
  package static let id: RuleID = "doubled-word"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    for sentence in document.sentences {
      var previous = -1
      for i in sentence.tokens where !tokens[i].isBlank {
        defer { previous = tokens[i].kind == .word ? i : -1 }
        guard tokens[i].kind == .word, previous >= 0 else { continue }
        let first = tokens[previous], second = tokens[i]
        let word = document.vocabulary[first.word]
        guard first.end < second.start, word.folded == document.vocabulary[second.word].folded,
          let severity = severity(first, second, analysis), !isPartOfRun(previous, i, sentence, document),
          !closesClause(previous, word, sentence, document)
        else { continue }
        let range = TextRange(first.start, second.end)
        findings.flag(
          range, "“\(document.text(first.range))” is written twice", severity: severity,
          fix: Fix(range, document.text(first.range), confidence: severity == .note ? 0.5 : 0.97))
      }
    }
  }

  /// nil where the repetition is a name or a habit of the language.
  private func severity(_ first: Token, _ second: Token, _ analysis: Analysis) -> Severity? {
    let document = analysis.document
    let shapes = (document.vocabulary[first.word].shape, document.vocabulary[second.word].shape)
    let fold = document.vocabulary.fold(of: first.word)
    // Duran Duran, Sing Sing: a name that the text never writes in small letters.
    if shapes.0 == .capitalised, shapes.1 == .capitalised {
      if fold.lowerCount > 0 || Self.functionWords.contains(fold.text) { return .error }
      // The text has the word alone as well, so that the pair is no name.
      return fold.count >= 4 && analysis.words.frequency(first.word) >= 40 ? .warning : nil
    }
    if shapes.0 == .upper, shapes.1 == .upper, first.count > 1 { return nil }
    if first.flags.contains(.digit) { return nil }
    if first.count == 1, fold.text != [0x61], fold.text != [0x69] { return nil }
    return Self.legitimate.contains(fold.text) ? nil : .error
  }

  /// “What it is is a pity”, “they logged in in May”: the first word ends a clause or belongs to the verb.
  private func closesClause(_ i: Int, _ word: Vocabulary.Word, _ sentence: Sentence, _ document: Document) -> Bool {
    let fold = document.vocabulary.folds[Int(word.folded)].text
    guard let before = document.previous(i, limit: sentence.tokens.lowerBound), document.tokens[before].kind == .word
    else { return false }
    let previous = document.vocabulary.fold(of: document.tokens[before].word).text
    if fold == Array("is".utf8) { return Self.clauseSubjects.contains(previous) }
    if fold == Array("in".utf8) || fold == Array("on".utf8) { return Self.phrasalVerbs.contains(previous) }
    return false
  }

  /// “no no no”, “la la la”: three in a row are meant.
  private func isPartOfRun(_ previous: Int, _ i: Int, _ sentence: Sentence, _ document: Document) -> Bool {
    let fold = document.vocabulary[document.tokens[i].word].folded
    func isSame(_ k: Int?) -> Bool {
      guard let k, document.tokens[k].kind == .word else { return false }
      return document.vocabulary[document.tokens[k].word].folded == fold
    }
    return isSame(document.previous(previous, limit: sentence.tokens.lowerBound))
      || isSame(document.next(i, limit: sentence.tokens.upperBound))
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }

  /// Pairs that good English knows: “had had”, “that that”, “bye bye”, “so so”.
  private static let legitimate = set(
    "had that do very so bye ha no yes yeah ho hee knock tut hear there now la na da cha choo goo go night blah yum pom beep ding dong tick tock hip boo wee chop never really far long many much too big")
  private static let clauseSubjects = set("it what that problem thing point question")
  private static let phrasalVerbs = set(
    "log logs logged logging come came comes coming go went going check checked checking move moved moving turn turned bring brought sign signed tune tuned carry carried stay stayed step stepped get got let hand handed broke break fill filled")
  private static let functionWords = set("the a an of to in and is are was for on at by with from it he she they as be or but")
}
