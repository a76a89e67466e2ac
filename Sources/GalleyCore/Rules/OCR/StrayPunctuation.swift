import Formats
import Spelling

/// Finds marks that a scanner saw where none stand, or read for others: `great. sensation`, `was.only`, `‘shops`.
///
/// Only pages that show other damage are read like this: in an article the same oddities are somebody's choice, or
/// belong to the rules about punctuation.
package struct StrayPunctuation: Rule {
  package static let id: RuleID = "stray-punctuation"
  package init(_ card: RuleCard) {}

  /// A mark with what it stands beside.
  struct Reading {
    let range: TextRange
    let message: String
    /// What was printed; nil where it is anybody's guess.
    let text: String?
    let confidence: Confidence
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let level = analysis.shared(Damage.self).level
    guard level > .clean else { return }
    let document = analysis.document
    let stops = StrayStops(analysis)
    let glued = GluedMarks(analysis)
    let page = PageMarks(analysis)
    for paragraph in document.paragraphs where paragraph.words > 0 {
      let quotes = StrayQuotes(analysis, paragraph)
      for i in paragraph.tokens {
        let reading: Reading?
        switch document.tokens[i].kind {
        case .punctuation: reading = glued.mark(i) ?? stops.read(i, paragraph)
        case .quote: reading = quotes.read(i)
        case .hyphen: reading = level >= .damaged ? glued.hyphen(i) : nil
        case .word: reading = document.tokens[i].flags.contains(.apostrophe) ? glued.apostrophe(i) : nil
        case .symbol: reading = level >= .damaged ? glued.symbol(i, paragraph) : nil
        default: reading = nil
        }
        guard let reading = reading ?? page.read(i, paragraph) else { continue }
        findings.flag(
          reading.range, reading.message, severity: .warning,
          fixes: reading.text.map { [Fix(reading.range, $0, confidence: reading.confidence)] } ?? [])
      }
    }
  }
}

/// Stops and commas that stand where the sentence goes on, and commas where it ends.
private struct StrayStops {
  let analysis: Analysis
  let document: Document
  let setting: PageSetting
  let level: Damage.Level
  /// Commas stand before capitals throughout: where lines of verse ended.
  let isVerse: Bool

  init(_ analysis: Analysis) {
    (self.analysis, document, setting) = (analysis, analysis.document, analysis.shared(PageSetting.self))
    level = analysis.shared(Damage.self).level
    let document = document, tokens = document.tokens
    let lines = analysis.tokenIndex.marks(MarkSet(",")).count { i in
      guard i + 2 < tokens.count, tokens[i + 1].kind == .space, tokens[i + 2].kind == .word else { return false }
      let word = document.vocabulary[tokens[i + 2].word]
      return word.shape == .capitalised && Self.openers.contains(document.vocabulary.folds[Int(word.folded)].text)
    }
    isVerse = lines >= Self.leastLines && lines * Self.wordsForLine >= document.wordCount
  }

