import Formats

/// Finds words glued together by a mark of punctuation: `years.Meanwhile`, `before,when`, `round.“We`.
package struct MissingSpace: Rule {
  package static let id: RuleID = "missing-space"
  package init(_ card: RuleCard) {}

  /// Letters of an ending that a quoted word may take: “okay”ed, “A”s.
  private static let longestEnding = 3
  private static let marks = MarkSet(",.;:!?")
  /// Zipf frequency of words that sentences are joined with.
  private static let functional: Zipf = 5.8
  /// Beside a quotation mark the space may be missing on its other side.
  private static let beside: Confidence = 0.95

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let glue = Glue(analysis)
    for i in analysis.tokenIndex.marks(Self.marks) where i > 0 && i + 1 < document.tokens.count {
      // Hardly any mark touches the word after it.
      guard document.tokens[i + 1].kind == .word, let paragraph = document.paragraph(ofToken: i), i > paragraph.tokens.lowerBound,
        i + 1 < paragraph.tokens.upperBound, glue.joins(i, paragraph.tokens)
      else { continue }
      let (left, mark, right) = (document.tokens[i - 1], document.tokens[i], document.tokens[i + 1])
      let range = TextRange(left.start, right.end)
      let before = document.text(TextRange(left.start, mark.end))
      findings.flag(
        range, "no space after “\(document.text(mark.range))”",
        fix: Fix(range, before + " " + document.text(right.range), confidence: 0.97))
    }
    for i in analysis.tokenIndex.tokens(.number) {
      guard let comma = glue.listComma(i) else { continue }
      let token = document.tokens[i]
      let parts = (document.text(TextRange(token.start, comma + 1)), document.text(TextRange(comma + 1, token.end)))
      findings.flag(token.range, "no space after “,”", fix: Fix(token.range, parts.0 + " " + parts.1, confidence: 0.96))
    }
    for family in analysis.quotations.families where family.kind != .guillemet {
      for mark in family.marks where mark.shape == .inner { flagQuote(mark, family, analysis, &findings) }
    }
  }

  /// A quotation mark with text on both sides.
  private func flagQuote(
    _ mark: QuoteMark, _ family: Quotations.Family, _ analysis: Analysis, _ findings: inout Findings
  ) {
    let document = analysis.document
    guard mark.partner != nil || family.kind == .double && mark.isWritten, mark.token > 0, mark.token + 1 < document.tokens.count else { return }
    let (left, right) = (document.tokens[mark.token - 1], document.tokens[mark.token + 1])
    guard left.end == mark.range.start, right.start == mark.range.end, right.kind == .word else { return }
    let glyph = document.text(mark.range)
    switch mark.role {
    case .open:
      guard mark.flags.contains(.stopBefore) || family.kind == .double && mayPrecede(left, analysis) else { return }
      let range = TextRange(left.start, right.start)
      findings.flag(
        range, "no space before the quotation mark",
        fix: Fix(range, document.text(left.range) + " " + glyph, confidence: Self.beside))
    case .close:
      // “A”s and “okay”ed are words.
      guard mark.flags.contains(.stopBefore) || right.count > Self.longestEnding || family.kind == .double && isFunctionWord(right, analysis) else { return }
      let range = TextRange(mark.range.start, right.end)
      findings.flag(
        range, "no space after the quotation mark",
        fix: Fix(range, glyph + " " + document.text(right.range), confidence: Self.beside))
    case .reopen, .none: return
    }
  }

  /// `the"risk`, `of"quotas`, `on Monday:"We know`; but not `d"oro`.
  private func mayPrecede(_ token: Token, _ analysis: Analysis) -> Bool {
    switch token.kind {
    case .word: token.count > 2 || isFunctionWord(token, analysis)
    case .punctuation: [.colon, .semicolon].contains(analysis.document.bytes[token.start])
    default: false
    }
  }

  /// Whether a word is one that sentences are joined with: no ending of another.
  private func isFunctionWord(_ token: Token, _ analysis: Analysis) -> Bool {
    isLowercase(token, analysis.document) && (token.count > 1 || analysis.document.bytes[token.start] == UInt8(ascii: "a"))
      && analysis.words.zipf(token.word) >= Self.functional
  }
}

/// Judges whether a mark of punctuation has swallowed the space after it.
struct Glue {
  /// Letters with a comma between that are a formula, no two words: `x,y`, `ab,cd`.
  private static let longestFormula = 4
  /// Zipf frequency of a word that no file or site is named by, and of one that begins sentences; with more letters than this.
  private static let common: Zipf = 3.5, opener: Zipf = 4.2, shortWord = 3
  /// Bytes of “May 5,2003” that are one number; digits of its year.
  private static let longestList = 7, yearDigits = 4

  private let document: Document
  private let cues: SpeechCues
  private let words: Words
  private let isEnglish: Bool
  private let isScan: Bool

  init(_ analysis: Analysis) {
    document = analysis.document
    cues = analysis.shared(SpeechCues.self)
    words = analysis.words
    isScan = analysis.shared(Damage.self).level >= .damaged
    isEnglish = analysis.shared(LanguageProfile.self).language == "en"
  }

