import Formats

/// Finds quotations whose speaker no neighbouring sentence gives.
package struct UnattributedQuote: Rule {
  package static let id: RuleID = "unattributed-quote"
  package init(_ card: RuleCard) {}
  /// Where more quotations have no speaker, or more than one in so many, the text means it so.
  private static let most = 3, oneIn = 3
  /// Words of a quotation that is more than a phrase.
  private static let leastWords = 8

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let family = analysis.quotations[.double]
    let sayings = family.marks.filter { $0.role == .open && $0.depth == 0 && isSaying($0, family, document) }
    guard !sayings.isEmpty else { return }
    let paragraphs = Set(sayings.map(\.paragraph).flatMap { [$0 - 1, $0, $0 + 1] })
      .filter { document.paragraphs.indices.contains($0) }
    let attributed = Set(paragraphs.filter { namesSpeaker($0, analysis) })
    let orphans = sayings.filter { mark in
      !(mark.paragraph - 1...mark.paragraph + 1).contains { attributed.contains($0) }
    }
    // Dialogue and interviews leave the speaker to the reader.
    guard orphans.count <= Self.most, orphans.count * Self.oneIn <= sayings.count else { return }
    for mark in orphans {
      findings.flag(mark.range, "nothing near this quotation says whose words it gives")
    }
  }

  /// A whole sentence of somebody's words.
  private func isSaying(_ mark: QuoteMark, _ family: Quotations.Family, _ document: Document) -> Bool {
    guard let closer = mark.partner.map({ family.marks[$0] }), closer.flags.contains(.stopBefore),
      mark.token + 1 < document.tokens.count
    else { return false }
    let first = document.tokens[mark.token + 1]
    guard first.kind == .word, document.vocabulary[first.word].shape != .lower else { return false }
    return document.wordCount(mark.token + 1, closer.token) >= Self.leastWords
  }

  /// Whether a verb of speech, a colon or “according to” stands in the paragraph outside its quotations.
  private func namesSpeaker(_ p: Int, _ analysis: Analysis) -> Bool {
    let document = analysis.document
    let cues = analysis.shared(SpeechCues.self)
    let quotations = analysis.quotations
    let according = document.vocabulary.foldID("according")
    for i in document.paragraphs[p].tokens {
      let token = document.tokens[i]
      let isCue =
        switch token.kind {
        case .word:
          cues.cues(token).contains(.verb) || according == document.vocabulary[token.word].folded && according != nil
        case .punctuation: document.bytes[token.start] == .colon
        case .dash: true
        default: false
        }
      if isCue, !quotations.isQuoted(token.start) { return true }
    }
    return false
  }
}
