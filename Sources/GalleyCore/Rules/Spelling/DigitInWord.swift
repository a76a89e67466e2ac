import Formats
import Spelling

/// Finds digits among the letters of a word and letters among the digits of a number, and on scanned pages digits that
/// stand for a word of one letter.
package struct DigitInWord: Rule {
  package static let id: RuleID = "digit-in-word"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    SpellingReports.report(.digits, analysis, &findings) { word, best in
      best.map { "“\(word)” has a digit among its letters; did you mean “\($0.text)”?" }
        ?? "“\(word)” has a digit among its letters"
    }
    guard analysis.resources.isEnglish else { return }
    let document = analysis.document
    page(analysis, &findings)
    // What people type has digits by themselves; no sentence of prose begins with one and a verb.
    let isAnywhere = analysis.isText(.scanned) || analysis.isText(.historical)
    for reading in analysis.shared(LoneGlyphs.self).digits where isAnywhere || reading.intended == "I" && beginsProse(reading.token, document) {
      let range = document.tokens[reading.token].range
      findings.flag(
        range, "“\(document.text(range))” stands where a word belongs; did you mean “\(reading.intended)”?", severity: .warning,
        fix: Fix(range, reading.intended, confidence: 0.94))
    }
  }

  /// Numbers of damaged pages: “175l. in gold” read as “1751.”, “011 the shelf”.
  private func page(_ analysis: Analysis, _ findings: inout Findings) {
    let reading = analysis.shared(PageReading.self), document = analysis.document
    guard reading.isPage else { return }
    let suspects = Set(reading.words.map(\.token))
    for i in analysis.tokenIndex.tokens(.number) where document.tokens[i].count > 1 {
      let range = document.tokens[i].range, number = document.text(range)
      if isPounds(i, document) {
        let pounds = String(number.dropLast()) + "l"
        findings.flag(
          range, "“\(number).” looks misread for “\(pounds).”, pounds", severity: .warning, fix: Fix(range, pounds, confidence: Self.pounds))
      } else if suspects.contains(i) {
        findings.flag(range, "“\(number)” does not fit here; it looks misread", severity: .warning)
      }
    }
  }

  /// How often a 1 before a stop that ends no sentence is the l of pounds.
  private static let pounds: Confidence = 0.93

  /// Whether a number ends in a 1 and a stop, and the sentence goes on.
  private func isPounds(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard document.bytes[tokens[i].end - 1] == UInt8(ascii: "1"), i + 2 < tokens.count, document.bytes[tokens[i].end] == .stop else { return false }
    let after = tokens[i + 2]
    if after.kind == .punctuation { return document.bytes[after.start] == .comma }
    return after.isBlank && i + 3 < tokens.count && isLowercase(tokens[i + 3], document)
      && (i < 2 || tokens[i - 2].kind != .punctuation && tokens[i - 2].kind != .number)
  }

  private func beginsProse(_ i: Int, _ document: Document) -> Bool {
    guard let sentence = document.sentence(of: i), document.paragraphs[sentence.paragraph].kind == .prose else { return false }
    return sentence.tokens.lowerBound == i
  }
}
