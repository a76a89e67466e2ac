import Formats

/// Finds numbers that no style sets so: groups of the wrong size, a stop that groups among commas, a
/// semicolon in a time or a score, years with a digit too many, ordinals with the wrong ending.
package struct NumberFormat: Rule {
  package static let id: RuleID = "number-format"
  package init(_ card: RuleCard) {}

  /// Digits between two commas.
  private static let group = 3
  private static let yearDigits = 4
  /// Ordinals count days, centuries and editions, not more; with what may cling to them, in bytes.
  private static let mostOrdinalDigits = 4, longestOrdinal = 12
  /// Shorter words in -ing, -ed and plurals are others: red, king, was.
  private static let leastPhraseWord = 4

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let tokens = document.tokens
    func inText(_ tokens: [Int]) -> [Int] {
      var walk = ParagraphWalk(document)
      return tokens.filter { walk.paragraph(ofToken: $0).map { $0.kind != .fragment } ?? false }
    }
    for i in inText(analysis.tokenIndex.wordsWithDigits) where tokens[i].count <= Self.longestOrdinal { flagWord(i, document, &findings) }
    let numerals = inText(analysis.tokenIndex.tokens(.number))
    guard !numerals.isEmpty else { return }
    let habits = Habits(numerals, document)
    let context = NumberContext(analysis)
    for i in numerals { flagNumber(i, habits, context, &findings) }
    guard habits.indian == 0 else { return }
    for slip in OddGroups(context).slips(at: numerals, isGrouped: habits.western > 0) { findings.flag(slip.range, slip.message, fixes: slip.fixes) }
  }

  // The numbers of a document that are grouped by commas, in threes and in the Indian manner.
  private struct Habits {
    var western = 0, indian = 0
    /// The years that the text names.
    var years: [Int] = []
    init(_ numerals: [Int], _ document: Document) {
      for i in numerals where document.tokens[i].count == NumberFormat.yearDigits {
        if let year = Int(document.text(document.tokens[i].range)), LongYears.years.contains(year) { years.append(year) }
      }
      for i in numerals where document.tokens[i].count > NumberFormat.group + 1 && document.bytes(document.tokens[i]).contains(.comma) {
        let groups = document.bytes(document.tokens[i]).split(separator: .comma, omittingEmptySubsequences: false)
        guard groups.count > 1, groups[0].count <= NumberFormat.group else { continue }
        if groups.dropFirst().allSatisfy({ $0.count == NumberFormat.group }) {
          western += 1
        } else if NumberFormat.isIndian(groups) {
          indian += 1
        }
      }
      for word in ["lakh", "lakhs", "crore", "crores", "rs", "rupees", "rupee"] where document.vocabulary.foldID(word) != nil {
        indian += 2
      }
    }
  }

  /// 1,00,000: one or two digits, pairs, and three at the end.
  private static func isIndian(_ groups: [ArraySlice<UInt8>]) -> Bool {
    groups.count > 2 && (1...2).contains(groups[0].count) && groups.last?.count == group
      && groups.dropFirst().dropLast().allSatisfy { $0.count == 2 }
  }

  private func flagNumber(_ i: Int, _ habits: Habits, _ context: NumberContext, _ findings: inout Findings) {
    let document = context.document, tokens = document.tokens
    let token = tokens[i]
    let bytes = document.bytes(token)
    var commas = 0, stops = 0
    for byte in bytes { if byte == .comma { commas += 1 } else if byte == .stop { stops += 1 } }
    let groups = commas > 1 ? bytes.split(separator: .comma, omittingEmptySubsequences: false) : []
    if groups.count > 2, bytes.allSatisfy({ $0 == .comma || Self.isDigit($0) }), isAlone(i, document) {
      if groups[0].first == UInt8(ascii: "0") || groups[0].count > Self.group || groups.dropFirst().allSatisfy({ $0.count == Self.group }) { return }
      if Self.isIndian(groups) {
        guard habits.indian <= 1, habits.western > 0 else { return }
        flag(token.range, bytes.filter(Self.isDigit), grouped: true, "groups of digits of the wrong size", document, &findings)
      } else if groups.dropFirst().allSatisfy({ $0.count >= Self.group }) {
        flag(token.range, bytes.filter(Self.isDigit), grouped: true, "groups of digits of the wrong size", document, &findings)
      }
      return
    }
    let parts = stops > 0 ? bytes.split(separator: .stop, omittingEmptySubsequences: false) : []
    if parts.count > 1, (1...3).contains(parts[0].count), parts[0].first != UInt8(ascii: "0"), habits.western > 0, isAlone(i, document),
      parts.dropFirst().allSatisfy({ $0.count == Self.group && $0.allSatisfy(Self.isDigit) }),
      parts.count > 2 || parts[1].elementsEqual("000".utf8)
    {
      flag(token.range, bytes.filter(Self.isDigit), grouped: true, "a stop groups digits here, a comma elsewhere", document, &findings)
      return
    }
    guard bytes.allSatisfy(Self.isDigit) else { return }
    if token.count == NumberFormat.yearDigits + 1, let year = LongYears(context).year(at: i, habits.years) {
      flag(token.range, year, grouped: false, "a year of five digits", document, &findings)
    } else {
      flagPair(i, document, &findings)
    }
  }

  /// “7;14”, “7 83”: two numbers that are one.
  private func flagPair(_ i: Int, _ document: Document, _ findings: inout Findings) {
    let tokens = document.tokens
    guard i + 2 < tokens.count else { return }
    let (first, last) = (document.bytes(tokens[i]), document.bytes(tokens[i + 1]))
    switch (tokens[i + 1].kind, last.first) {
    case (.punctuation, .semicolon)
    where tokens[i + 2].kind == .number && first.count <= 2 && tokens[i + 2].count == 2 && isAlone(i, from: i, to: i + 2, document):
      let range = TextRange(tokens[i].start, tokens[i + 2].end)
      let rest = document.text(tokens[i + 2].range)
      findings.flag(
        range, "a semicolon inside a number",
        fixes: [":", "."].map { Fix(range, document.text(tokens[i].range) + $0 + rest, confidence: 0.45) })
    case (.space, _)
    where tokens[i + 2].kind == .number && first.count == 1 && first.first != UInt8(ascii: "0") && (2...3).contains(tokens[i + 2].count)
      && document.bytes(tokens[i + 2]).allSatisfy(Self.isDigit) && isPhraseOfOne(i, i + 2, document):
      let range = TextRange(tokens[i].start, tokens[i + 2].end)
      let joined = document.text(tokens[i].range) + document.text(tokens[i + 2].range)
      findings.flag(range, "“\(document.text(range))” for “\(joined)”?", fix: Fix(range, joined, confidence: 0.7))
    default: break
    }
  }

  /// A lowercase word before, a lowercase noun after: “receiving 7 83 payments”, not “won 7 60 …” in a table.
  private func isPhraseOfOne(_ first: Int, _ last: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard first >= 2, tokens[first - 1].kind == .space, tokens[first - 2].kind == .word, last + 2 < tokens.count,
      tokens[last + 1].kind == .space, tokens[last + 2].kind == .word
    else { return false }
    let before = document.bytes(tokens[first - 2]), after = tokens[last + 2]
    guard document.vocabulary[tokens[first - 2].word].shape == .lower, document.vocabulary[after.word].shape == .lower,
      after.count >= Self.leastPhraseWord, before.count >= Self.leastPhraseWord,
      before.suffix(3).elementsEqual(Array("ing".utf8)) || before.suffix(2).elementsEqual(Array("ed".utf8))
    else { return false }
    return tokens.dropFirst(last + 3).first?.kind != .hyphen
  }

  /// “10st”.
  private func flagWord(_ i: Int, _ document: Document, _ findings: inout Findings) {
    let token = document.tokens[i]
    let bytes = document.bytes(token)
    if let right = ordinal(bytes) {
      let text = String(decoding: right, as: UTF8.self)
      findings.flag(token.range, "“\(document.text(token.range))” for “\(text)”", fix: Fix(token.range, text, confidence: 0.9))
    }
  }

  /// The number with the ending that its last digits ask for, if it has another: 10st → 10th.
  private func ordinal(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = bytes.prefix(while: Self.isDigit)
    guard !digits.isEmpty, digits.count <= Self.mostOrdinalDigits, bytes.count == digits.count + 2, let last = digits.last else { return nil }
    let ending = Array(bytes.suffix(2))
    guard WordClass.ordinalEnding.contains(ending) else { return nil }
    let isTeen = digits.count > 1 && digits[digits.endIndex - 2] == UInt8(ascii: "1")
    let right = isTeen ? "th" : last == 0x31 ? "st" : last == 0x32 ? "nd" : last == 0x33 ? "rd" : "th"
    return ending == Array(right.utf8) ? nil : Array(digits) + Array(right.utf8)
  }

  /// No other number, sign or hyphen touches it.
  private func isAlone(_ i: Int, _ document: Document) -> Bool { isAlone(i, from: i, to: i, document) }

  private func isAlone(_ i: Int, from first: Int, to last: Int, _ document: Document) -> Bool {
    func touches(_ k: Int) -> Bool {
      guard document.tokens.indices.contains(k) else { return false }
      switch document.tokens[k].kind {
      case .hyphen, .dash, .number: return true
      case .symbol: return document.bytes[document.tokens[k].start] == .hash
      case .punctuation:
        return [.slash, .semicolon, .colon].contains(document.bytes[document.tokens[k].start])
          && document.tokens[k].end - document.tokens[k].start == 1
      default: return false
      }
    }
    return !touches(first - 1) && !touches(last + 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte.isDigit }

  private func flag(
    _ range: TextRange, _ digits: [UInt8], grouped: Bool, _ message: String, _ document: Document, _ findings: inout Findings
  ) {
    var text = digits
    if grouped {
      var at = text.count - 3
      while at > 0 {
        text.insert(.comma, at: at)
        at -= 3
      }
    }
    let fixed = String(decoding: text, as: UTF8.self)
    findings.flag(range, "“\(document.text(range))”: \(message)", fix: Fix(range, fixed, confidence: 0.8))
  }
}

extension NumberFormat {
  private func flag(
    _ range: TextRange, _ digits: ArraySlice<UInt8>, grouped: Bool, _ message: String, _ document: Document,
    _ findings: inout Findings
  ) { flag(range, Array(digits), grouped: grouped, message, document, &findings) }
}
