import Formats

/// A measure given in two units that disagree: “3,200 miles (515 km)”.
struct UnitConversions {
  private let context: NumberContext
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  /// Writers round to the next round figure: less than this share is no slip.
  private static let tolerance = 0.15
  /// From here on a converted value is shown without decimals.
  private static let leastRound = 10.0
  /// Tokens between a number and its unit: a space, a hyphen, the sign of degrees.
  private static let widestGap = 3
  /// Digits of a measure; longer numbers are codes.
  private static let mostDigits = 10
  /// A degree sign before C or F.
  private static let degree: UInt32 = 0xB0

  private struct Unit {
    let dimension: [UInt8]
    let size: Double, zero: Double
  }

  private struct Measure {
    let value: Double
    /// How far the true value may be from the one that was written.
    let rounding: Double
    let unit: Unit
    /// The tokens of number and unit.
    let first: Int, last: Int

    var base: Double { (value - unit.zero) * unit.size }
  }

  private static let units: [[UInt8]: Unit] = {
    var units: [[UInt8]: Unit] = [:]
    for row in EmbeddedTable.rows("structure/units.tsv") where row.count > 2 {
      func number(_ i: Int) -> Double { row.count > i ? Double(String(decoding: row[i], as: UTF8.self)) ?? 0 : 0 }
      units[Array(row[0])] = Unit(dimension: Array(row[1]), size: number(2), zero: number(3))
    }
    return units
  }()

  /// Whether a word is the sign or name of a unit: “km”, “μm”.
  static func isUnit(_ word: ArraySlice<UInt8>) -> Bool { units[lowercased(word)] != nil }

  /// - Parameter numerals: the numbers of the prose, ascending
  func slips(at numerals: [Int]) -> [NumberSlip] {
    numerals.compactMap { i in
      // The second measure stands in brackets: most numbers do not.
      guard i > 1, isBracket(i - 1, .openParenthesis), let second = measure(at: i), isBracket(second.last + 1, .closeParenthesis),
        let first = measure(endingAt: tokens[i - 2].isBlank ? i - 3 : i - 2)
      else { return nil }
      return judge(first, second)
    }
  }

  private func judge(_ first: Measure, _ second: Measure) -> NumberSlip? {
    guard first.unit.dimension == second.unit.dimension, first.unit.size != second.unit.size else { return nil }
    let (a, b) = (first.base, second.base)
    let most = first.rounding * first.unit.size + second.rounding * second.unit.size
    let isHeat = first.unit.zero != second.unit.zero
    guard abs(a - b) > most, isHeat || abs(a - b) > Self.tolerance * max(abs(a), abs(b)) else { return nil }
    // A difference in degrees has no zero point.
    if isHeat, abs(first.value * first.unit.size - second.value * second.unit.size) <= most { return nil }
    let right = a / second.unit.size + second.unit.zero
    let range = TextRange(tokens[first.first].start, tokens[second.last].end)
    let unit = document.text(tokens[second.last].range), shown = Self.rounded(right)
    return NumberSlip(range: range, message: "the two measures disagree: \(document.text(tokens[first.first].range)) \(document.text(tokens[first.last].range)) is about \(shown) \(unit)")
  }

  private static func rounded(_ value: Double) -> String {
    abs(value) >= leastRound ? String(Int(value.rounded())) : String(Double(Int((value * 10).rounded())) / 10)
  }

  private func isBracket(_ i: Int, _ byte: UInt8) -> Bool {
    tokens.indices.contains(i) && tokens[i].kind == .punctuation && document.bytes[tokens[i].start] == byte
  }

  /// “515 km”, “515km”, “20C”.
  private func measure(at i: Int) -> Measure? {
    guard let (value, rounding) = number(document.bytes(tokens[i])) else { return nil }
    var k = i + 1
    while k < tokens.count, tokens[k].isBlank || document.scalar(at: tokens[k].start) == Self.degree { k += 1 }
    guard k < tokens.count, tokens[k].kind == .word, k - i <= Self.widestGap, let unit = Self.units[lowercased(document.bytes(tokens[k]))] else { return nil }
    return Measure(value: value, rounding: rounding, unit: unit, first: i, last: k)
  }

  private func measure(endingAt k: Int) -> Measure? {
    guard k > 1, tokens[k].kind == .word else { return nil }
    var i = k - 1
    while i > 0, k - i <= Self.widestGap, tokens[i].isBlank || tokens[i].kind == .hyphen || document.scalar(at: tokens[i].start) == Self.degree { i -= 1 }
    guard tokens[i].kind == .number, let (value, rounding) = number(document.bytes(tokens[i])), let unit = Self.units[lowercased(document.bytes(tokens[k]))],
      i == 0 || ![.hyphen, .dash, .number].contains(tokens[i - 1].kind), !isSecond(i)
    else { return nil }
    return Measure(value: value, rounding: rounding, unit: unit, first: i, last: k)
  }

  /// Whether another number stands before: “six feet 2 inches”, “3 to 5 miles”, “3.2 million miles”.
  private func isSecond(_ i: Int) -> Bool {
    guard let before = context.word(before: i) else { return false }
    if Self.units[lowercased(document.bytes(tokens[before]))] != nil { return true }
    return ["to", "or", "and", "by", "x"].contains { document.bytes(tokens[before]).elementsEqual($0.utf8) }
  }

  /// The value and half of its last digit that counts: 3,200 is right to 50.
  private func number(_ bytes: ArraySlice<UInt8>) -> (value: Double, rounding: Double)? {
    let digits = bytes.filter { $0 != .comma }
    guard digits.count <= Self.mostDigits, bytes.allSatisfy({ NumberContext.isDigit($0) || $0 == .comma || $0 == .stop }), !bytes.contains(.comma) || Self.isGrouped(bytes),
      let value = Double(String(decoding: digits, as: UTF8.self)), value > 0
    else { return nil }
    if let point = digits.firstIndex(of: .stop) {
      return (value, 0.5 * (0..<(digits.count - point - 1)).reduce(1.0) { size, _ in size / 10 })
    }
    let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return (value, 0.5 * (0..<zeros).reduce(1.0) { size, _ in size * 10 })
  }

  private static func isGrouped(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.split(separator: .stop)[0].split(separator: .comma, omittingEmptySubsequences: false).dropFirst().allSatisfy { $0.count == NumberContext.group }
  }
}
