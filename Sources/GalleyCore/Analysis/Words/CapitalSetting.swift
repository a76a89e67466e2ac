import Formats

/// Why words of a document have the capitals that they have.
///
/// A class: it remembers what it finds out about a sentence for all who ask.
final class CapitalSetting {
  /// What explains the capitals of an occurrence.
  enum Reason { case none, start, title, shouting }

  /// Words of a title that make it one, and the share of them that must have a capital.
  private static let leastTitle = 2, longestTitle = 16, titleShare = 0.6
  /// Words of a sentence that has nothing but capitals, and their share.
  private static let leastShouted = 2, shoutedShare = 0.7

  private let document: Document
  /// Single marks that open nothing: apostrophes, the letters ʿayn and ʻokina.
  private let letters: Set<Int>
  private var sentences: [Int: (reason: Reason, first: Int)] = [:]

  init(_ analysis: Analysis) {
    document = analysis.document
    letters = Set(analysis.quotations[.single].marks.lazy.filter { $0.partner == nil && $0.role != .reopen }.map(\.token))
  }

  /// What explains a capital at token `i`.
  func reason(_ i: Int) -> Reason {
    guard let index = document.sentenceIndex(of: i) else { return .none }
    let sentence = sentence(index)
    if sentence.reason != .none { return sentence.reason }
    return i == sentence.first || isAfterOpening(i) ? .start : .none
  }

  private func sentence(_ index: Int) -> (reason: Reason, first: Int) {
    if let known = sentences[index] { return known }
    let sentence = document.sentences[index]
    var words = 0, capitals = 0, shouted = 0, first = -1
    for i in sentence.tokens where document.tokens[i].kind == .word {
      if first < 0 { first = i }
      let shape = document.vocabulary[document.tokens[i].word].shape
      // Function words stay in lower case in titles.
      guard document.tokens[i].count > 3 || shape != .lower else { continue }
      words += 1
      if shape != .lower { capitals += 1 }
      if shape == .upper, document.tokens[i].count > 1 { shouted += 1 }
    }
    var reason = Reason.none
    let isHeading = document.paragraphs[sentence.paragraph].kind == .heading
    if words >= Self.leastShouted, Double(shouted) >= Self.shoutedShare * Double(words) {
      reason = .shouting
    } else if words >= Self.leastTitle, words <= Self.longestTitle, Double(capitals) >= Self.titleShare * Double(words), isHeading {
      reason = .title
    }
    sentences[index] = (reason, first)
    return (reason, first)
  }

  /// After a mark that something begins at: a quotation mark, a colon, a bracket, a dash, a line’s end.
  private func isAfterOpening(_ i: Int) -> Bool {
    guard let before = document.previous(i) else { return true }
    let token = document.tokens[before]
    switch token.kind {
    case .quote: return before == i - 1 && !letters.contains(before)
    case .punctuation:
      let mark = document.bytes[token.start]
      // (Pol), (Reuters): nothing begins where the bracket closes at once.
      if mark == .openParenthesis || mark == .openBracket { return !closesBracket(i + 1) }
      return [.colon, .stop, .exclamation, .question].contains(mark)
    case .dash, .ellipsis, .symbol: return true
    default: return false
    }
  }

  private func closesBracket(_ i: Int) -> Bool {
    i < document.tokens.count && [.closeParenthesis, .closeBracket].contains(document.bytes[document.tokens[i].start])
  }
}