  func read(_ i: Int, _ paragraph: Paragraph) -> StrayPunctuation.Reading? {
    let tokens = document.tokens
    let byte = document.bytes[tokens[i].start]
    guard byte == .stop || byte == .comma, i > paragraph.tokens.lowerBound, tokens[i - 1].kind == .word else { return nil }
    let left = tokens[i - 1]
    let range = TextRange(left.start, tokens[i].end)
    let word = document.text(left.range)
    guard left.flags.isDisjoint(with: [.dotted, .digit]), Abbreviations.kind(of: document.bytes(left)) == .none else { return nil }
    guard i + 1 < paragraph.tokens.upperBound else {
      // A page's paragraph that ends with a comma.
      guard byte == .comma, setting.isWrapped || level >= .damaged, paragraph.words >= Self.leastWords, !setting.isOld, goesOnCapital(i) else { return nil }
      return .init(range: range, message: "“\(word),” ends a paragraph: a stop read as a comma", text: word + ".", confidence: 0.6)
    }
    // A wide gap is another column.
    guard tokens[i + 1].isBlank, tokens[i + 1].kind != .space || tokens[i + 1].count == 1,
      let next = document.next(i, limit: paragraph.tokens.upperBound), tokens[next].kind == .word,
      next == i + 2 || setting.isWrapped
    else { return nil }
    let right = tokens[next]
    let lower = lowercased(document.bytes(left))
    if Self.dangling.contains(lower), isLowercase(left, document), byte == .stop || isLowercase(right, document) {
      return .init(
        range: range, message: "a stray “\(document.text(tokens[i].range))” after “\(word)”", text: word, confidence: 0.85)
    }
    if byte == .stop {
      if let cut = cutWord(left, right, range) { return cut }
      guard isLowercase(right, document), right.flags.isDisjoint(with: [.digit, .dotted]), left.count > 2,
        !setting.isBook || level == .heavy || right.count > 1 && analysis.words.isKnown(right.word),
        analysis.words.isKnown(left.word) || left.count > Self.shortWord, document.vocabulary[left.word].shape != .upper || left.count > Self.shortAcronym
      else { return nil }
      let isJoint = analysis.lexicon.hasBigram(lower, lowercased(document.bytes(right))) > 0
      let isPause = !isJoint && Self.pauses.contains(lowercased(document.bytes(right)))
      return .init(
        range: range, message: "a stop after “\(word)”, but the sentence goes on", text: isPause ? word + "," : word,
        confidence: isJoint ? 0.8 : 0.5)
    }
    guard !setting.isPeriod, !isVerse, Self.openers.contains(lowercased(document.bytes(right))),
      document.vocabulary[right.word].shape == .capitalised, let second = document.next(next, limit: paragraph.tokens.upperBound),
      isLowercase(tokens[second], document)
    else { return nil }
    return .init(
      range: range, message: "“\(word), \(document.text(right.range))”: a stop read as a comma", text: word + ".", confidence: 0.8)
  }

  /// Whether what follows begins like a sentence.
  private func goesOnCapital(_ i: Int) -> Bool {
    guard let next = document.next(i) else { return true }
    let token = document.tokens[next]
    return token.kind != .word || !isLowercase(token, document)
  }

  /// `drink. ing`: the hyphen of a line end read as a stop.
  private func cutWord(_ left: Token, _ right: Token, _ range: TextRange) -> StrayPunctuation.Reading? {
    guard isLowercase(right, document), left.flags.union(right.flags).isDisjoint(with: [.digit, .dotted]) else { return nil }
    let whole = lowercased((document.bytes(left) + document.bytes(right))[...])
    let bothKnown = analysis.words.isKnown(left.word) && analysis.words.isKnown(right.word)
    guard !analysis.lexicon.accepts(whole).isEmpty, analysis.lexicon.zipf(whole) >= (bothKnown ? Self.usual : Self.known) else { return nil }
    if bothKnown, analysis.words.zipf(right.word) >= Self.common { return nil }
    let fixed = document.text(left.range) + document.text(right.range)
    return .init(
      range: TextRange(left.start, right.end), message: "“\(fixed)” was cut at a line end, its hyphen read as a stop", text: fixed,
      confidence: bothKnown ? 0.7 : 0.95)
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }
  /// Commas before capitals that lines of verse leave, and words for each.
  private static let leastLines = 5, wordsForLine = 100
  /// Words of a paragraph that is a sentence.
  private static let leastWords = 5
  /// Bytes of an unknown word, and of one in capitals, that may be an abbreviation.
  private static let shortWord = 4, shortAcronym = 5
  /// Zipf frequency of a word that was cut into pieces, of one that was cut into words, of a word that begins a sentence.
  private static let known: Zipf = 1.5, usual: Zipf = 3.4, common: Zipf = 5.0
  /// Words that no mark may follow.
  private static let dangling = set("the a an my our their your every")
  /// Words that a comma may well stand before.
  private static let pauses = WordClass.afterComma
  private static let openers = WordClass.clauseOpener
}

