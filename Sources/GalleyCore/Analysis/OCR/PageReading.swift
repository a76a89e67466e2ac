import Formats
package import Spelling

/// What was misread on a damaged page besides what no dictionary knows: known words, numbers and marks, each weighed where it
/// stands by the trees of `Rules/model/page-words.tsv` and `page-marks.tsv`, which `Scripts/fit pages` fits.
package struct PageReading: SharedAnalysis {
  package struct Suspect {
    package let token: Int
    let odds: LogOdds
    /// The word that it may be a misreading of.
    package let other: Lexicon.Confusion?
  }

  /// By token, the log odds that it was misread, none below `surely`; NaN where nobody asks.
  private var odds: [Float] = []
  /// Known words and numbers that were rather misread, in reading order.
  package private(set) var words: [Suspect] = []
  /// Whether the text is a page throughout, and no article that somebody’s software damaged.
  package let isPage: Bool

  /// The share of unknown words that texts which were typed hardly reach.
  private static let leastShare = 0.025
  /// The share that tells a page set in lines, whatever copying has done to it besides.
  private static let leastWrapped = 0.015
  /// The probability of a scanner’s error that damage alone gives, whoever did it.
  private static let scanned = 0.9
  /// From these log odds on a word, a mark is reported; up to these a word is beyond doubt.
  private static let least: LogOdds = 0.2
  static let leastMark: LogOdds = 0.1
  private static let surely: LogOdds = -2.0

  private static func isPage(_ damage: Damage, _ setting: PageSetting, _ analysis: Analysis) -> Bool {
    if analysis.document.layout == nil, isBornDigital(analysis) { return false }
    guard damage.share >= leastShare || setting.isWrapped || setting.isPeriod, damage.marks > 0 || damage.ocrPrior > scanned else { return false }
    return setting.isWrapped && damage.share >= leastWrapped || !Damage.isTyped(analysis)
  }

  /// Whether the text is marked up or a list with typed bullets, has addresses, paths or code, or is about a program: nobody printed that.
  private static func isBornDigital(_ analysis: Analysis) -> Bool {
    let document = analysis.document
    return document.markup != .none || analysis.shared(ProgramManual.self).isOne || document.tokens.contains { $0.kind == .verbatim }
      || isList(document)
  }

  /// Lines with a bullet that make a list of a text, and how many lines there are for each at most.
  private static let leastBullets = 3, linesForBullet = 12

  private static func isList(_ document: Document) -> Bool {
    let tokens = document.tokens
    var lines = 1, bullets = 0, isStart = true
    for i in tokens.indices {
      if tokens[i].kind == .lineBreak { lines += 1 }
      if isStart, i + 1 < tokens.count, tokens[i + 1].kind == .space, tokens[i].count == 1,
        [.asterisk, .hyphen].contains(document.bytes[tokens[i].start])
      {
        bullets += 1
      }
      isStart = tokens[i].kind == .lineBreak || isStart && tokens[i].kind == .space
    }
    return bullets >= leastBullets && bullets * linesForBullet >= lines
  }

  package init(_ analysis: Analysis) {
    let damage = analysis.shared(Damage.self), setting = analysis.shared(PageSetting.self)
    isPage = analysis.isEnglish && damage.level >= .damaged && Self.isPage(damage, setting, analysis)
    guard isPage, let words = Self.wordTrees.value, let marks = Self.markTrees.value else { return }
    let tokens = analysis.document.tokens
    odds = Array(repeating: .nan, count: tokens.count)
    var wordEvidence = PageWordEvidence(analysis), markEvidence = PageMarkEvidence(analysis)
    for i in tokens.indices {
      if wordEvidence.isAsked(i) {
        guard let answer = wordEvidence.answer(i) else {
          odds[i] = -.infinity
          continue
        }
        let found = words.logOdds(answer.features.values, least: Self.surely)
        odds[i] = Float(found.value)
        if found >= Self.least { self.words.append(Suspect(token: i, odds: found, other: answer.other)) }
      } else if markEvidence.isAsked(i) {
        odds[i] = Float(marks.logOdds(markEvidence.features(i).values, least: Self.surely).value)
      }
    }
  }

  static let wordTable = "model/page-words.tsv", markTable = "model/page-marks.tsv"
  private static let wordTrees = Lazy { CompiledTrees.model("word", of: wordTable) }
  private static let markTrees = Lazy { CompiledTrees.model("mark", of: markTable) }

  /// Nil where nobody asks: of pages without damage, of unknown words.
  func odds(_ i: Int) -> LogOdds? { odds.indices.contains(i) && !odds[i].isNaN ? LogOdds(Double(odds[i])) : nil }

  /// Whether a token was read right as far as anybody can tell.
  func isSure(_ i: Int) -> Bool { odds(i).map { $0 <= Self.surely } ?? false }
}
