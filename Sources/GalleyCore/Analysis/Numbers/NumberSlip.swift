import Formats

/// Where a number went wrong, and how it may be fixed.
struct NumberSlip {
  let range: TextRange
  let message: String
  var fixes: [Fix] = []
}

/// The words and signs beside a number.
struct NumberContext {
  let document: Document
  private let analysis: Analysis

  init(_ analysis: Analysis) {
    self.analysis = analysis
    document = analysis.document
  }

  /// Digits between two commas, and at most before the first.
  static let group = 3
  /// Digits of a year.
  static let yearDigits = 4
  /// Digits of a day of the month, at most.
  private static let dayDigits = 2

  var bytes: [UInt8] { document.bytes }

  func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

  static func isDigit(_ byte: UInt8?) -> Bool { byte?.isDigit ?? false }
  static func isLetter(_ byte: UInt8?) -> Bool { byte?.isLetter ?? false }

  /// Whether a sign of currency ends at `offset`.
  func isCurrency(before offset: Int) -> Bool {
    guard let scalar = document.scalar(before: offset) else { return false }
    return Self.currencies.contains(scalar)
  }

  static let currencies: Set<UInt32> = [0x24, 0xA3, 0xA5, 0x20AC, 0x20B9, 0x20BD, 0x20A9]

  /// Whether `i` is a word that tells what a number counts: “per cent”, “bn”, “km”.
  func isUnit(_ i: Int?) -> Bool {
    classes(i).contains(.numberTail) || i.map { UnitConversions.isUnit(document.bytes(document.tokens[$0])) } ?? false
  }

  func isOf(_ i: Int?) -> Bool { i.map { document.bytes(document.tokens[$0]).elementsEqual("of".utf8) } ?? false }

  /// Whether a month stands before `i`, perhaps with a stop: “Nov. 15”.
  func followsMonth(_ i: Int) -> Bool {
    guard let before = document.previous(i) else { return false }
    return isMonth(document.tokens[before].kind == .punctuation && before > 0 ? before - 1 : before)
  }

  /// Whether the day of a month and a comma stand before `i`: “Dec. 6, 2008”, “April 5th, 2018”, “8th April, 2014”.
  func followsDay(_ i: Int) -> Bool {
    let tokens = document.tokens
    guard let comma = document.previous(i), document.bytes(tokens[comma]).elementsEqual(",".utf8), let last = document.previous(comma) else { return false }
    if isDay(last) { return followsMonth(last) }
    return isMonth(last) && document.previous(last).map(isDay) ?? false
  }

  /// “6”, “5th”
  private func isDay(_ i: Int) -> Bool {
    let token = document.tokens[i]
    if token.kind == .number { return token.count <= Self.dayDigits }
    return token.kind == .word && token.flags.contains(.digit) && token.count <= Self.dayDigits + 2
      && WordClass.ordinalEnding.contains(Array(document.bytes(token).suffix(2)))
  }

  /// The token before `i` in its line, one space between.
  func word(before i: Int) -> Int? {
    i >= 2 && document.tokens[i - 1].isBlank && document.tokens[i - 2].kind == .word ? i - 2 : nil
  }

  /// The token after `i` likewise.
  func word(after i: Int) -> Int? {
    i + 2 < document.tokens.count && document.tokens[i + 1].isBlank && document.tokens[i + 2].kind == .word ? i + 2 : nil
  }

  func isLowercase(_ i: Int?) -> Bool { i.map { GalleyCore.isLowercase(document.tokens[$0], document) } ?? false }

  /// “BC” after a year.
  func isEra(_ i: Int?) -> Bool {
    i.map { ["bc", "bce", "b.c.", "b.c"].contains(String(decoding: lowercased(document.bytes(document.tokens[$0])), as: UTF8.self)) } ?? false
  }

  /// The last token of the “percent” or “per cent” that begins at word `i`; nil where neither does.
  func percentEnd(_ i: Int?) -> Int? {
    guard let i else { return nil }
    let word = document.bytes(document.tokens[i])
    if word.elementsEqual("percent".utf8) { return i }
    guard word.elementsEqual("per".utf8), let next = self.word(after: i), document.bytes(document.tokens[next]).elementsEqual("cent".utf8)
    else { return nil }
    return next
  }

  func isMonth(_ i: Int?) -> Bool { i.map { Months.number(of: document.bytes(document.tokens[$0])) != nil } ?? false }

  func classes(_ i: Int?) -> WordClassSet { i.map { document.classes(of: $0) } ?? .none }

  /// Whether the word can be a count's noun: a plural, a unit, “people”.
  func isCounted(_ i: Int?) -> Bool {
    guard let i, isLowercase(i) else { return false }
    if classes(i).contains(.numberTail) { return true }
    let word = document.bytes(document.tokens[i])
    return word.count >= Self.leastPlural && (word.last == UInt8(ascii: "s") || word.elementsEqual("people".utf8))
      && document.tokens[i].flags.isEmpty && !classes(i).contains(.neverCounted)
  }

  /// The same with a word between: “elderly patients”, “different countries”.
  func isCountedSoon(_ i: Int?) -> Bool {
    isCounted(i) || isLowercase(i) && !classes(i).contains(.neverCounted) && isCounted(i.flatMap(word(after:)))
  }

  /// Whether a count may begin at a token: after a word in lower case, a comma, a colon or a parenthesis, or as the first word.
  func opensCount(_ i: Int) -> Bool {
    guard let before = document.previous(i), let sentence = document.sentence(of: i)?.tokens else { return false }
    if sentence.lowerBound == i { return true }
    if word(before: i) != nil { return isLowercase(before) }
    return document.tokens[before].kind == .punctuation && [.comma, .colon, .semicolon, .openParenthesis].contains(document.bytes[document.tokens[before].start])
  }

  /// Shorter words in -s are verbs and pronouns: “is”, “was”, “has”.
  private static let leastPlural = 4
}