/// Single quotation marks without a partner in their paragraph, where no apostrophe can be meant.
private struct StrayQuotes {
  private let document: Document
  private let isSinglePrimary: Bool
  private let level: Damage.Level
  private var strays: Set<Int> = []

  init(_ analysis: Analysis, _ paragraph: Paragraph) {
    document = analysis.document
    level = analysis.shared(Damage.self).level
    isSinglePrimary = analysis.shared(PageSetting.self).isOld
    guard !isSinglePrimary, paragraph.kind != .fragment else { return }
    let tokens = document.tokens
    var open: [Int] = []
    for i in paragraph.tokens where tokens[i].kind == .quote && isSingle(tokens[i]) {
      let isAfterWord = i > 0 && [.word, .number, .punctuation].contains(tokens[i - 1].kind)
      let isBeforeWord = i + 1 < tokens.count && [.word, .number].contains(tokens[i + 1].kind)
      if isBeforeWord, !isAfterWord {
        if !isElision(tokens[i + 1]) { open.append(i) }
      } else if isAfterWord {
        if open.popLast() == nil, !isPlural(tokens[i - 1]) { strays.insert(i) }
      } else if !isBeforeWord {
        strays.insert(i)
      }
    }
    strays.formUnion(open)
  }

  func read(_ i: Int) -> StrayPunctuation.Reading? {
    guard strays.contains(i) else { return nil }
    let tokens = document.tokens
    let mark = document.text(tokens[i].range)
    if i + 1 < tokens.count, tokens[i + 1].kind == .word, i == 0 || tokens[i - 1].kind != .word {
      let range = tokens[i].range.union(tokens[i + 1].range), word = document.text(tokens[i + 1].range)
      return .init(range: range, message: "a stray “\(mark)” before “\(word)”: nothing closes it", text: word, confidence: Self.unpaired)
    }
    guard i > 0 else { return nil }
    if tokens[i - 1].kind == .word {
      guard tokens[i - 1].count > 1 else { return nil }
      let range = tokens[i - 1].range.union(tokens[i].range), word = document.text(tokens[i - 1].range)
      return .init(range: range, message: "a stray “\(mark)” after “\(word)”: nothing opens it", text: word, confidence: Self.unpaired)
    }
    guard tokens[i - 1].isBlank, i + 1 < tokens.count, tokens[i + 1].isBlank else { return nil }
    return .init(range: tokens[i].range, message: "a stray “\(mark)” stands by itself", text: level >= .damaged ? "" : nil, confidence: Self.lone)
  }

  private func isSingle(_ token: Token) -> Bool {
    guard let scalar = document.scalar(at: token.start) else { return false }
    return [0x27, 0x60, 0x2018, 0x2019].contains(scalar)
  }

  /// `boys’`, `goin’`.
  private func isPlural(_ token: Token) -> Bool {
    guard token.kind == .word else { return false }
    let last = document.bytes[token.end - 1] | .caseBit
    if last == UInt8(ascii: "s") || last == UInt8(ascii: "x") || last == UInt8(ascii: "z") { return true }
    return Self.clipped.contains(lowercased(document.bytes(token))) || document.bytes(token).suffix(2).elementsEqual("in".utf8)
  }

  private func isElision(_ token: Token) -> Bool {
    token.kind == .number || token.flags.contains(.digit) || Self.elided.contains(lowercased(document.bytes(token)))
  }

  private static func set(_ words: String) -> Set<[UInt8]> { Set(words.split(separator: " ").map { Array($0.utf8) }) }
  private static let elided = WordClass.printedElision
  /// The other mark of the pair may have been lost.
  private static let unpaired: Confidence = 0.8
  /// Of a mark that touches nothing on a damaged page.
  private static let lone: Confidence = 0.6
  private static let clipped = set("o an th tho altho thro ol wi t d i")
}
