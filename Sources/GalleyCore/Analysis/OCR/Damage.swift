import Formats
import Spelling

/// How damaged a text is, and by whom: estimated before anything is corrected.
///
/// A single odd mark proves nothing; how many there are, and of which kind, tells the page that a machine read from the
/// article that somebody wrote. Rules about scans ask `level` how little evidence they may do with.
package struct Damage: SharedAnalysis {
  package enum Level: Int, Comparable, Sendable {
    /// Written by people: only overwhelming evidence counts.
    case clean
    /// A machine's reading with few errors.
    case light
    case damaged
    /// One word in ten and more is wrong.
    case heavy

    package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Share of running words that stand alone as unknown among known ones; foreign passages do not count.
  package let share: Double
  /// The part of it that common words are near to.
  package let slips: Double
  /// The probability (0…1) that an error here is a scanner's: damage that no keyboard makes raises it.
  package let ocrPrior: Double
  package let level: Level
  /// Marks and digits where no keyboard puts them.
  package let marks: Int

  /// Distinct errors that are asked whose they are.
  private static let mostAsked = 24
  /// An ornament that recurs is the text's own.
  private static let mostOfOneSymbol = 3

  /// In fewer words no share says anything.
  private static let leastWords = 20
  /// Bytes of a word that may be a unit, a sign or an abbreviation.
  private static let shortWord = 3
  /// Zipf frequency from which on a word that no dictionary has is some name or jargon.
  private static let usual: Zipf = 3.4
  /// Bytes of an unknown word that may be one that the dictionaries have left out for its rarity.
  private static let leastRare = 5
  /// Signs of damage for each running word: one in twenty, one in eighty, fewer; fewest on what is known to be a page.
  private static let heavy = 0.05, damaged = 0.0125, light = 0.008, lightPage = 0.003
  /// Shares of unknown words that writers do not reach, and seldom reach.
  private static let manyUnknown = 0.03, someUnknown = 0.012

  package init(_ analysis: Analysis) {
    let document = analysis.document
    guard !document.isTechnical else {
      // Its unknown words are terms, its odd marks notation.
      (share, slips, ocrPrior, level, marks) = (0, 0, 0.05, .clean, 0)
      return
    }
    let words = analysis.words
    let setting = analysis.shared(PageSetting.self)
    let isPage = document.layout != nil || setting.isPrinted
    var unknown = 0, digits = analysis.resources.isEnglish ? analysis.shared(LoneGlyphs.self).digits.count : 0
    let all = document.wordCount
    var seen: Set<WordID> = []
    var evidence = 0.0
    // Distinct unknown words that the text does not keep using: near a common word, and near none.
    var near = 0, far = 0, answered = 0
    var (signs, symbols) = Self.signs(analysis)
    for i in analysis.outOfVocabulary {
      guard let sentence = document.sentence(of: i) else { continue }
      let token = document.tokens[i]
      let shape = document.vocabulary[token.word].shape
      // acc1dent, not EC2M.
      if token.flags.contains(.digit), shape == .lower, token.count > Self.shortWord, !Self.isModel(document.bytes(token)) { digits += 1 }
      if shape == .mixed, token.flags.isDisjoint(with: [.apostrophe, .digit]), document.bytes[token.start].isLowercase { signs += 1 }
      guard shape == .lower, words.zipf(token.word) < Self.usual, unknownNeighbours(i, sentence, document, words) == 0,
        !isNearForeignWords(i, sentence, document), token.count < Self.leastRare || !analysis.lexicon.isRare(document.bytes(token).span),
        !setting.isPeriod || !Archaisms.isForm(document.bytes(token), analysis.lexicon)
      else { continue }
      unknown += 1
      if seen.count < Self.mostAsked, seen.insert(token.word).inserted {
        let isOwn = document.vocabulary.fold(of: token.word).count > 2
        guard let found = analysis.lexicon.scannerEvidence(document.bytes(token)) else {
          if !isOwn { far += 1 }
          continue
        }
        answered += 1
        evidence += found
        if !isOwn { near += 1 }
      }
    }
    for (_, count) in symbols where count > Self.mostOfOneSymbol { signs -= count }
    marks = digits + signs
    // What nothing is near to may be a term, a species, a command; slips and misreadings lie near common words.
    let share = all < Self.leastWords ? 0 : Double(unknown) / Double(all)
    self.share = share
    slips = seen.isEmpty ? 0 : share * Double(answered) / Double(seen.count)
    let weight = Double(near) + 0.5 * Double(far) + Double(digits + signs)
    let density = all < Self.leastWords ? 0 : weight / Double(all)
    // The words that people misspell are near others by the slips of hand and mind; they leave no marks.
    let trace = evidence + 0.75 * Double(near) + 0.7 * Double(digits + signs) + (isPage ? 1.5 : 0)
    let isDamaged = near + digits + signs > 0 && trace > (isPage ? -0.5 : 0.5)
    // What no scanner makes tells that somebody’s computer garbled the text: there only a page full of errors is one.
    let least = isPage ? 2.5 : Self.isTyped(analysis) ? 10 : 5
    switch weight {
    case max(8, least)... where density >= Self.heavy && isDamaged: level = .heavy
    case least... where density >= Self.damaged && isDamaged: level = .damaged
    case (isPage ? 1 : least - 0.5)... where density >= (isPage ? Self.lightPage : Self.light) && (isPage || isDamaged): level = .light
    default: level = document.layout != nil || setting.isCut ? .light : .clean
    }
    // What the odds are before the errors themselves are looked at, as log₁₀.
    // Nobody types old books.
    let isBook = level == .light && setting.isBook
    let odds: Double =
      document.layout != nil || level >= .damaged || isBook ? 1.3 : digits > 1 || share > Self.manyUnknown ? 0.3 : share > Self.someUnknown ? 0 : -0.5
    // Errors of one text are not independent of each other.
    let posterior = odds + max(-3, min(3, evidence / 2))
    ocrPrior = max(level >= .damaged ? 0.9 : 0, 1 - 1 / (1 + tenToThe(posterior)))
  }

  /// `amd64`, `m68k`: a number in a name. A scanner takes letters for digits one by one, and l for 1.
  private static func isModel(_ word: ArraySlice<UInt8>) -> Bool {
    var run = 0, other = 0
    for byte in word {
      if byte.isDigit {
        run += 1
        other += "015".utf8.contains(byte) ? 0 : 1
        if run >= 2, other > 0 { return true }
      } else {
        (run, other) = (0, 0)
      }
    }
    return false
  }

  /// Whether the text has what copying and decoding leave and no scanner reads: invisible scalars, letters of another
  /// alphabet, the signs of a wrong character set, entities.
  static func isTyped(_ analysis: Analysis) -> Bool {
    let document = analysis.document, tokens = document.tokens, odd = analysis.tokenIndex
    if odd.hidden.contains(where: { tokens[$0].kind != .lineBreak }) { return true }
    if odd.wideWords.contains(where: { analysis.words[tokens[$0].word].isForeignScript }) { return true }
    for i in odd.wide {
      // Â, Ã, and â before another wide scalar.
      let bytes = document.bytes(tokens[i])
      for (k, byte) in zip(bytes.indices, bytes) where byte == 0xC3 && k + 1 < document.bytes.count {
        let next = document.bytes[k + 1]
        if next == 0x82 || next == 0x83 || next == 0xA2 && k + 2 < document.bytes.count && document.bytes[k + 2] >= 0xC2 { return true }
      }
    }
    return odd.symbols.contains { i in
      guard i + 2 < tokens.count, document.bytes[tokens[i].start] == .ampersand else { return false }
      return tokens[i + 1].kind == .word && document.bytes[tokens[i + 2].start] == .semicolon
    }
  }

  /// How many marks stand where writers put none, and how often each symbol is one.
  private static func signs(_ analysis: Analysis) -> (count: Int, symbols: [UInt8: Int]) {
    let document = analysis.document
    let all = document.tokens
    let tokens = all.span
    var count = 0
    for i in analysis.tokenIndex.marks(clauseMarks) where i + 1 < tokens.count {
      // Most marks have a space after them; then only a stop may be one.
      if tokens[i + 1].kind == .space, document.bytes[tokens[i].start] != .stop { continue }
      if isSign(i, document) { count += 1 }
    }
    var symbols: [UInt8: Int] = [:]
    for i in analysis.tokenIndex.symbols where tokens[i].kind == .symbol && isSign(i, document) {
      count += 1
      symbols[document.bytes[tokens[i].end - 1], default: 0] += 1
    }
    return (count, symbols)
  }

  private static let clauseMarks = MarkSet(".,;:")

  /// A mark where writers put none: glued between lowercase words, doubled, before a lowercase word, on a word's edge.
  private static func isSign(_ i: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard i > 0, i + 1 < tokens.count else { return false }
    let (before, after) = (tokens[i - 1], tokens[i + 1])
    switch tokens[i].kind {
    case .punctuation:
      let byte = document.bytes[tokens[i].start]
      guard byte == .stop || byte == .comma || byte == .semicolon || byte == .colon, isLowercase(before, document) else { return false }
      if isLowercase(after, document) { return true }
      if after.kind == .punctuation { return document.bytes[after.start] == .stop || document.bytes[after.start] == .comma }
      guard byte == .stop, after.kind == .space, i + 2 < tokens.count, before.count > Self.shortWord else { return false }
      return isLowercase(tokens[i + 2], document)
    case .symbol:
      let byte = document.bytes[tokens[i].start]
      // Superscripts and subscripts are chemistry: K⁺, H₂O.
      let isRaised = byte == 0xE2 && (document.bytes[tokens[i].start + 1] == 0x81 || document.bytes[tokens[i].start + 1] == 0x82)
      let isOrnament = byte == .tilde || byte == .bar || byte == .backslash || byte == .caret || byte == .asterisk || byte == 0xE2 && !isRaised
      return isOrnament && (before.kind == .word) != (after.kind == .word)
    default: return false
    }
  }
}

func isLowercase(_ token: Token, _ document: Document) -> Bool {
  token.kind == .word && document.vocabulary[token.word].shape == .lower
}
