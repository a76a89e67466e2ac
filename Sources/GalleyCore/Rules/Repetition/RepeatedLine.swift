import Formats

/// Finds lines that stand twice, one below the other, as scanners and content systems leave them.
package struct RepeatedLine: Rule {
  package static let id: RuleID = "repeated-line"
  package init(_ card: RuleCard) {}
  private static let leastWords = 4
  private static let leastBytes = 24
  /// More repeats are the form of the document: tables, refrains.
  private static let most = 6

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let lines = analysis.shared(Lines.self).lines
    var found: [(first: Lines.Line, second: Lines.Line)] = []
    for (before, line) in zip(lines, lines.dropFirst())
    where before.range.count >= Self.leastBytes && isSame(before, line, document) && words(line, document) >= Self.leastWords {
      found.append((before, line))
    }
    guard found.count <= RepeatedText.mostAsked * Self.most else { return }
    // Long paragraphs on lines of their own are another rule's.
    found.removeAll { pair in isParagraph(pair.second, document) || isVerse(pair.second, document) }
    guard found.count <= Self.most else { return }
    for pair in found {
      let (first, second) = (pair.first.range, pair.second.range)
      findings.flag(
        second, "this line is written twice",
        fix: Fix(edits: [Edit(TextRange(first.end, second.end), "")], confidence: 0.95, safety: .safe),
        related: [Related(first, "first here")])
    }
  }

  /// Whether two lines hold the same words, in any case, and the same marks; white space does not count.
  private func isSame(_ a: Lines.Line, _ b: Lines.Line, _ document: Document) -> Bool {
    var (i, k) = (a.tokens.lowerBound, b.tokens.lowerBound)
    while i < a.tokens.upperBound, k < b.tokens.upperBound {
      let (one, two) = (document.tokens[i], document.tokens[k])
      guard one.kind == two.kind else { return false }
      if one.kind == .word {
        guard document.vocabulary[one.word].folded == document.vocabulary[two.word].folded else { return false }
      } else if one.kind != .space {
        guard document.bytes(one).elementsEqual(document.bytes(two)) else { return false }
      }
      (i, k) = (i + 1, k + 1)
    }
    return i == a.tokens.upperBound && k == b.tokens.upperBound
  }

  /// Number of words; none in rows of figures, which are no prose.
  private func words(_ line: Lines.Line, _ document: Document) -> Int {
    var words = 0, figures = 0
    for i in line.tokens {
      if document.tokens[i].kind == .word { words += 1 } else if document.tokens[i].kind == .number { figures += 1 }
    }
    return figures > words ? 0 : words
  }

  private func isParagraph(_ line: Lines.Line, _ document: Document) -> Bool {
    guard words(line, document) >= RepeatedText.leastParagraph, let paragraph = document.paragraph(ofToken: line.tokens.lowerBound) else {
      return false
    }
    return paragraph.kind == .prose && paragraph.tokens.lowerBound == line.tokens.lowerBound
      && paragraph.tokens.upperBound == line.tokens.upperBound
  }

  /// Whether short lines surround it without a blank one between: a song, a poem.
  private func isVerse(_ line: Lines.Line, _ document: Document) -> Bool {
    guard let paragraph = document.paragraph(ofToken: line.tokens.lowerBound) else { return false }
    return document.isVerse(paragraph, ends: 1)
  }
}

extension Document {
  /// Line ends within the paragraphs of verse, and bytes of its lines on average.
  private static let leastBreaks = 3, verseLine = 50

  /// Whether a paragraph is set in short lines, as verse and songs are; these come back.
  /// - Parameter ends: lines that end with the paragraph and count, too
  func isVerse(_ paragraph: Paragraph, ends: Int = 0) -> Bool {
    let breaks = paragraph.tokens.count { tokens[$0].kind == .lineBreak }
    return breaks >= Self.leastBreaks && paragraph.range.count < (breaks + ends) * Self.verseLine
  }
}
