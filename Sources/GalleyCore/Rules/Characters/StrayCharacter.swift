import Spelling

/// Finds marks that scanners and copying leave behind, inside a word or alone between words.
package struct StrayCharacter: Rule {
  package static let id: RuleID = "stray-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    for paragraph in document.paragraphs where paragraph.words > 1 {
      let inParagraph = paragraph.tokens
      let isTable = inParagraph.count { isMark(0x7C, tokens[$0], document) } > 2
      for i in inParagraph {
        guard let scalar = strayScalar(tokens[i], document), !(isTable && scalar == 0x7C) else { continue }
        let before = i > inParagraph.lowerBound ? tokens[i - 1] : nil
        let after = i + 1 < inParagraph.upperBound ? tokens[i + 1] : nil
        if before?.kind == tokens[i].kind || after?.kind == tokens[i].kind { continue }
        if before?.kind == .word, after?.kind == .word {
          inWord(i, scalar, analysis, &findings)
        } else if scalar != 0x60, isBlankOrEdge(before), isBlankOrEdge(after) {
          alone(i, scalar, inParagraph, document, &findings)
        } else if before?.kind == .word && isBlankOrEnd(after) || isBlankOrEdge(before) && after?.kind == .word {
          glued(i, scalar, document, &findings)
        }
      }
    }
  }

  private func isMark(_ byte: UInt8, _ token: Token, _ document: Document) -> Bool {
    token.count == 1 && document.bytes[token.start] == byte
  }

  private func isBlankOrEdge(_ token: Token?) -> Bool { token?.isBlank ?? true }
  private func isBlankOrEnd(_ token: Token?) -> Bool { token.map { $0.isBlank || $0.kind == .punctuation } ?? true }

  /// The scalar of a token that is no part of prose, or nil.
  private func strayScalar(_ token: Token, _ document: Document) -> UInt32? {
    guard token.kind == .symbol || token.kind == .quote, token.count <= 4 else { return nil }
    let scalar = decodeScalar(document.bytes.span, token.start).scalar
    return Self.strays.contains(scalar) ? scalar : nil
  }

  private static let strays: Set<UInt32> = [
    0x5E, 0x5F, 0x7C, 0x7E, 0x5C, 0x60, 0xA6, 0xA7, 0xAC, 0xB6, 0xAF, 0xB8, 0xA8, 0x2022, 0x2020, 0x2021, 0xB7, 0x25A0,
    0x25A1, 0x25CF, 0x25CB, 0x25C6, 0x2219, 0xA4, 0x23, 0x2A, 0x3D, 0x3C, 0x3E, 0x7B, 0x7D,
  ]

  /// `b¦lock`: the parts make a word without the mark.
  private func inWord(_ i: Int, _ scalar: UInt32, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let (left, right) = (document.tokens[i - 1], document.tokens[i + 1])
    let joined = Array(document.bytes(left)) + Array(document.bytes(right))
    let plain = plainSpelling(joined[...])
    guard !analysis.lexicon.accepts(plain).isEmpty || plain.suffix(2) == [0x27, 0x73] && !analysis.lexicon.accepts(Array(plain.dropLast(2))).isEmpty
      || isName(left, document) && !Self.isTechnical(scalar)
    else { return }
    // didn`t, O`Brien: an apostrophe was meant.
    if scalar == 0x60, Self.endings.contains(lowercased(document.bytes(right))) || left.count == 1 { return }
    let isPair = analysis.words.isKnown(left.word) && analysis.words.isKnown(right.word)
    if isPair, left.count > 2, right.count > 2, Self.isTechnical(scalar) {
      guard scalar == 0x5E || scalar == 0x7C || scalar == 0x7E, analysis.lexicon.frequency(plain) >= 35 else { return }
    }
    let range = TextRange(left.start, right.end)
    let fixed = String(decoding: joined, as: UTF8.self)
    findings.flag(
      range, "a stray “\(document.text(document.tokens[i].range))” inside “\(fixed)”",
      fix: Fix(range, fixed, confidence: 0.95))
  }

  private func isName(_ token: Token, _ document: Document) -> Bool { document.vocabulary[token.word].shape == .capitalised }

  /// What an apostrophe, perhaps mistyped as a backtick, cuts off a word.
  private static let endings: Set<[UInt8]> = Set(["s", "t", "d", "m", "ll", "re", "ve", "n"].map { Array($0.utf8) })

  /// Marks that join identifiers and paths.
  private static func isTechnical(_ scalar: UInt32) -> Bool { [0x5F, 0x5C, 0x3D, 0x3C, 0x3E, 0x2A, 0x23, 0x5E, 0x7E, 0x7C].contains(scalar) }

  private func alone(_ i: Int, _ scalar: UInt32, _ paragraph: Range<Int>, _ document: Document, _ findings: inout Findings) {
    let tokens = document.tokens
    // Bullets and section signs lead; = < > and § stand among figures.
    let next = document.next(i, limit: paragraph.upperBound), previous = document.previous(i, limit: paragraph.lowerBound)
    if let next, tokens[next].kind == .number || tokens[next].flags.contains(.digit) || tokens[next].kind == .symbol { return }
    if let previous, tokens[previous].kind == .symbol || tokens[previous].kind == .number && Self.afterFigures.contains(scalar) {
      return
    }
    if [0x3D, 0x3C, 0x3E, 0x7B, 0x7D, 0x23, 0x2A].contains(scalar) { return }
    if previous == nil, Self.bullets.contains(scalar), isInList(paragraph, scalar, document) { return }
    if scalar == 0x7C || scalar == 0xB7 || scalar == 0x2022, isSeparator(scalar, i, document) { return }
    guard next != nil || previous != nil else { return }
    var range = tokens[i].range
    if i + 1 < paragraph.upperBound, tokens[i + 1].kind == .space {
      range = range.union(tokens[i + 1].range)
    } else if i > paragraph.lowerBound, tokens[i - 1].kind == .space {
      range = range.union(tokens[i - 1].range)
    }
    findings.flag(
      range, "a stray “\(document.text(tokens[i].range))” between words", severity: .warning,
      fix: Fix(range, "", confidence: 0.95))
  }

  private static let afterFigures: Set<UInt32> = [0x3D, 0x3C, 0x3E, 0xA7, 0xB7, 0x5E, 0x2022, 0xB6, 0x7C]
  private static let bullets: Set<UInt32> = [0x2022, 0xB7, 0x25A0, 0x25A1, 0x25CF, 0x25CB, 0x25C6, 0x2219, 0x7E, 0xA7, 0xB6]

  /// More than one paragraph led by the same mark makes a list.
  private func isInList(_ paragraph: Range<Int>, _ scalar: UInt32, _ document: Document) -> Bool {
    var lines = 0
    for other in document.paragraphs {
      for k in other.tokens where k == other.tokens.lowerBound || document.tokens[k - 1].kind == .lineBreak {
        if strayScalar(document.tokens[k], document) == scalar { lines += 1 }
        if lines > 1 { return true }
      }
    }
    return false
  }

  /// A mark used throughout sets items apart: “Home | News | Sport”.
  private func isSeparator(_ scalar: UInt32, _ i: Int, _ document: Document) -> Bool {
    var count = 0
    for token in document.tokens where token.kind == .symbol && decodeScalar(document.bytes.span, token.start).scalar == scalar {
      count += 1
      if count > 2 { return true }
    }
    return false
  }

  /// `_House`, `wages~`.
  private func glued(_ i: Int, _ scalar: UInt32, _ document: Document, _ findings: inout Findings) {
    guard [0x5F, 0x5E, 0xA6, 0xAC, 0x7C, 0x5C, 0xB6, 0xA7, 0x7E, 0x60, 0xAF, 0xA8, 0xB8].contains(scalar) else { return }
    let token = document.tokens[i]
    // _emphasis_, `code` and C:\paths pair up or stand in rows.
    let text = document.bytes
    var same = 0
    for other in document.tokens
    where other.kind == token.kind && other.count == token.count && text[other.start] == text[token.start] {
      same += 1
      if same > 1 { return }
    }
    if scalar == 0xA7 || scalar == 0xB6, i + 1 < document.tokens.count, document.tokens[i + 1].kind == .number { return }
    let word = document.tokens[i].start > 0 && i > 0 && document.tokens[i - 1].kind == .word ? document.tokens[i - 1] : document.tokens[i + 1]
    let range = token.range.union(word.range)
    findings.flag(
      range, "a stray “\(document.text(token.range))” beside “\(document.text(word.range))”", severity: .warning,
      fix: Fix(range, document.text(word.range), confidence: 0.95))
  }
}
