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
          let severity = severity(first, second, analysis), !isPartOfRun(previous, i, sentence, document)
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
      return fold.lowerCount > 0 || Self.functionWords.contains(fold.text) ? .error : .note
    }
    if shapes.0 == .upper, shapes.1 == .upper, first.count > 1 { return .note }
    if first.flags.contains(.digit) { return .note }
    if first.count == 1, fold.text != [0x61], fold.text != [0x69] { return .note }
    if Self.legitimate.contains(fold.text) { return .note }
    return .error
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
    "had that very so bye ha no yes yeah ho hee knock tut hear there now la na da cha choo goo go night blah yum pom beep ding dong tick tock hip boo wee chop never really far long many much too big")
  private static let functionWords = set("the a an of to in and is are was for on at by with from it he she they as be or but")
}
