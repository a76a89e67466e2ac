import Formats
import Spelling

/// Finds marks and letters that scanners and copying leave behind, inside a word, glued to one or alone between words.
package struct StrayCharacter: Rule {
  package static let id: RuleID = "stray-character"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let marks = StrayMarks(analysis)
    let strokes = Set(analysis.resources.isEnglish ? analysis.shared(LoneGlyphs.self).strokes.map(\.token) : [])
    var paragraphs = document.paragraphs[...]
    for i in analysis.tokenIndex.symbols {
      while let first = paragraphs.first, first.tokens.upperBound <= i { paragraphs.removeFirst() }
      guard let paragraph = paragraphs.first, paragraph.tokens.contains(i), paragraph.words > 1,
        let scalar = document.scalar(at: document.tokens[i].start), StrayMarks.all.contains(scalar)
      else { continue }
      let place = StrayPlace(i, scalar, paragraph, document)
      switch (place.left, place.right) {
      case (.word, .word): inWord(place, marks, analysis, &findings)
      case (.blank, .blank), (.blank, .stop): if !strokes.contains(i), marks.isStrayAlone(place) { alone(place, document, &findings) }
      case (.blank, .word), (.word, .blank), (.word, .stop):
        if marks.isStrayBeside(place) { beside(place, document, &findings) }
      default: break
      }
    }
    StrayLetters(analysis).find(&findings)
  }

  // MARK: inside a word

  /// Of a word that is looked for without its mark.
  private static let wordBytes = 3..<60
  /// Letters of words that come about by chance, unless they are of the commonest (Zipf frequency).
  private static let shortWord = 3, commonest: Zipf = 4.5
  /// Zipf frequency of a word that nobody names a file by.
  private static let common: Zipf = 4.0
  /// Outside of words, what a mark stands for may have been lost with it.
  private static let outside: Confidence = 0.9

  /// `b¦lock`: the parts make a word without the mark.
  private func inWord(_ place: StrayPlace, _ marks: StrayMarks, _ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let (left, right) = (document.tokens[place.index - 1], document.tokens[place.index + 1])
    let joined = Array(document.bytes(left)) + Array(document.bytes(right))
    guard Self.wordBytes.contains(joined.count) else { return }
    let isWord = Self.isKnown(joined, analysis)
    if place.scalar == 0x60 || place.scalar == 0xB4 {
      // didn`t: an apostrophe was meant.
      let contraction = Array(document.bytes(left)) + [.apostrophe] + Array(document.bytes(right))
      if right.count < 2 || left.count == 1 || Self.isKnown(contraction, analysis) { return }
    }
    if StrayMarks.technical.contains(place.scalar) {
      guard isWord, joined.count > Self.shortWord || analysis.lexicon.zipf(lowercased(joined[...])) >= Self.commonest else { return }
      let isPair = left.count > 2 && right.count > 2 && analysis.words.isKnown(left.word) && analysis.words.isKnown(right.word)
      if isPair, StrayMarks.joining.contains(place.scalar) {
        // file_name is a name, under_stand in a text without other such marks is not.
        guard marks.count(place.scalar) == 1, analysis.lexicon.zipf(lowercased(joined[...])) >= Self.common else { return }
      }
    } else if !isWord {
      let isLower = document.scalar(before: left.end).map { ScalarClass($0).kind == .lower } ?? false
      guard isLower, document.vocabulary[right.word].shape == .lower else { return }
      let isPair = left.count > 2 && right.count > 2 && analysis.words.isKnown(left.word) && analysis.words.isKnown(right.word)
      if isPair { return }
    }
    let range = TextRange(left.start, right.end)
    let fixed = String(decoding: joined, as: UTF8.self)
    findings.flag(
      range, "a stray “\(document.text(document.tokens[place.index].range))” inside “\(fixed)”",
      fix: Fix(range, fixed, confidence: isWord ? 0.97 : 0.85))
  }

  /// Whether a dictionary or the document has the word, possessive ending aside.
  private static func isKnown(_ word: [UInt8], _ analysis: Analysis) -> Bool {
    var plain = plainSpelling(word[...])
    if !analysis.lexicon.accepts(plain).isEmpty { return true }
    if let id = analysis.document.vocabulary.foldID(lowercased(plain[...])), analysis.document.vocabulary.folds[Int(id)].count > 0 {
      return true
    }
    guard plain.count > Self.shortWord + 1, plain.suffix(2) == [.apostrophe, UInt8(ascii: "s")] else { return false }
    plain.removeLast(2)
    return !analysis.lexicon.accepts(plain).isEmpty
  }

  // MARK: alone and beside a word

  private func alone(_ place: StrayPlace, _ document: Document, _ findings: inout Findings) {
    let i = place.index, mark = document.tokens[i]
    var range = mark.range
    if place.right == .blank, !place.isLast, document.tokens[i + 1].kind == .space {
      range = range.union(document.tokens[i + 1].range)
    } else if i > place.paragraph.tokens.lowerBound, document.tokens[i - 1].kind == .space {
      range = range.union(document.tokens[i - 1].range)
    }
    findings.flag(
      mark.range, "a stray “\(document.text(mark.range))” stands by itself", severity: document.isTechnical ? .note : .warning,
      fix: .removal(of: range, confidence: Self.outside))
  }

  private func beside(_ place: StrayPlace, _ document: Document, _ findings: inout Findings) {
    let i = place.index, mark = document.tokens[i]
    let word = place.left == .word ? document.tokens[i - 1] : document.tokens[i + 1]
    let range = mark.range.union(word.range), text = document.text(word.range)
    findings.flag(
      range, "a stray “\(document.text(mark.range))” beside “\(text)”", severity: document.isTechnical ? .note : .warning,
      fix: Fix(range, text, confidence: Self.outside))
  }
}
