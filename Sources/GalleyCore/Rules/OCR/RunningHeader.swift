import Formats
import Spelling

/// Finds the headers and page numbers of a printed page in the flow of its text.
package struct RunningHeader: Rule {
  package static let id: RuleID = "running-header"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let lines = PageLines(analysis)
    for i in lines.lines.indices {
      let line = lines.lines[i]
      guard let kind = lines.kind(i) else { continue }
      let text = document.text(line.range)
      switch kind {
      case .number:
        guard lines.interrupts(i) || lines.isMarkedNumber(i) else { continue }
        findings.flag(line.range, "“\(text)” is a page number in the flow of the text", fix: removal(i, lines, document))
      case .title:
        guard lines.recurs(i) || lines.interrupts(i) || lines.isInFlow(i) else { continue }
        findings.flag(line.range, "“\(text)” is the header of a page in the flow of the text", fix: removal(i, lines, document))
      }
    }
  }

  private func removal(_ i: Int, _ lines: PageLines, _ document: Document) -> Fix {
    let start = lines.lines[i].range.start
    let end = i + 1 < lines.lines.count ? lines.lines[i + 1].range.start : document.bytes.count
    return Fix(edits: [Edit(TextRange(start, end), "")], confidence: 0.85, safety: .unsafe)
  }
}

/// The lines of a document that show something.
private struct PageLines {
  enum Kind { case number, title }

  let lines: [Lines.Line]
  private let document: Document
  /// How many lines have these words, numbers left out.
  private var titles: [[UInt8]: Int] = [:]

  /// The first words of the text, as many as a header may have.
  private let beginning: [UInt8]

  init(_ analysis: Analysis) {
    document = analysis.document
    lines = analysis.shared(Lines.self).lines
    let first = lines.first?.tokens.prefix(Self.mostTokens * 2) ?? 0..<0
    beginning = Self.key(document, first)
    for i in lines.indices where kind(i) == .title { titles[key(lines[i]), default: 0] += 1 }
  }

  /// A page number, `– 12 –`, or a short line of capitals with a number at one end: `THE HOUSE. 137`.
  func kind(_ i: Int) -> Kind? {
    let line = lines[i]
    guard line.tokens.count <= Self.mostTokens, line.range.count <= Self.longest else { return nil }
    var numbers = 0, words = 0, capitals = 0
    for k in line.tokens {
      let token = document.tokens[k]
      switch token.kind {
      case .number:
        numbers += 1
        if token.count > Self.mostDigits { return nil }
      case .word:
        words += 1
        if document.vocabulary[token.word].shape == .upper { capitals += 1 }
      case .space, .dash, .hyphen, .punctuation, .quote: continue
      case .symbol where document.bytes[token.start] == .bar || document.bytes[token.start] == .ampersand: continue
      default: return nil
      }
    }
    if numbers == 1, words == 0 { return line.range.count <= Self.longestNumber && isPlain(line) ? .number : nil }
    let (first, last) = (document.tokens[line.tokens.lowerBound], document.tokens[line.tokens.upperBound - 1])
    if numbers == 2, words == 2, isPageOf(line) { return .number }
    if numbers > 1, words > 1, words <= Self.mostWords, isBarred(line) || isDated(line) { return .title }
    // A title may hold a number of its own.
    if numbers > 0, first.kind == .number || last.kind == .number, isHeading(line) { return .title }
    guard numbers == 1, first.kind == .number || last.kind == .number, words <= Self.mostWords, words > 0 else { return nil }
    return capitals == words && words <= Self.mostCapitals || isBarred(line) ? .title : nil
  }

  /// “186 THE DAILY COURIER November 11, 2015”: a page, a title in capitals, a day.
  private func isDated(_ line: Lines.Line) -> Bool {
    let shown = line.tokens.filter { !document.tokens[$0].isBlank }
    guard let first = shown.first, document.tokens[first].kind == .number, document.tokens[first].count <= Self.pageDigits,
      let month = shown.first(where: { document.tokens[$0].kind == .word && Months.number(of: document.bytes(document.tokens[$0])) != nil })
    else { return false }
    let title = shown.filter { $0 > first && $0 < month && document.tokens[$0].kind == .word }
    return title.count > 1 && title.allSatisfy { document.vocabulary[document.tokens[$0].word].shape == .upper }
  }

  /// Digits of a page’s number.
  private static let pageDigits = 3

  /// Words of a title beside a page number; of one in capitals that is known by nothing else.
  private static let mostWords = 14, mostCapitals = 8
  /// Words of a title that is no heading of a chapter.
  private static let leastWords = 3
  /// Tokens and bytes of a page’s header.
  private static let mostTokens = 32, longest = 100
  /// Digits of any number in it: a year has as many.
  private static let mostDigits = 4
  /// Bytes of a line that holds nothing but a number, dashes and brackets.
  private static let longestNumber = 10
  /// Times that a title stands above pages.
  private static let leastRepeats = 3

  /// “Page 12 of 40”
  private func isPageOf(_ line: Lines.Line) -> Bool {
    let texts = line.tokens.filter { !document.tokens[$0].isBlank }.map { lowercased(document.bytes(document.tokens[$0])) }
    return texts.count == Self.pageOf.count && zip(texts, Self.pageOf).allSatisfy { $1.isEmpty || $0.elementsEqual($1.utf8) }
  }

