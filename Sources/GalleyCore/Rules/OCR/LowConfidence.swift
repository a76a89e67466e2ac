import Formats

/// Finds words that the lexicon accepts and the OCR engine doubted.
package struct LowConfidence: Rule {
  package static let id: RuleID = "low-confidence"
  package init(_ card: RuleCard) {}
  /// A page with a larger share of doubted words is reported as a whole.
  private static let mostShare = 0.3
  /// On a page with fewer a share says nothing.
  private static let leastWords = 20

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    guard let layout = analysis.document.layout else { return }
    let certainty = analysis.shared(Certainty.self)
    guard certainty.isKnown else { return }
    var start = 0
    while start < layout.words.count {
      var end = start
      while end < layout.words.count, layout.words[end].page == layout.words[start].page { end += 1 }
      check(layout.words[start..<end], certainty, analysis, &findings)
      start = end
    }
  }

  private func check(
    _ page: ArraySlice<OCRLayout.Word>, _ certainty: Certainty, _ analysis: Analysis, _ findings: inout Findings
  ) {
    let doubted = page.filter(certainty.isDoubted)
    if page.count >= Self.leastWords, Double(doubted.count) > Self.mostShare * Double(page.count), let first = doubted.first {
      let percent = doubted.count * 100 / page.count
      return findings.flag(first.range, "the engine doubted \(percent)% of this page’s words; scan it again")
    }
    for word in doubted where isAccepted(word, analysis) {
      let percent = Int(((word.confidence?.share ?? 0) * 100).rounded())
      findings.flag(
        word.range, "“\(analysis.document.text(word.range))” was read with a confidence of \(percent)%; compare it with the scan")
    }
  }

  /// Whether there is a word in it, and every one is known; others are reported as misspelled or misread.
  private func isAccepted(_ word: OCRLayout.Word, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    var hasWord = false
    var i = document.firstToken(endingAfter: word.range.start)
    while i < document.tokens.count, document.tokens[i].start < word.range.end {
      let token = document.tokens[i]
      if token.kind == .word {
        guard analysis.words.isKnown(token.word) else { return false }
        hasWord = true
      }
      i += 1
    }
    return hasWord
  }
}
