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
        guard lines.interrupts(i) else { continue }
        findings.flag(line.range, "“\(text)” is a page number in the flow of the text", fix: removal(i, lines, document))
      case .title:
        guard lines.recurs(i) || lines.interrupts(i) else { continue }
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

  init(_ analysis: Analysis) {
    document = analysis.document
    lines = analysis.shared(Lines.self).lines
    for i in lines.indices where kind(i) == .title { titles[key(lines[i]), default: 0] += 1 }
  }

  /// A page number, `– 12 –`, or a short line of capitals with a number at one end: `THE HOUSE. 137`.
  func kind(_ i: Int) -> Kind? {
    let line = lines[i]
    guard line.tokens.count <= 24, line.range.count <= 80 else { return nil }
    var numbers = 0, words = 0, capitals = 0
    for k in line.tokens {
      let token = document.tokens[k]
      switch token.kind {
      case .number:
        numbers += 1
        if token.count > 4 { return nil }
      case .word:
        words += 1
        if document.vocabulary[token.word].shape == .upper { capitals += 1 }
      case .space, .dash, .hyphen, .punctuation, .quote: continue
      default: return nil
      }
    }
    if numbers == 1, words == 0 { return line.range.count <= 10 && isPlain(line) ? .number : nil }
    let (first, last) = (document.tokens[line.tokens.lowerBound], document.tokens[line.tokens.upperBound - 1])
    guard numbers == 1, first.kind == .number || last.kind == .number, words <= 8, capitals == words, words > 0 else { return nil }
    return .title
  }

  /// Nothing but a number and dashes or brackets: `12.` is an item of a list, `£12` and `12:30` are not read so.
  private func isPlain(_ line: Lines.Line) -> Bool {
    for k in line.tokens {
      let token = document.tokens[k]
      guard token.kind == .punctuation || token.kind == .quote else { continue }
      if ![0x5B, 0x5D, 0x28, 0x29].contains(document.bytes[token.start]) { return false }
    }
    return document.tokens[line.tokens].allSatisfy { token in
      token.kind != .number || document.bytes[token.start..<token.end].allSatisfy { $0 &- 0x30 < 10 }
    }
  }

  /// Whether the sentence of the line before goes on in the line behind.
  func interrupts(_ i: Int) -> Bool {
    guard i > 0, i + 1 < lines.count else { return false }
    let before = document.tokens[lines[i - 1].tokens.upperBound - 1], after = document.tokens[lines[i + 1].tokens.lowerBound]
    guard isSmall(after, document), lines[i - 1].tokens.count >= 9, lines[i + 1].tokens.count >= 5 else { return false }
    return before.kind == .word || before.kind == .hyphen
      || before.kind == .punctuation && document.bytes[before.start] == 0x2C
  }

  func recurs(_ i: Int) -> Bool { (titles[key(lines[i])] ?? 0) >= 3 && i > 0 && i + 1 < lines.count }

  private func key(_ line: Lines.Line) -> [UInt8] {
    var key: [UInt8] = []
    for k in line.tokens where document.tokens[k].kind == .word {
      key += lowercased(document.bytes(document.tokens[k]))
      key.append(0x20)
    }
    return key
  }
}