  /// Whether the mark at token `i` stands between two words that a space should part.
  func joins(_ i: Int, _ range: Range<Int>) -> Bool {
    let tokens = document.tokens
    let (left, right) = (tokens[i - 1], tokens[i + 1])
    guard right.kind == .word, left.kind == .word || left.kind == .number, isPlain(right),
      left.kind == .number || isPlain(left)
    else { return false }
    // Something else glued on either side is a name, a path or code, unless it is an address cut short.
    if i + 2 < range.upperBound, isJoint(tokens[i + 2]) { return false }
    let byte = document.bytes[tokens[i].start]
    switch byte {
    case .comma: return comma(left, right)
    case .stop: return stop(i, left, right, range)
    case .semicolon, .exclamation, .question:
      return left.kind == .word && left.count > 1 && isWordLike(right) && shape(right) != .upper
    case .colon: return left.kind == .word && cues.cues(left).contains(.verb) && isWordLike(right)
    default: return false
    }
  }

  private func isJoint(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol: return ![.percent].contains(document.bytes[token.start])
    case .punctuation: return [.slash, .openParenthesis, .openBracket].contains(document.bytes[token.start])
    default: return false
    }
  }

  private func isPlain(_ token: Token) -> Bool {
    !token.flags.contains(.digit) && !token.flags.contains(.dotted) && !token.flags.contains(.invisible)
  }

  private func shape(_ token: Token) -> Vocabulary.Shape { document.vocabulary[token.word].shape }

  private func isWordLike(_ token: Token) -> Bool {
    if token.count > 1 { return shape(token) != .mixed }
    return "IaA".utf8.contains(document.bytes[token.start])
  }

  private func comma(_ left: Token, _ right: Token) -> Bool {
    guard isWordLike(right), left.kind == .number || isWordLike(left) else { return false }
    if left.kind == .number { return left.count > 1 && right.count > 1 && shape(right) == .lower }
    return left.count + right.count > Self.longestFormula
  }

  private func stop(_ i: Int, _ left: Token, _ right: Token, _ range: Range<Int>) -> Bool {
    let tokens = document.tokens
    if shape(right) == .lower {
      // On a scanned page the stop stands for the space.
      if isScan { return false }
      // “years.meanwhile” may be the name of a file or a site; “years.the” is not.
      return left.kind == .word && left.count > 2 && words.zipf(left.word) >= Self.common && isEnglish
        && Abbreviations.kind(of: document.bytes[left.start..<left.end]) == .none && right.count > 1
        && Abbreviations.mayEndSentence(next: document.bytes[right.start..<right.end]) && isBlank(i + 2, range)
    }
    guard isWordLike(right), shape(right) == .capitalised else { return false }
    // The sentence has to go on after its first word.
    if i + 2 < range.upperBound {
      switch tokens[i + 2].kind {
      case .space, .lineBreak: break
      case .punctuation where document.bytes[tokens[i + 2].start] == .comma: break
      case .hyphen where right.count > 2: break
      default: return false
      }
    } else {
      return false
    }
    let text = document.bytes[right.start..<right.end]
    let begins = Abbreviations.mayEndSentence(next: text) || !cues.cues(right).isEmpty || isCommon(right)
    if left.kind == .number {
      return i - 1 > range.lowerBound && left.count > 1 && begins
    }
    guard left.count > 1 else { return false }
    if Abbreviations.kind(of: document.bytes[left.start..<left.end]) == .title { return false }
    // Tut.ankh.Amun: stops part the pieces of one word.
    if i - 3 >= range.lowerBound, tokens[i - 2].kind == .punctuation, document.bytes[tokens[i - 2].start] == .stop, tokens[i - 3].kind == .word {
      return Abbreviations.mayEndSentence(next: text)
    }
    switch shape(left) {
    // “string.Format” is code, “years.Novartis” is not.
    case .lower:
      return left.count > 2 && right.count > 1 && (!isEnglish || words.isKnown(left.word) || words.isKnown(right.word)) || begins
    case .capitalised: return begins
    // “IT.The”, “UN.But”
    case .upper: return begins
    case .mixed: return false
    }
  }

  /// The comma in number token `i` that separates two numbers: “1-6,4-6”, “May 5,2003”.
  func listComma(_ i: Int) -> Int? {
    let tokens = document.tokens
    let token = tokens[i]
    guard token.count <= Self.longestList, let comma = (token.start..<token.end).first(where: { document.bytes[$0] == .comma }) else {
      return nil
    }
    let (before, after) = (comma - token.start, token.end - comma - 1)
    func isNumber(_ j: Int) -> Bool { tokens.indices.contains(j) && tokens[j].kind == .number }
    func isHyphen(_ j: Int) -> Bool {
      tokens.indices.contains(j) && (tokens[j].kind == .hyphen || tokens[j].kind == .dash)
    }
    let isScore =
      before <= 2 && after <= 2 && isHyphen(i - 1) && isNumber(i - 2) && isHyphen(i + 1) && isNumber(i + 2)
    if isScore { return comma }
    guard before <= 2, after == Self.yearDigits, "12".utf8.contains(document.bytes[comma + 1]), i >= 2,
      tokens[i - 1].kind == .space, tokens[i - 2].kind == .word
    else { return nil }
    let month = lowercased(document.bytes[tokens[i - 2].start..<tokens[i - 2].end])
    return Self.months.contains(month) ? comma : nil
  }

  private static let months = Set(
    "january february march april may june july august september october november december".split(separator: " ")
      .map { Array($0.utf8) })

  private func isBlank(_ i: Int, _ range: Range<Int>) -> Bool { range.contains(i) && document.tokens[i].isBlank }

  /// Whether the document writes the word in lower case elsewhere, or English at large does.
  private func isCommon(_ token: Token) -> Bool {
    document.vocabulary.fold(of: token.word).lowerCount > 0
      || isEnglish && token.count > Self.shortWord && words.isKnown(token.word) && words.zipf(token.word) >= Self.opener
  }
}
