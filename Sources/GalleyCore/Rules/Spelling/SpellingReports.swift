import Formats
import Spelling

/// How the rules that share `SpellingJudgement` divide and word it.
enum SpellingReports {
  enum Share { case misspelling, ocr, joined, digits, apostrophe, capital }

  /// From which probability on a word is reported as what: of errors 98 in 100 are right, of warnings 90 taken together.
  private static let error = 0.96, warning = 0.75, note = 0.25
  /// From which a word is warned of on a misread page, where more are right than in the edited texts that probabilities are those of.
  private static let warningOnPage = 0.6, digitWarningOnPage = 0.5
  /// The same of words with a capital of which one correction is meant.
  private static let capitalWarning = 0.7
  /// The least probability of such a word that it is wrong and its first correction right.
  private static let capitalMeant = 0.45
  /// From which probability on a fix is made unasked: of all from here on 995 in 1,000 are right.
  private static let safe: Confidence = 0.98

  /// Which rule a word belongs to.
  private static func share(_ judged: SpellingJudgement.Judged, _ document: Document) -> Share {
    let token = document.tokens[judged.main]
    if let best = judged.corrections.first,
      Contraction.isIntended(lowercased(plainSpelling(Array(best.text.utf8)[...])[...]), for: judged.word.text)
    {
      return .apostrophe
    }
    if judged.corrections.first?.kind == .split { return .joined }
    if judged.corrections.first?.kind == .letterCase, document.vocabulary[token.word].shape == .lower { return .capital }
    if token.flags.contains(.digit) { return .digits }
    return judged.corrections.first?.kind == .ocr ? .ocr : .misspelling
  }

  static func report(
    _ share: Share, _ analysis: Analysis, _ findings: inout Findings,
    message: (String, Correction?) -> String
  ) {
    let document = analysis.document
    let isPage = analysis.shared(Damage.self).level >= .damaged && analysis.shared(PageReading.self).isPage
    let isCurly = analysis.shared(ApostropheUse.self).prefersCurly
    lazy var page = analysis.shared(PageCorrections.self)
    for judged in analysis.shared(SpellingJudgement.self).judged where self.share(judged, document) == share {
      guard var severity = severity(judged, analysis.resources.isEnglish, isPage: isPage) else { continue }
      if severity == .note, isNearName(judged, document) { severity = .warning }
      // Capitals after the first letter are a manner of writing: csv, iphone, Nato.
      if let best = judged.corrections.first, best.kind == .letterCase, share != .capital || best.text.dropFirst() != best.text.dropFirst().lowercased() {
        severity = .note
      }
      // Two Georgias: that a name has a plural is no slip, whatever lists say.
      let written = document.bytes(document.tokens[judged.main])
      if let best = judged.corrections.first, written.starts(with: best.text.utf8), WordFormation.isPluralName(written, analysis.lexicon) {
        severity = .note
      }
      for i in judged.word.occurrences where !isElided(i, document) && !isCut(i, document) && !document.isCutWord(i) {
        // `isnt'`: the mark behind belongs to it.
        if share == .apostrophe, ApostropheUse.isTrailing(i, analysis) { continue }
        let range = document.tokens[i].range
        if isPage {
          let here = page.corrections(of: judged, at: i)
          var fixes = onPage(here, at: i, page, document, isCurly) { judged.isWrong * $0 }
          // Where the form alone and the place agree.
          if let best = here.first, let first = judged.corrections.first, best.text.lowercased() == first.text.lowercased(),
            Confidence(judged.isWrong * judged.isRight) >= safe, fixes[0].edits[0].range == range, isFixable(best, at: i, document)
          {
            fixes[0] = Fix(edits: fixes[0].edits, confidence: Confidence(judged.isWrong * judged.isRight), safety: .safe)
          }
          findings.flag(range, message(document.text(range), here.first), severity: severity, fixes: fixes)
          continue
        }
        let fixes = judged.corrections.enumerated().map { rank, correction in
          let confidence = Confidence(rank == 0 ? judged.isWrong * judged.isRight : min(correction.confidence, 1 - judged.isRight))
          return Fix(
            replaced(by: correction, at: i, document), Self.text(correction, at: i, judged, document, isCurly), confidence: confidence,
            safety: confidence >= safe && isFixable(correction, at: i, document) ? .safe : .unsafe)
        }
        findings.flag(range, message(document.text(range), judged.corrections.first), severity: severity, fixes: fixes)
      }
    }
  }

  /// Fixes for a word of a page that a machine misread, with the marks that touch it; whoever applies them should look at the page.
  static func onPage(
    _ corrections: [Correction], at i: Int, _ page: PageCorrections, _ document: Document, _ isCurly: Bool, confidence: (Double) -> Double
  ) -> [Fix] {
    let place = page.place(of: i)
    return corrections.prefix(mostOnPage).map { correction in
      let text = isCurly ? correction.text.replacing("'", with: "’") : correction.text
      let isJoin = correction.kind == .joinLeft || correction.kind == .joinRight
      return Fix(
        isJoin ? replaced(by: correction, at: i, document) : place.range, isJoin ? text : text + place.mark,
        confidence: Confidence(confidence(correction.confidence)), safety: .unsafe)
    }
  }

