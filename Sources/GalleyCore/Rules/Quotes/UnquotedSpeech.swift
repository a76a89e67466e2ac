import Formats

/// Finds somebody's words that stand without quotation marks: “I’m hoping for more, she added.”
///
/// What is only reported is told of a third person. Where the words before “she added” are of the first, they are hers, and
/// both their marks are lost. A narrator says “I” as well, so that texts that do so outside quotations are left alone.
package struct UnquotedSpeech: Rule {
  package static let id: RuleID = "unquoted-speech"
  package init(_ card: RuleCard) {}

  /// Words of a clause that says something.
  private static let leastWords = 4
  /// Marks that show that a text quotes.
  private static let leastMarks = 3
  /// Sentences in the first person outside quotations, beyond which somebody narrates, those included that are found.
  private static let mostPersonal = 3

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let family = analysis.quotations[.double]
    guard family.marks.count >= Self.leastMarks else { return }
    guard analysis.document.vocabulary.folds.contains(where: { $0.classes.contains(.firstPerson) }) else { return }
    let document = analysis.document, cues = analysis.shared(SpeechCues.self)
    var found: [(first: Int, comma: Int)] = []
    var personal = 0
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind == .prose {
      guard let comma = personalPart(sentence.tokens, analysis, cues) else { continue }
      personal += 1
      guard personal <= Self.mostPersonal else { return }
      // “…, as we remember things, Brennan says”: what all do.
      guard let comma, let first = sentence.tokens.first(where: { document.tokens[$0].kind == .word }),
        isFirstPerson(document.tokens[first], document)
      else { continue }
      found.append((first, comma))
    }
    for (first, comma) in found { flag(first, comma, family, document, &findings) }
  }

  /// - Returns: nil where nobody speaks of himself outside quotations; else the comma before the words that say who does, if
  ///   they follow
  private func personalPart(_ range: Range<Int>, _ analysis: Analysis, _ cues: SpeechCues) -> Int?? {
    let document = analysis.document
    var words = 0
    var isPersonal = false
    for i in range {
      let token = document.tokens[i]
      switch token.kind {
      case .quote: return isPersonal ? .some(nil) : nil
      case .word:
        words += 1
        if isFirstPerson(token, document), !analysis.quotations.isQuoted(token.start) { isPersonal = true }
      case .punctuation where isPersonal && words >= Self.leastWords && document.bytes[token.start] == .comma:
        if cues.attribution(after: i, until: range.upperBound) > .none { return i }
      default: break
      }
    }
    return isPersonal ? .some(nil) : nil
  }

  /// US is no pronoun.
  private func isFirstPerson(_ token: Token, _ document: Document) -> Bool {
    document.vocabulary.fold(of: token.word).classes.contains(.firstPerson)
      && (token.count == 1 || document.vocabulary[token.word].shape != .upper)
  }

  private func flag(_ first: Int, _ comma: Int, _ family: Quotations.Family, _ document: Document, _ findings: inout Findings) {
    let start = document.tokens[first].start, end = document.tokens[comma].end
    guard let closing = family.marks.first(where: { $0.role == .close })?.glyph else { return }
    let opener = family.profile.opener(of: closing).text, closer = closing.text
    findings.flag(
      TextRange(start, document.tokens[first].end), "somebody’s words without quotation marks",
      fix: Fix(edits: [Edit(TextRange(start, start), opener), Edit(TextRange(end, end), closer)], confidence: .halfPair, safety: .unsafe),
      related: [Related(document.tokens[comma].range, "they end here")])
  }
}
