import Formats
import Spelling

/// Marks that a scanner put between two words in place of the space, or glued to one.
struct GluedMarks {
  private let analysis: Analysis
  private let document: Document
  private let level: Damage.Level
  private let isPeriod: Bool
  private var lineStarts: [UInt32: Int] = [:]
  private var symbols: [UInt32: Int] = [:]

  init(_ analysis: Analysis) {
    (self.analysis, document, level) = (analysis, analysis.document, analysis.shared(Damage.self).level)
    isPeriod = analysis.shared(PageSetting.self).isPeriod
    for i in analysis.tokenIndex.symbols {
      if let scalar = document.scalar(at: document.tokens[i].start) { symbols[scalar, default: 0] += 1 }
    }
    for i in analysis.tokenIndex.symbols where i == 0 || document.tokens[i - 1].kind == .lineBreak {
      if let scalar = document.scalar(at: document.tokens[i].start) { lineStarts[scalar, default: 0] += 1 }
    }
  }

  // MARK: stops, commas, colons

  func mark(_ i: Int) -> StrayPunctuation.Reading? {
    let tokens = document.tokens
    let byte = document.bytes[tokens[i].start]
    guard i > 0, i + 1 < tokens.count, byte == .stop || byte == .comma || byte == .semicolon || byte == .colon else { return nil }
    let (left, right) = (tokens[i - 1], tokens[i + 1])
    // &nbsp;
    if byte == .semicolon, left.start > 0, document.bytes[left.start - 1] == .ampersand { return nil }
    let mark = document.text(tokens[i].range)
    if right.kind == .punctuation, [.stop, .comma, .semicolon, .colon].contains(document.bytes[right.start]), left.kind == .word,
      left.flags.isDisjoint(with: [.dotted, .digit]), Abbreviations.kind(of: document.bytes(left)) == .none, left.count > 1
    {
      let range = TextRange(left.start, right.end), word = document.text(left.range)
      let isStop = byte == .stop || document.bytes[right.start] == .stop
      return .init(
        range: range, message: "“\(document.text(range))” ends in two marks", text: word + (isStop ? "." : ","), confidence: 0.6)
    }
    if left.isBlank, right.kind == .word, byte == .stop, right.count > 1, i > 1, tokens[i - 2].kind == .word {
      let range = TextRange(tokens[i].start, right.end), word = document.text(right.range)
      return .init(range: range, message: "a stray “\(mark)” before “\(word)”", text: word, confidence: 0.85)
    }
    guard isLowercase(left, document), left.flags.isDisjoint(with: [.dotted, .digit]), left.count > 1 else { return nil }
    if right.kind == .number {
      guard left.count > 2, Abbreviations.kind(of: document.bytes(left)) == .none else { return nil }
      let range = TextRange(left.start, right.end)
      let fixed = document.text(left.range) + " " + document.text(right.range)
      return .init(range: range, message: "“\(document.text(range))”: a space read as “\(mark)”", text: fixed, confidence: 0.8)
    }
    guard right.kind == .word, right.flags.isDisjoint(with: .dotted), isLowercase(right, document) || byte != .stop else { return nil }
    let range = TextRange(left.start, right.end)
    let joined = lowercased((document.bytes(left) + document.bytes(right))[...])
    let bothKnown = analysis.words.isKnown(left.word) && analysis.words.isKnown(right.word) && right.count > 1
    let isOne = !bothKnown && !analysis.lexicon.accepts(joined).isEmpty
    let (l, r) = (document.text(left.range), document.text(right.range))
    let fixed = isOne ? l + r : byte == .stop || isBigram(left, right) ? "\(l) \(r)" : "\(l)\(mark) \(r)"
    return .init(
      range: range, message: isOne ? "a stray “\(mark)” inside “\(fixed)”" : "“\(document.text(range))”: a space read as “\(mark)”",
      text: fixed, confidence: bothKnown || isOne ? .knownWord : 0.6)
  }

  private func isBigram(_ left: Token, _ right: Token) -> Bool {
    analysis.lexicon.hasBigram(lowercased(document.bytes(left)), lowercased(document.bytes(right))) > 0
  }

  // MARK: hyphens and apostrophes

  /// `conflict-of`: no compound has such a part.
  func hyphen(_ i: Int) -> StrayPunctuation.Reading? {
    let tokens = document.tokens
    guard i > 0, i + 1 < tokens.count, tokens[i - 1].kind == .word, tokens[i + 1].kind == .word else { return nil }
    let (left, right) = (tokens[i - 1], tokens[i + 1])
    if i > 1, tokens[i - 2].kind == .hyphen || i + 2 < tokens.count && tokens[i + 2].kind == .hyphen { return nil }
    let (l, r) = (lowercased(document.bytes(left)), lowercased(document.bytes(right)))
    guard Self.never.contains(l) || Self.never.contains(r) || Self.hardly.contains(l) || Self.hardly.contains(r) else { return nil }
    let isSure = Self.never.contains(l) && isLowercase(left, document) || Self.never.contains(r)
    guard isSure || isBigram(left, right), !Self.compounds.contains(l + [.hyphen] + r) else { return nil }
    let range = TextRange(left.start, right.end)
    let fixed = document.text(left.range) + " " + document.text(right.range)
    return .init(
      range: range, message: "“\(document.text(range))” is no compound: a space read as “-”", text: fixed,
      confidence: isSure ? 0.9 : 0.7)
  }