  /// Corrections that are offered on such a page.
  private static let mostOnPage = 5

  /// Whether the best correction of a word with a capital is a day, a month, a country or a people, and the word no name that is
  /// known: of these there are few, and everybody writes them.
  private static func isNearName(_ judged: SpellingJudgement.Judged, _ document: Document) -> Bool {
    guard judged.column == .opening || judged.column == .capital, judged.word.text.count >= shortestName, let best = judged.corrections.first,
      best.kind == .typing || best.kind == .ocr, judged.isWrong * judged.isRight >= leastNearName,
      Gazetteer.entry(of: judged.word.text).readings.allSatisfy(isRare), !judged.word.occurrences.contains(where: { isGivenName($0, document) })
    else { return false }
    let meant = lowercased(Array(best.text.utf8)[...])
    return WordClass.calendar.contains(meant)
      || Gazetteer.entry(of: meant).readings.contains { Gazetteer.Kinds(.country, .demonym).contains($0.kind) }
  }

  /// Whether a surname may follow: Isreal Lopez.
  private static func isGivenName(_ i: Int, _ document: Document) -> Bool {
    guard let next = document.next(i), next == i + 2, document.tokens[next].kind == .word else { return false }
    return document.vocabulary[document.tokens[next].word].shape == .capitalised
  }

  /// Whether it is a given name or surname that hardly anybody has.
  private static func isRare(_ reading: Gazetteer.Reading) -> Bool {
    Gazetteer.Kinds(.given, .family).contains(reading.kind) && reading.extraText.first == rarestClass
  }
  /// Of given names and surnames, as Rules/names has it.
  private static let rarestClass: Character = "4"
  /// Letters of a name that hardly another is near to, and the least probability that it is meant.
  private static let shortestName = 6, leastNearName = 0.2

  /// What a correction takes the place of: of a word in two pieces, both.
  private static func replaced(by correction: Correction, at i: Int, _ document: Document) -> TextRange {
    let range = document.tokens[i].range
    switch correction.kind {
    case .joinLeft: return document.previous(i).map { TextRange(document.tokens[$0].start, range.end) } ?? range
    case .joinRight: return document.next(i).map { TextRange(range.start, document.tokens[$0].end) } ?? range
    default: return range
    }
  }

  /// Whether an apostrophe stands before a word that is what is left of an old one: `'twould`.
  private static func isElided(_ i: Int, _ document: Document) -> Bool {
    let start = document.tokens[i].start
    guard start > 0, document.bytes[start - 1] == UInt8(ascii: "'") || document.bytes[..<start].suffix(3).elementsEqual("’".utf8) else { return false }
    return Archaisms.isElided([UInt8(ascii: "'")] + document.bytes[document.tokens[i].range.start..<document.tokens[i].range.end])
  }

  /// Whether a character was lost next to the word: `caf�`.
  private static func isCut(_ i: Int, _ document: Document) -> Bool {
    let range = document.tokens[i].range
    return document.bytes[range.end...].starts(with: "\u{FFFD}".utf8) || document.bytes[..<range.start].suffix(3).elementsEqual("\u{FFFD}".utf8)
  }

  /// - Parameters:
  ///   - isEnglish: of other languages no frequencies tell which word is meant
  ///   - isPage: whether the text is a page that a machine misread
  private static func severity(_ judged: SpellingJudgement.Judged, _ isEnglish: Bool, isPage: Bool) -> Severity? {
    let hasCapital = judged.column == .opening || judged.column == .capital
    let least = isPage ? judged.word.text.contains(where: \.isDigit) ? digitWarningOnPage : warningOnPage : hasCapital ? capitalWarning : warning
    return switch judged.isWrong {
    // With a capital, what is near to nothing, or to many words alike, is rather a name.
    case least... where hasCapital && isEnglish && !isPage && judged.isWrong * judged.isRight < capitalMeant: .note
    case error...: .error
    case least...: .warning
    case note...: .note
    default: nil
    }
  }

  /// Whether a fix changes the word alone, and no name.
  private static func isFixable(_ correction: Correction, at i: Int, _ document: Document) -> Bool {
    document.vocabulary[document.tokens[i].word].shape == .lower && correction.kind != .joinLeft && correction.kind != .joinRight && correction.kind != .letterCase
  }

  /// A correction in the case of a place.
  private static func text(
    _ correction: Correction, at i: Int, _ judged: SpellingJudgement.Judged, _ document: Document, _ isCurly: Bool
  ) -> String {
    let text = isCurly ? correction.text.replacing("'", with: "’") : correction.text
    let word = document.tokens[i].word
    if word == document.tokens[judged.main].word { return text }
    switch document.vocabulary[word].shape {
    case .upper: return text.uppercased()
    case .capitalised: return text.prefix(1).uppercased() + text.dropFirst()
    default: return text
    }
  }
}
