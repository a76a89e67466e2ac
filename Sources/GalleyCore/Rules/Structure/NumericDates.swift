import Formats

/// Dates in figures: “2014-02-30”, “31/04/2014”, “31.4.2014”.
struct NumericDates {
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ document: Document) { self.document = document }

  /// Of the calendar in use, and those that texts speak of.
  private static let years = 1583...2200
  /// Day, month, year; a year’s digits; `31.04.2014`.
  private static let parts = 3, yearDigits = 4, wholeLength = 10

  /// The ones that no calendar has, whichever of day and month stands first.
  /// - Parameter numerals: the numbers of the document, ascending
  func impossible(_ numerals: [Int]) -> [TextRange] { numerals.compactMap(impossible) }

  private func impossible(_ i: Int) -> TextRange? {
    // The lexer takes “31.04.2014” for one number.
    if tokens[i].count == Self.wholeLength, document.bytes(tokens[i]).contains(.stop) {
      let parts = document.bytes(tokens[i]).split(separator: .stop)
      guard parts.count == Self.parts, parts[0].count == 2, parts[1].count == 2, let day = value(parts[0]), let month = value(parts[1]), let year = value(parts[2]),
        Self.years.contains(year), (1...12).contains(month), day > 0, !isDay(day, month, year), day <= Months.longest
      else { return nil }
      return tokens[i].range
    }
    guard i + 4 < tokens.count, let mark = mark(i + 1), mark == self.mark(i + 3), tokens[i + 2].kind == .number, tokens[i + 4].kind == .number,
      tokens[i].end == tokens[i + 1].start, tokens[i + 4].start == tokens[i + 3].end, !isTouched(i - 1), !isTouched(i + 5),
      let a = value(document.bytes(tokens[i])), let b = value(document.bytes(tokens[i + 2])), let c = value(document.bytes(tokens[i + 4]))
    else { return nil }
    let range = TextRange(tokens[i].start, tokens[i + 4].end)
    if tokens[i].count == Self.yearDigits, tokens[i + 2].count == 2, tokens[i + 4].count == 2, Self.years.contains(a), mark == .hyphen {
      // Not the parts of a number that only looks like a date.
      return (1...12).contains(b) && (1...Months.longest).contains(c) && !isDay(c, b, a) ? range : nil
    }
    guard mark == .slash, tokens[i + 4].count == Self.yearDigits, Self.years.contains(c), tokens[i].count <= 2, tokens[i + 2].count <= 2, (1...Months.longest).contains(a), (1...Months.longest).contains(b)
    else { return nil }
    return isDay(a, b, c) || isDay(b, a, c) ? nil : range
  }

  private func isDay(_ day: Int, _ month: Int, _ year: Int) -> Bool {
    guard (1...12).contains(month), day > 0 else { return false }
    return day <= (month == 2 && !Months.isLeap(year) ? 28 : Months.days[month - 1])
  }

  private func mark(_ i: Int) -> UInt8? {
    let byte = document.bytes[tokens[i].start]
    return tokens[i].count == 1 && (byte == .hyphen || byte == .slash) ? byte : nil
  }

  private func isTouched(_ i: Int) -> Bool {
    tokens.indices.contains(i) && ([.hyphen, .number, .word, .verbatim].contains(tokens[i].kind) || mark(i) != nil)
  }

  private func value(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy { $0.isDigit } ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }
}
