import Formats

/// Finds a space before a comma, stop, colon, semicolon, question or exclamation mark, and inside round brackets.
package struct SpaceBeforePunctuation: Rule {
  package static let id: RuleID = "space-before-punctuation"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let habits = SpacedMarks(analysis)
    let setting = analysis.shared(PageSetting.self)
    let isOld = setting.isOld
    let level = analysis.shared(Damage.self).level
    let isThin = setting.spacesMarks && level < .damaged
    // Printed pages have thin spaces, and lose the brackets and quotation marks before a comma.
    let losesMarks = level < .heavy && setting.isBook
    let isFrench = analysis.shared(LanguageProfile.self).language == "fr"
    for i in analysis.tokenIndex.marks(SpacedMarks.marks) where habits.isSpaced(i) {
      guard let paragraph = document.paragraph(ofToken: i), paragraph.kind != .fragment, i > paragraph.tokens.lowerBound else { continue }
      let byte = document.bytes[document.tokens[i].start]
      let isTall = byte != .comma && byte != .stop
      if isTall, isFrench || isOld || habits.isHabit(byte) { continue }
      // Where tall marks have their space, it is the printer’s; no stop has one.
      if byte != .stop, isThin || losesMarks && (byte == .comma || level < .damaged) { continue }
      if losesMarks, document.tokens[i - 2].kind == .number { continue }
      flag(document, i, paragraph.tokens.upperBound, &findings)
    }
    if !setting.isBook, !document.isTechnical { for space in SpacedBrackets(document).find(analysis.tokenIndex.marks(SpacedBrackets.marks)) { flag(space, document, &findings) } }
  }

  private func flag(_ space: SpacedBrackets.Space, _ document: Document, _ findings: inout Findings) {
    let mark = document.text(document.tokens[space.bracket].range), side = space.token > space.bracket ? "after" : "before"
    findings.flag(
      document.tokens[space.token].range.union(document.tokens[space.bracket].range), "space \(side) “\(mark)”",
      fix: .removal(of: document.tokens[space.token].range))
  }

  private func flag(_ document: Document, _ i: Int, _ end: Int, _ findings: inout Findings) {
    let tokens = document.tokens
    let mark = document.text(tokens[i].range)
    var range = TextRange(tokens[i - 1].start, tokens[i].end)
    var replacement = mark
    if i + 1 < end, tokens[i + 1].kind == .word {
      // “word ,word”: the space stands on the wrong side.
      replacement += " "
    } else if i + 1 < end, tokens[i + 1].kind == .space, tokens[i + 1].count > 1 {
      range = TextRange(range.start, tokens[i + 1].end)
      replacement += " "
    }
    findings.flag(range, "space before “\(mark)”", fix: replacement == mark ? .removal(of: tokens[i - 1].range) : Fix(range, replacement))
  }
}

/// Spaces inside round brackets, where the document does not set all of them so.
private struct SpacedBrackets {
  static let marks = MarkSet("()")

  struct Space {
    let token: Int, bracket: Int
  }

  private let document: Document

  init(_ document: Document) { self.document = document }

  /// - Parameter marks: the tokens of the brackets, ascending
  func find(_ marks: [Int]) -> [Space] {
    var found: [Space] = [], close = 0
    for i in marks {
      let isOpening = document.bytes[document.tokens[i].start] == .openParenthesis
      // Not “:(”.
      if isOpening, i > 0, !document.tokens[i - 1].isBlank { continue }
      let space = isOpening ? i + 1 : i - 1, word = isOpening ? i + 2 : i - 2
      guard document.tokens.indices.contains(word), document.paragraph(ofToken: i)?.tokens.contains(word) ?? false else { continue }
      if document.tokens[space].kind == .word { close += 1 }
      if document.tokens[space].kind == .space, document.tokens[word].kind == .word || document.tokens[word].kind == .number {
        found.append(Space(token: space, bracket: i))
      }
    }
    return found.count <= Self.slips || found.count < close ? found : []
  }

  /// As many are no custom.
  private static let slips = 2
}

/// Which marks of punctuation stand after a space, and whether that is how the document is set throughout.
struct SpacedMarks {
  static let marks = MarkSet(",.:;!?")
  private let document: Document
  private var spaced = [Int](repeating: 0, count: 128)
  private var close = [Int](repeating: 0, count: 128)

  init(_ analysis: Analysis) {
    document = analysis.document
    let all = document.tokens, bytes = document.bytes
    let tokens = all.span
    for i in analysis.tokenIndex.marks(Self.marks) {
      let byte = Int(bytes[tokens[i].start])
      // Hardly any mark has a space before it.
      if i > 0, tokens[i - 1].kind == .space, isSpaced(i) { spaced[byte] += 1 } else { close[byte] += 1 }
    }
  }

  /// Fewer are slips.
  private static let leastSpaced = 3

  /// Old books put a thin space before tall marks, some lists one before each colon.
  func isHabit(_ byte: UInt8) -> Bool { spaced[Int(byte)] >= Self.leastSpaced && spaced[Int(byte)] > close[Int(byte)] }

  /// Whether token `i` is a mark that ends or separates clauses, with a space before it that should not be there.
  func isSpaced(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard i >= 2, tokens[i].kind == .punctuation, tokens[i - 1].kind == .space, isText(tokens[i - 2]) else {
      return false
    }
    let byte = document.bytes[tokens[i].start]
    guard [.comma, .stop, .colon, .semicolon, .exclamation, .question].contains(byte) else { return false }
    guard i + 1 < tokens.count else { return true }
    let next = tokens[i + 1]
    switch next.kind {
    case .space:
      // “2 : 1”, “. . .”
      guard i + 2 < tokens.count else { return true }
      let after = tokens[i + 2]
      if byte == .colon, tokens[i - 2].kind == .number, after.kind == .number { return false }
      return !(after.kind == .punctuation && document.bytes[after.start] == byte)
    case .lineBreak, .quote: return true
    case .word:
      // “word ,word”, not “.NET” and “:wq”.
      return byte == .comma && next.count > 1
    case .punctuation:
      let second = document.bytes[next.start]
      // “?!”; not “:)” and “..”
      return [.exclamation, .question].contains(byte) && [.exclamation, .question].contains(second)
    default: return false
    }
  }

  private func isText(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .number, .verbatim: true
    case .quote: document.bytes[token.start] != .backtick
    case .punctuation: [.closeParenthesis, .closeBracket].contains(document.bytes[token.start])
    case .symbol: [.percent, .dollar].contains(document.bytes[token.start]) || token.count == 2
    default: false
    }
  }
}