  /// `the'case`: two words around an apostrophe, and no contraction.
  func apostrophe(_ i: Int) -> StrayPunctuation.Reading? {
    let token = document.tokens[i]
    guard !analysis.words.isKnown(token.word) else { return nil }
    if isPeriod && Archaisms.isForm(document.bytes(token), analysis.lexicon) || Archaisms.isElided(document.bytes(token)) { return nil }
    if let sentence = document.sentence(of: i), isNearForeignWords(i, sentence, document) { return nil }
    let plain = plainSpelling(document.bytes(token))
    guard let at = plain.firstIndex(of: .apostrophe), at > 0, plain.count - at > 2 else { return nil }
    let (left, right) = (Array(plain[..<at]), Array(plain[(at + 1)...]))
    guard left[0].isLowercase, !right.contains(.apostrophe), !analysis.lexicon.accepts(left).isEmpty,
      !analysis.lexicon.accepts(right).isEmpty, !Self.endings.contains(right),
      analysis.lexicon.zipf(left) >= Self.usual || analysis.lexicon.zipf(right) >= Self.common
    else { return nil }
    let (l, r) = (String(decoding: left, as: UTF8.self), String(decoding: right, as: UTF8.self))
    return .init(
      range: token.range, message: "“\(document.text(token.range))” is two words: a space read as an apostrophe", text: "\(l) \(r)",
      confidence: .knownWord)
  }

  // MARK: ornaments

  /// Ornaments beside a word or alone, unless they mark the items of a list.
  func symbol(_ i: Int, _ paragraph: Paragraph) -> StrayPunctuation.Reading? {
    let tokens = document.tokens
    guard let scalar = document.scalar(at: tokens[i].start), Self.ornaments.contains(scalar) || (0x2580...0x25FF).contains(scalar),
      (lineStarts[scalar] ?? 0) < Self.list, !isReference(scalar), !isApproximate(i, scalar), (symbols[scalar] ?? 0) <= Self.mostOfOneSymbol || level == .heavy
    else { return nil }
    let mark = document.text(tokens[i].range)
    let isAfterWord = i > paragraph.tokens.lowerBound && tokens[i - 1].kind == .word
    let isBeforeWord = i + 1 < paragraph.tokens.upperBound && tokens[i + 1].kind == .word
    if isAfterWord && isBeforeWord { return nil }
    if isAfterWord || isBeforeWord {
      let word = isAfterWord ? tokens[i - 1] : tokens[i + 1]
      return .init(
        range: tokens[i].range.union(word.range), message: "a stray “\(mark)” beside “\(document.text(word.range))”",
        text: document.text(word.range), confidence: Self.symbol)
    }
    return .init(range: tokens[i].range, message: "a stray “\(mark)”", text: "", confidence: Self.symbol)
  }

  /// Whether a mark refers to a note, or is that of the note: it begins a line, and stands elsewhere too.
  private func isReference(_ scalar: UInt32) -> Bool {
    let starts = lineStarts[scalar] ?? 0
    return Self.references.contains(scalar) && starts > 0 && (symbols[scalar] ?? 0) > starts
  }

  /// `~100 g`
  private func isApproximate(_ i: Int, _ scalar: UInt32) -> Bool {
    scalar == 0x7E && i + 1 < document.tokens.count && document.bytes[document.tokens[i + 1].start].isDigit
  }

  /// Zipf frequency of two words that stand together by chance: of the one before the apostrophe, or of the one after it.
  private static let usual: Zipf = 4.0, common: Zipf = 5.0
  /// Lines that begin with an ornament and are the items of a list.
  private static let list = 3
  /// What recurs on a page is part of the text: stars of a rating, bullets.
  private static let mostOfOneSymbol = 4
  /// A symbol may be what is left of a letter.
  private static let symbol: Confidence = 0.7
  private static let references: Set<UInt32> = Set("*†‡§".unicodeScalars.map(\.value))
  private static let ornaments: Set<UInt32> = Set(#"*~|^_\<>=¦¬°§¢¥»«•·■▪†‡¶¨¯¸"#.unicodeScalars.map(\.value))
  /// Words that are no part of a compound of two.
  private static let never = WordClass.neverCompounded
  /// Words that hardly are.
  private static let hardly = WordClass.hardlyCompounded
  private static let compounds = WordClass.hyphenCompound
  private static let endings = WordClass.tornEnding
}
