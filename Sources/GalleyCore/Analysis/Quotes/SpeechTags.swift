import Formats

/// Marks of punctuation between somebody's words and those that say whose they are: “Come here.” she said; “This is late”
/// he said; She said. “Come here.”
struct SpeechTags {
  struct Slip {
    let range: TextRange
    let edit: Edit
    let message: String
  }

  private let document: Document
  private let cues: SpeechCues
  private let quotations: Quotations
  private var tokens: [Token] { document.tokens }

  /// Words of a quotation that is a sentence rather than a phrase, and of one before “he said at last”.
  private static let leastWords = 3, leastLong = 4
  /// What stands before a quoted sentence.
  private static let leads: [UInt8] = [.stop, .exclamation, .question, .colon]
  /// Words of “The old man said.”
  private static let longestTag = 4
  /// Verbs that need what is said: nobody just says.
  private static let transitive = WordSet("said says added adds")

  init(_ analysis: Analysis) {
    document = analysis.document
    cues = analysis.shared(SpeechCues.self)
    quotations = analysis.quotations
  }

  func find() -> [Slip] {
    quotations.families.filter { $0.kind == .double || $0.kind == .single && quotations.isSinglePrimary }.flatMap { family in
      family.marks.compactMap { mark in
        switch mark.role {
        case .close: mark.partner.flatMap { after(mark, family.marks[$0]) }
        case .open: mark.partner == nil ? nil : before(mark)
        default: nil
        }
      }
    }
  }

  /// “Come here.” she said.
  private func after(_ closer: QuoteMark, _ opener: QuoteMark) -> Slip? {
    guard let next = document.next(closer.token), next > closer.token + 1, isLowercase(tokens[next], document), closer.token > opener.token + 1 else { return nil }
    let end = document.paragraphs[closer.paragraph].tokens.upperBound
    let last = tokens[closer.token - 1]
    if last.kind == .punctuation, document.bytes[last.start] == .stop, last.count == 1 {
      guard cues.attribution(after: closer.token, until: end) != .none, closer.token - 2 > opener.token, !isAbbreviated(closer.token - 2) else { return nil }
      return Slip(
        range: TextRange(last.start, closer.range.end), edit: Edit(last.range, ","),
        message: "a comma, not a stop, stands before the words that say who speaks")
    }
    guard last.kind == .word, cues.attribution(after: closer.token, until: end) == .strong, isWhole(opener, closer, isLong: !endsSoon(next)) else { return nil }
    return Slip(
      range: TextRange(last.start, closer.range.end), edit: Edit(TextRange(last.end, last.end), ","),
      message: "a comma is missing before the words that say who speaks")
  }

  /// “etc.”, “U.S.”
  private func isAbbreviated(_ i: Int) -> Bool {
    tokens[i].kind != .word || tokens[i].count == 1 || tokens[i].flags.contains(.dotted) || Abbreviations.kind(of: document.bytes(tokens[i])) != .none
  }

  /// A sentence with a capital at the start of one, and a verb or pronoun of its own; a longer one where the words that say who
  /// speaks go on.
  private func isWhole(_ opener: QuoteMark, _ closer: QuoteMark, isLong: Bool) -> Bool {
    guard let first = document.next(opener.token), tokens[first].kind == .word, !isLowercase(tokens[first], document) else { return false }
    if let before = document.previous(opener.token), !opener.flags.contains(.first) {
      guard tokens[before].kind == .quote || tokens[before].kind == .punctuation && Self.leads.contains(document.bytes[tokens[before].start]) else { return false }
    }
    let words = (first..<closer.token).filter { tokens[$0].kind == .word }
    return words.count >= (isLong ? Self.leastLong : Self.leastWords) && words.contains { !cues.cues(tokens[$0]).isDisjoint(with: [.finite, .speaker, .personal]) }
  }

  /// “he said.”, “said Ann,”: nothing but the speaker and the verb.
  private func endsSoon(_ first: Int) -> Bool {
    guard let second = document.next(first), tokens[second].kind == .word, let stop = document.next(second) else { return false }
    return tokens[stop].kind == .punctuation && [.comma, .stop].contains(document.bytes[tokens[stop].start])
  }

  /// She said. “Come here.”
  private func before(_ opener: QuoteMark) -> Slip? {
    guard let stop = document.previous(opener.token), stop + 2 == opener.token, tokens[stop].kind == .punctuation, document.bytes[tokens[stop].start] == .stop,
      stop > 0, tokens[stop - 1].kind == .word, Self.transitive.contains(document.vocabulary.fold(of: tokens[stop - 1].word).text),
      let sentence = document.sentence(of: stop - 1), !quotations.isQuoted(tokens[stop].start)
    else { return nil }
    let shown = (sentence.tokens.lowerBound..<stop).filter { !tokens[$0].isBlank }
    guard (2...Self.longestTag).contains(shown.count), shown.allSatisfy({ tokens[$0].kind == .word }), let first = shown.first else { return nil }
    // “Who was it?” she said. “I forget.”: the words before are told, too.
    if let before = document.previous(first), tokens[before].kind == .quote { return nil }
    let cue = cues.cues(tokens[first])
    guard cue.contains(.speaker) || cue.contains(.article) || shown.count == 2 && !isLowercase(tokens[first], document) else { return nil }
    return Slip(
      range: TextRange(tokens[stop].start, opener.range.end), edit: Edit(tokens[stop].range, ","),
      message: "a comma, not a stop, stands after the words that say who speaks")
  }
}
