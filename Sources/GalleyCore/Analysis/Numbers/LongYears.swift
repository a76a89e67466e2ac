import Formats

/// Years with a digit too many: “in 20099”, “October 6, 19073”, “the 20188 World Cup or that of 2022”.
struct LongYears {
  private let context: NumberContext
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  static let years = 1500...2100
  /// The centuries of which texts without another year may speak.
  private static let centuries: [[UInt8]] = [Array("19".utf8), Array("20".utf8)]

  /// The year that five digits stand for where a year is expected; nil where they may be a number.
  /// - Parameter known: the years that the text names
  func year(at i: Int, _ known: [Int]) -> [UInt8]? {
    let digits = Array(document.bytes(tokens[i]))
    guard Self.centuries.contains(Array(digits.prefix(2))) else { return nil }
    let isExpected = isExpected(i)
    if !isExpected, !mayBeNamed(i) { return nil }
    // A digit typed twice, a nought put in, any other.
    let doubled = (1..<digits.count).filter { digits[$0] == digits[$0 - 1] }
    let noughts = digits.indices.filter { $0 > 1 && digits[$0] == UInt8(ascii: "0") }
    for indices in [doubled, noughts, Array(digits.indices.dropFirst(2))] {
      let years = indices.map { extra in digits.indices.filter { $0 != extra }.map { digits[$0] } }
        .filter { Int(String(decoding: $0, as: UTF8.self)).map(Self.years.contains) ?? false }
      if let year = years.min(by: { distance($0, known) < distance($1, known) }) { return isExpected || distance(year, known) == 0 && !known.isEmpty ? year : nil }
    }
    return nil
  }

  private func distance(_ year: [UInt8], _ known: [Int]) -> Int {
    guard let year = Int(String(decoding: year, as: UTF8.self)) else { return .max }
    return known.map { abs($0 - year) }.min() ?? 0
  }

  /// Whether it may be a year that the text names elsewhere: “Christmas 20004 was”, but “20004 voters”, “Washington, DC 20004”.
  private func mayBeNamed(_ i: Int) -> Bool {
    if isPart(i) { return false }
    guard let before = context.word(before: i), document.tokens[before].count > Self.longestState || context.isLowercase(before) else { return isEnclosed(i) }
    return !context.isCountedSoon(context.word(after: i)) && !context.classes(before).contains(.notYearLead) && !context.classes(before).contains(.countLead)
  }

  /// “(20003)”
  private func isEnclosed(_ i: Int) -> Bool {
    tokens[i].start > 0 && document.bytes[tokens[i].start - 1] == .openParenthesis && context.byte(at: tokens[i].end) == .closeParenthesis
  }

  /// Letters of the names of states before their postal codes.
  private static let longestState = 2

  private func isExpected(_ i: Int) -> Bool {
    let after = context.word(after: i)
    if context.isCounted(after) || isPart(i) { return false }
    if context.followsDay(i) { return true }
    guard let before = context.word(before: i) else { return false }
    if context.isMonth(before) { return true }
    // Nothing is counted: the clause ends, a verb or a name follows.
    guard context.classes(before).contains(.yearLead) || context.classes(before).contains(.longYearLead) || endsSpan(before) else {
      return false
    }
    return after == nil || !context.isCountedSoon(after)
  }

  /// “from 1914 to 19455”: another year stands before the preposition.
  private func endsSpan(_ before: Int) -> Bool {
    guard context.classes(before).contains(.dateLead), let first = document.previous(before), tokens[first].kind == .number else { return false }
    return tokens[first].count == NumberContext.yearDigits && Int(document.text(tokens[first].range)).map(Self.years.contains) ?? false
  }

  /// A sign, a hyphen or another number touches it.
  private func isPart(_ i: Int) -> Bool {
    func touches(_ k: Int) -> Bool {
      guard tokens.indices.contains(k) else { return false }
      switch tokens[k].kind {
      case .hyphen, .dash, .number, .symbol, .verbatim, .word: return true
      case .punctuation: return [.slash, .colon, .hash].contains(document.bytes[tokens[k].start])
      default: return false
      }
    }
    return touches(i - 1) || touches(i + 1)
  }
}