  /// The words of it, with nothing for its numbers.
  private static let pageOf = ["page", "", "of", ""]

  /// “- 12 -”: the number between dashes is that of a page, “Page 12 of 40” can be nothing else.
  func isMarkedNumber(_ i: Int) -> Bool {
    guard i > 0, i + 1 < lines.count else { return false }
    if isPageOf(lines[i]) { return true }
    let shown = lines[i].tokens.filter { !document.tokens[$0].isBlank }
    let inner = shown.dropFirst().dropLast()
    guard inner.count == 1, let first = shown.first, let number = inner.first, let last = shown.last else { return false }
    return isDash(first) && isDash(last) && document.tokens[number].count >= 2
  }

  private func isDash(_ i: Int) -> Bool { [.dash, .hyphen].contains(document.tokens[i].kind) }

  /// “A Brief History | 12”
  private func isBarred(_ line: Lines.Line) -> Bool {
    let shown = line.tokens.filter { !document.tokens[$0].isBlank }
    guard shown.count > 2 else { return false }
    func isBar(_ i: Int) -> Bool { document.tokens[i].count == 1 && document.bytes[document.tokens[i].start] == .bar }
    return isBar(shown[1]) && document.tokens[shown[0]].kind == .number || isBar(shown[shown.count - 2]) && document.tokens[shown[shown.count - 1]].kind == .number
  }

  /// Whether its words are those of the text's first line, which is a title, or those that a longer line begins with.
  private func isHeading(_ line: Lines.Line) -> Bool {
    guard let first = lines.first, first.tokens.lowerBound < line.tokens.lowerBound else { return false }
    let words = key(line)
    if first.range.count <= Self.longestTitle, words.count >= Self.leastTitle, beginning == words { return true }
    return words.count { $0 == .space } >= Self.leastBeginning && beginning.starts(with: words)
  }

  /// Bytes of a title that is not repeated by chance; of a first line that is one; words of the beginning of a longer one.
  private static let leastTitle = 12, longestTitle = 90, leastBeginning = 5

  /// Whether a title with a page number stands between two paragraphs as no heading does.
  func isInFlow(_ i: Int) -> Bool {
    guard i > 0, i + 1 < lines.count else { return false }
    let line = lines[i]
    if isBarred(line) || isHeading(line) || isDated(line) { return true }
    // “THE DAILY COURIER 114”, but not “CHAPTER 12” and “THE PLAN FOR 2030”.
    let words = line.tokens.filter { document.tokens[$0].kind == .word }
    guard isName(line), let number = line.tokens.first(where: { document.tokens[$0].kind == .number }), document.tokens[number].count <= Self.pageDigits,
      let last = words.last, last > number || NameVocabulary.role(document.vocabulary.fold(of: document.tokens[last].word).text) != .function
    else { return false }
    // The title of the text may stand before.
    return (i == 1 || lines[i - 1].tokens.count >= Self.leastNeighbour) && lines[i + 1].tokens.count >= Self.leastNeighbour
  }

  /// Tokens of a line of prose.
  private static let leastNeighbour = 24

  /// Nothing but a number and dashes or brackets: `12.` is an item of a list, `£12` and `12:30` are not read so.
  private func isPlain(_ line: Lines.Line) -> Bool {
    for k in line.tokens {
      let token = document.tokens[k]
      guard token.kind == .punctuation || token.kind == .quote else { continue }
      if ![.openBracket, .closeBracket, .openParenthesis, .closeParenthesis].contains(document.bytes[token.start]) { return false }
    }
    return document.tokens[line.tokens].allSatisfy { token in
      token.kind != .number || document.bytes[token.start..<token.end].allSatisfy(\.isDigit)
    }
  }

  /// Whether the sentence of the line before goes on in the line after.
  func interrupts(_ i: Int) -> Bool {
    guard i > 0, i + 1 < lines.count else { return false }
    let before = document.tokens[lines[i - 1].tokens.upperBound - 1], after = document.tokens[lines[i + 1].tokens.lowerBound]
    guard isLowercase(after, document), lines[i - 1].tokens.count >= Self.leastBefore, lines[i + 1].tokens.count >= Self.leastAfter else { return false }
    return before.kind == .word || before.kind == .hyphen
      || before.kind == .punctuation && document.bytes[before.start] == .comma
  }

  /// Tokens of lines that one sentence runs through.
  private static let leastBefore = 9, leastAfter = 5

  func recurs(_ i: Int) -> Bool {
    let times = titles[key(lines[i])] ?? 0
    guard times > 1, i > 0, i + 1 < lines.count else { return false }
    return times >= Self.leastRepeats || isName(lines[i])
  }

  /// `THE DAILY COURIER 217`: words enough to be no “CHAPTER TWO 2”.
  private func isName(_ line: Lines.Line) -> Bool {
    let words = line.tokens.filter { document.tokens[$0].kind == .word }
    return words.count >= Self.leastWords && !words.contains { document.classes(of: $0).contains(.numberedThing) }
  }

  private func key(_ line: Lines.Line) -> [UInt8] { Self.key(document, line.tokens) }

  private static func key(_ document: Document, _ tokens: Range<Int>) -> [UInt8] {
    var key: [UInt8] = []
    for k in tokens where document.tokens[k].kind == .word {
      key += lowercased(document.bytes(document.tokens[k]))
      key.append(.space)
    }
    return key
  }
}
