import Formats

/// Words that show who speaks, and whether a passage is speech or report.
package struct SpeechCues: SharedAnalysis {
  package struct Class: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// said, told, added …
    package static let verb = Class(rawValue: 1)
    /// he, she, they: a speaker already known.
    package static let speaker = Class(rawValue: 2)
    /// I, we, our, you …: people speaking of themselves or to somebody.
    package static let personal = Class(rawValue: 4)
    /// Auxiliaries and adverbs that may stand before a verb of speech.
    package static let bridge = Class(rawValue: 8)
    /// Articles and titles that begin the name of a speaker.
    package static let article = Class(rawValue: 16)
    /// Function words that a quoted phrase seldom reaches over.
    package static let boundary = Class(rawValue: 32)
    /// Verbs that make a clause of their own: is, will, can …
    package static let finite = Class(rawValue: 64)
  }

  private let document: Document
  /// By `Vocabulary.FoldedID`.
  private let classes: [Class]

  package init(_ analysis: Analysis) {
    document = analysis.document
    classes = document.vocabulary.folds.map { fold in
      fold.classes.isEmpty ? [] : Self.cues.reduce(into: []) { if fold.classes.contains($1.0) { $0.insert($1.1) } }
    }
  }

  private static let cues: [(WordClass, Class)] = [
    (.reportingVerb, .verb), (.speakerPronoun, .speaker), (.quotedPerson, .personal), (.firstPerson, .personal), (.speechBridge, .bridge),
    (.finiteVerb, .finite), (.speakerArticle, .article), (.quoteBoundary, .boundary),
  ]

  package func cues(_ token: Token) -> Class {
    guard token.kind == .word else { return [] }
    let word = document.vocabulary[token.word]
    // US and IT are no pronouns.
    if token.count == 2, word.shape == .upper { return [] }
    return classes[Int(word.folded)]
  }

  /// Bytes of a word in -ly that is no adverb: only, holy.
  private static let shortAdverb = 4
  /// Tokens that are looked at, words from a comma to the verb of an attribution with all that describes the speaker,
  /// and with nothing between; words of a name before its comma.
  private static let mostTokens = 60, longestSpeaker = 20, plainSpeaker = 8, longestName = 5

  private func isAdverb(_ token: Token) -> Bool {
    token.count > Self.shortAdverb && document.bytes[token.end - 2] == UInt8(ascii: "l") && document.bytes[token.end - 1] == UInt8(ascii: "y")
  }

  package enum Strength: Int, Comparable, Sendable {
    case none, medium, strong
    package static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
  }

  /// Whether what is said follows the verb at token `i`: “One of the men, David Brown, said he would plead”.
  private func leads(_ i: Int, _ end: Int) -> Bool {
    guard i + 2 < end, document.tokens[i + 1].isBlank, document.tokens[i + 2].kind == .word, document.classes(of: i).contains(.speechLead) else { return false }
    let next = cues(document.tokens[i + 2])
    return next.contains(.speaker) || document.bytes(document.tokens[i + 2]).elementsEqual("the".utf8) || document.bytes(document.tokens[i + 2]).elementsEqual("that".utf8)
  }

  /// How much the words after the stop at token `i` look like “, said Mr Brown” or “, the minister said”.
  package func attribution(after i: Int, until end: Int) -> Strength {
    let tokens = document.tokens
    let end = min(end, i + Self.mostTokens)
    var j = i + 1
    guard j < end, tokens[j].isBlank || tokens[i].kind == .quote else { return .none }
    while j < end, tokens[j].isBlank { j += 1 }
    guard j < end, tokens[j].kind == .word else { return .none }
    let first = cues(tokens[j])
    if first.contains(.verb) { return .strong }
    let isName = document.vocabulary[tokens[j].word].shape != .lower
    guard first.contains(.speaker) || first.contains(.article) || first == .personal || isName else { return .none }
    // The speaker: a pronoun, or a name with what it stands for.
    var words = 1, commas = 0
    var hasRelative = false
    j += 1
    while j < end, words < Self.longestSpeaker {
      let token = tokens[j]
      switch token.kind {
      case .word:
        let cue = cues(token)
        if cue.contains(.verb) {
          if leads(j, end) { return .none }
          let isPronoun = first.contains(.speaker) || first.contains(.personal)
          return isPronoun ? (words <= 2 ? .strong : .none) : words <= Self.plainSpeaker || commas > 1 ? .medium : .none
        }
        if cue.contains(.finite), !hasRelative { return .none }
        if cue.contains(.speaker), lowercased(document.bytes(token)).elementsEqual("who".utf8) { hasRelative = true }
        if first.contains(.speaker) || first.contains(.personal), !cue.contains(.bridge), !isAdverb(token) { return .none }
        words += 1
      case .punctuation:
        let byte = document.bytes[token.start]
        let isAbbreviation =
          byte == .stop && tokens[j - 1].kind == .word
          && (tokens[j - 1].count == 1
            || Abbreviations.kind(of: document.bytes[tokens[j - 1].start..<tokens[j - 1].end]) != .none)
        guard byte == .comma || isAbbreviation else { return .none }
        if byte == .comma {
          commas += 1
          // “, A. B. Smith, chairman of the board, said”: the name comes first.
          if commas == 1, words > Self.longestName { return .none }
          // “In fact, Mr Brown, he said”: somebody else speaks.
          if j + 2 < end, cues(tokens[j + 2]).contains(.speaker), attribution(after: j, until: end) == .strong {
            return .none
          }
        }
      case .quote: return .none
      case .dash: return .none
      default: break
      }
      j += 1
    }
    return .none
  }
}
