import Formats
import Spelling

/// Finds what a scanner made of specks, rules and pictures: runs of signs that are no language, and letters that stand
/// alone among words.
package struct OCRGarbage: Rule {
  package static let id: RuleID = "ocr-garbage"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let level = analysis.shared(Damage.self).level
    guard analysis.resources.isEnglish else { return }
    let runs = GarbageRuns(analysis, isSuspicious: level > .clean).find()
    for run in runs {
      findings.flag(
        run, "“\(Self.excerpt(run, analysis.document))” is no language: garbage from the page’s specks or pictures", severity: .warning)
    }
    guard analysis.isText(.scanned) || analysis.isText(.historical) else { return }
    let letters = LoneLetters(analysis)
    let strokes = Set(analysis.shared(LoneGlyphs.self).strokes.map(\.token))
    let reading = analysis.shared(PageReading.self)
    let suspects = Set(reading.words.map(\.token).filter { !letters.touchesHyphen($0) })
    let page = reading.isPage ? analysis.shared(PageCorrections.self) : nil
    var next = runs[...]
    for i in analysis.document.tokens.indices where analysis.document.tokens[i].count == 1 && Self.mayBeSpeck(analysis.document.tokens[i]) {
      let range = analysis.document.tokens[i].range
      while let first = next.first, first.end <= range.start { next.removeFirst() }
      if let first = next.first, first.overlaps(range) { continue }
      guard letters.isStray(i) && !reading.isSure(i) || suspects.contains(i), !strokes.contains(i) else { continue }
      if let whole = letters.whole(i) {
        findings.flag(
          whole.range, "“\(analysis.document.text(whole.range))” is one word: “\(whole.text)”", severity: .warning,
          fix: Fix(whole.range, whole.text, confidence: .knownWord))
        continue
      }
      if let page, analysis.document.tokens[i].kind == .word {
        flag(i, page, letters, analysis.document, &findings)
        continue
      }
      let isNumber = analysis.document.tokens[i].kind == .number
      findings.flag(
        range, "“\(analysis.document.text(range))” stands alone among words: a speck read as a \(isNumber ? "digit" : "letter")",
        severity: .warning, fix: letters.removal(i))
    }
  }

  /// A letter of a damaged page: what is left of a word, or a speck.
  private func flag(_ i: Int, _ page: PageCorrections, _ letters: LoneLetters, _ document: Document, _ findings: inout Findings) {
    let range = document.tokens[i].range, letter = document.text(range)
    let corrections = page.corrections(ofKnown: i)
    let replaced = SpellingReports.onPage(corrections, at: i, page, document, false) { $0 * Self.misread }
    let fixes = zip(corrections, replaced).map { $0.text.isEmpty ? letters.removal(i) : $1 }
    let word = corrections.first?.text ?? ""
    findings.flag(
      range, word.isEmpty ? "“\(letter)” stands alone among words: a speck read as a letter" : "“\(letter)” looks misread for “\(word)”",
      severity: .warning, fixes: corrections.isEmpty ? [letters.removal(i)] : fixes)
  }

  /// How often a letter that is reported was misread.
  private static let misread = 0.8

  private static func mayBeSpeck(_ token: Token) -> Bool { token.kind == .word || token.kind == .number }

  /// Bytes that a message quotes whole, and of the beginning of more.
  private static let longestQuoted = 48, excerptLength = 40

  private static func excerpt(_ range: TextRange, _ document: Document) -> String {
    guard range.count > longestQuoted else { return document.text(range) }
    var end = range.start + excerptLength
    while document.bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return document.text(TextRange(range.start, end)) + "…"
  }
}

/// Runs of pieces between spaces none of which is a word.
private struct GarbageRuns {
  private let analysis: Analysis
  private let document: Document
  /// So many pieces in a row are no accident.
  private static let least = 4
  /// In a text that shows no other damage only a longer run counts, most of whose pieces hold a sign.
  private static let leastInClean = 6
  /// Zipf frequency of a word of two letters that is language by itself.
  private static let commonest: Zipf = 5.5
  /// Bytes of a word too short to pass for a name.
  private static let shortWord = 3
  private let isSuspicious: Bool

  init(_ analysis: Analysis, isSuspicious: Bool) {
    (self.analysis, document, self.isSuspicious) = (analysis, analysis.document, isSuspicious)
  }

  private enum Piece { case language, neutral, garbage }

  func find() -> [TextRange] {
    var found: [TextRange] = []
    for paragraph in paragraphs() {
      var run: TextRange?
      var pieces = 0, signs = 0, odd = 0, foreign = 0
      func close() {
        // Refrains are lowercase letters without a sign: fol de rol.
        let isRun = foreign > 1 ? false : isSuspicious ? pieces >= Self.least && odd > 0 : pieces >= Self.leastInClean && signs * 2 > pieces
        if isRun, let run { found.append(run) }
        (run, pieces, signs, odd, foreign) = (nil, 0, 0, 0, 0)
      }
      var i = paragraph.tokens.lowerBound
      while i < paragraph.tokens.upperBound {
        if document.tokens[i].isBlank {
          i += 1
          continue
        }
        var end = i
        while end < paragraph.tokens.upperBound, !document.tokens[end].isBlank { end += 1 }
        switch judge(i..<end) {
        case .language: close()
        case .neutral: break
        case .garbage:
          let range = TextRange(document.tokens[i].start, document.tokens[end - 1].end)
          run = run.map { $0.union(range) } ?? range
          pieces += 1
          if (i..<end).contains(where: { isForeignFunctionWord(document.tokens[$0], document) }) { foreign += 1 }
          if (i..<end).contains(where: { document.tokens[$0].kind == .symbol }) { signs += 1 }
          if (i..<end).contains(where: { isOdd(document.tokens[$0]) }) { odd += 1 }
        }
        i = end
      }
      close()
    }
    return found
  }

  private func isOdd(_ token: Token) -> Bool {
    switch token.kind {
    case .word:
      token.flags.contains(.digit) || document.vocabulary[token.word].shape == .mixed || document.vocabulary[token.word].shape == .upper
    case .symbol, .hyphen, .dash: true
    default: false
    }
  }

  /// The paragraphs that may hold a run: in clean text those with signs enough.
  private func paragraphs() -> [Paragraph] {
    if isSuspicious { return document.paragraphs }
    let symbols = analysis.tokenIndex.symbols
    var found: [Paragraph] = []
    var i = 0
    while i < symbols.count {
      guard let paragraph = document.paragraph(ofToken: symbols[i]) else { i += 1; continue }
      let first = i
      while i < symbols.count, symbols[i] < paragraph.tokens.upperBound { i += 1 }
      if (i - first) * 2 > Self.leastInClean { found.append(paragraph) }
    }
    return found
  }

  private func judge(_ piece: Range<Int>) -> Piece {
    var isOdd = false, hasName = false
    for i in piece {
      let token = document.tokens[i]
      switch token.kind {
      case .word:
        if token.flags.contains(.dotted) { return .neutral }
        let isKnown = analysis.words.isKnown(token.word)
        if isKnown, token.count > 2 || token.count > 1 && analysis.words.zipf(token.word) >= Self.commonest { return .language }
        if token.count == 1, "aI".utf8.contains(document.bytes[token.start]) { return .neutral }
        // A name is no garbage.
        if !isKnown, token.count > Self.shortWord, document.vocabulary[token.word].shape == .capitalised { hasName = true }
        isOdd = true
      case .symbol, .hyphen: isOdd = true
      case .number, .verbatim: return .neutral
      default: break
      }
    }
    if hasName { return .language }
    return isOdd ? .garbage : .neutral
  }
}
