import Formats

/// Finds spaces other than the plain one where the document has plain ones: no-break and thin spaces between words,
/// tabs in prose, doubled spaces, separators that no editor shows.
package struct IrregularWhitespace: Rule {
  package static let id: RuleID = "irregular-whitespace"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let spaces = analysis.tokenIndex.spaces
    guard !spaces.isEmpty else { return }
    let document = analysis.document
    let habits = SpaceHabits(spaces, document)
    var wide = Flood(document), doubled = Flood(document), separators = Flood(document)
    for i in spaces where habits.isInProse(i) {
      let token = document.tokens[i]
      let fix = Fix(token.range, " ", confidence: 0.96)
      switch oddScalar(token, document) ?? 0x20 {
      case 0x20:
        if !habits.isHabit(i) { doubled.add(token.range, "\(token.count) spaces instead of one", fixes: [fix], severity: .note) }
      case 0x09:
        if !habits.isTabular(i) { doubled.add(token.range, "a tab between words", fixes: [fix], severity: .note) }
      case let scalar where [0x0B, 0x1680, 0x2028, 0x2029, 0x3000].contains(scalar):
        separators.add(token.range, "\(scalarName(scalar)) instead of a space", fixes: [fix], severity: .warning)
      case let scalar:
        if habits.isBetweenWords(i) {
          wide.add(token.range, "\(scalarName(scalar)) instead of a plain space", fixes: [fix], severity: .note)
        }
      }
    }
    separators.report("odd separators", to: &findings)
    wide.report("no-break or thin spaces", to: &findings)
    doubled.report("doubled spaces or tabs", to: &findings)
  }

  /// The first scalar of a run of white space that is no plain space.
  private func oddScalar(_ token: Token, _ document: Document) -> UInt32? {
    UTF8Scalars(document.bytes(token)).first { $0.scalar != 0x20 }?.scalar
  }
}

/// How a document uses its spaces.
private struct SpaceHabits {
  private let document: Document
  /// Whether sentences are separated by two spaces throughout.
  private var separatesSentences = false
  /// Whether lines are spaced out to the same length, or set in columns.
  private var isJustified = false

  /// Wide gaps that may be slips; beyond, one in so many words shows lines spaced out.
  private static let slips = 4, wordsForOne = 8
  /// Two spaces after one sentence in so many are the custom: many end with their paragraph.
  private static let oneIn = 3
  /// Tokens of a line that are searched for another gap.
  private static let lineReach = 60
  /// Bytes of a space beyond ASCII.
  private static let widestSpace = 3

  init(_ spaces: [Int], _ document: Document) {
    self.document = document
    var doubledStops = 0, doubled = 0
    for i in spaces where isDoubled(i) {
      doubled += 1
      if isAfterStop(i) { doubledStops += 1 }
    }
    // Most sentences end within a paragraph: about as many gaps as sentences.
    separatesSentences = doubledStops * Self.oneIn > document.sentences.count && doubledStops >= 2
    isJustified = doubled - doubledStops > Self.slips && (doubled - doubledStops) * Self.wordsForOne > document.wordCount
  }

  private func isDoubled(_ i: Int) -> Bool {
    let token = document.tokens[i]
    return token.kind == .space && token.count > 1 && document.bytes[token.start] == .space
  }

  private func isAfterStop(_ i: Int) -> Bool {
    guard i > 0 else { return false }
    let before = document.tokens[i - 1]
    return [.stop, .exclamation, .question, .colon, .doubleQuote, .closeParenthesis].contains(document.bytes[before.end - 1]) || before.kind == .quote
  }

  /// Whether visible tokens stand on both sides on the same line, letters among them.
  func isInProse(_ i: Int) -> Bool {
    guard i > 0, i + 1 < document.tokens.count else { return false }
    let (left, right) = (document.tokens[i - 1], document.tokens[i + 1])
    return !left.isBlank && !right.isBlank && (left.kind == .word || right.kind == .word)
  }

  func isHabit(_ i: Int) -> Bool { isJustified || isAfterStop(i) && separatesSentences || isTabular(i) }

  /// Whether the line holds another wide gap: columns.
  func isTabular(_ i: Int) -> Bool {
    func hasGap(_ step: Int) -> Bool {
      var k = i + step
      var seen = 0
      while document.tokens.indices.contains(k), document.tokens[k].kind != .lineBreak, seen < Self.lineReach {
        if isDoubled(k) && !isAfterStop(k) || document.bytes[document.tokens[k].start] == .tab { return true }
        k += step
        seen += 1
      }
      return false
    }
    return hasGap(-1) || hasGap(1)
  }

  /// Between two words in lower case no tie is needed: figures, initials, titles and French marks have theirs.
  func isBetweenWords(_ i: Int) -> Bool {
    let (left, right) = (document.tokens[i - 1], document.tokens[i + 1])
    guard left.kind == .word, right.kind == .word, left.count > 1, right.count > 1 else { return false }
    return document.vocabulary[left.word].shape == .lower && document.vocabulary[right.word].shape == .lower
      && document.tokens[i].count <= Self.widestSpace
  }
}
