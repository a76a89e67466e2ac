import Formats

/// Times that no clock shows, years and pages that run backwards, and signs of a unit given twice.
struct ImpossibleNumbers {
  private let context: NumberContext
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  /// Years further apart are not the two ends of one time.
  private static let longestTime = 150
  private static let years = 1500...2100
  private static let lastHour = 24, lastMinute = 59
  /// How often a sign that is given twice was intended once, a unit as sign and as word, a currency so.
  private static let doubledSign: Confidence = 0.95, signAndUnit: Confidence = 0.9, signAndCurrency: Confidence = 0.8

  /// - Parameter numerals: the numbers of the prose, ascending
  func slips(at numerals: [Int]) -> [NumberSlip] {
    numerals.compactMap { clock($0) ?? range($0) ?? doubledUnit($0) }
  }

  /// - Parameter amounts: numbers with the letters of their size: “$5bn dollars”
  func slips(atAmounts amounts: [Int]) -> [NumberSlip] { amounts.compactMap(doubledUnit) }

  // MARK: times

  private func clock(_ i: Int) -> NumberSlip? {
    let bytes = document.bytes(tokens[i])
    let parts = bytes.split(separator: .colon, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, let hour = value(parts[0]), let minute = value(parts[1]),
      hour > Self.lastHour || minute > Self.lastMinute || hour == Self.lastHour && minute > 0
    else { return nil }
    guard isTime(i, needsTail: minute > Self.lastMinute && hour > Self.lastHour) else { return nil }
    return NumberSlip(range: tokens[i].range, message: "no clock shows \(document.text(tokens[i].range))")
  }

  /// Whether the words beside it make it a time of day rather than a result, a verse or a ratio.
  private func isTime(_ i: Int, needsTail: Bool) -> Bool {
    let before = context.word(before: i), after = context.word(after: i)
    if context.classes(after).contains(.timeTail) { return true }
    let end = tokens[i].end
    if i + 1 < tokens.count, tokens[i + 1].kind == .word, tokens[i + 1].start == end { return context.classes(i + 1).contains(.timeTail) }
    // After “at” and a stop or the end of the clause; “at 25:30 of the second half” is a match.
    guard !needsTail, context.isLowercase(before), context.classes(before).contains(.timeLead) else { return false }
    return after == nil || context.classes(after).contains(.dateLead) || context.isLowercase(after) && !context.isCounted(after) && !context.isOf(after)
  }

  // MARK: ranges

  private func range(_ i: Int) -> NumberSlip? {
    guard let first = number(i), !touches(i - 1) else { return nil }
    let last: Int
    let isDashed: Bool
    if i + 2 < tokens.count, [.hyphen, .dash].contains(tokens[i + 1].kind), tokens[i].end == tokens[i + 1].start, tokens[i + 1].end == tokens[i + 2].start {
      (last, isDashed) = (i + 2, true)
    } else if let to = context.word(after: i), let far = number(after: to), let lead = context.word(before: i),
      isPair(document.bytes(tokens[lead]), document.bytes(tokens[to]))
    {
      (last, isDashed) = (far, false)
    } else {
      return nil
    }
    guard let second = number(last), !touches(last + 1), second < first, tokens[i].count == tokens[last].count else { return nil }
    let whole = TextRange(tokens[i].start, tokens[last].end)
    let lead = context.word(before: i), tail = context.word(after: last)
    if isDashed, isPages(lead, i) { return NumberSlip(range: whole, message: "the pages run backwards: \(document.text(whole))") }
    guard tokens[i].count == NumberContext.yearDigits, Self.years.contains(first), Self.years.contains(second), first - second <= Self.longestTime,
      !context.classes(lead).contains(.notYearLead), !isCounted(tail), !isEra(tail), isDashed || !isCentury(first) || !isCentury(second)
    else { return nil }
    return NumberSlip(range: whole, message: "the years run backwards: \(document.text(whole))")
  }

  /// “from 1900 to 1800” may count something else than years.
  private func isCentury(_ number: Int) -> Bool { number.isMultiple(of: 100) }

  private func isPair(_ from: ArraySlice<UInt8>, _ to: ArraySlice<UInt8>) -> Bool {
    let lead = lowercased(from)
    if to.elementsEqual("to".utf8) || to.elementsEqual("until".utf8) || to.elementsEqual("till".utf8) { return lead == Array("from".utf8) }
    return to.elementsEqual("and".utf8) && lead == Array("between".utf8)
  }

  /// “pp. 90–84”, “pages 90–84”.
  private func isPages(_ lead: Int?, _ i: Int) -> Bool {
    func isPageWord(_ k: Int) -> Bool { ["pp", "pages"].contains { lowercased(document.bytes(tokens[k])) == Array($0.utf8) } }
    if let lead { return isPageWord(lead) }
    guard i >= 2 else { return false }
    let stop = tokens[i - 1].isBlank ? i - 2 : i - 1
    return stop > 0 && tokens[stop].kind == .punctuation && document.bytes[tokens[stop].start] == .stop && tokens[stop - 1].kind == .word && isPageWord(stop - 1)
  }

  private func isCounted(_ i: Int?) -> Bool { context.isCounted(i) }
  private func isEra(_ i: Int?) -> Bool { context.isEra(i) }

  // MARK: units

  /// “$$5”, “$5 dollars”, “50%%”, “50% percent”.
  private func doubledUnit(_ i: Int) -> NumberSlip? {
    if i >= 2, context.isCurrency(before: tokens[i].start), tokens[i - 1].kind == .symbol, tokens[i - 2].kind == .symbol,
      document.isEqual(tokens[i - 1].range, tokens[i - 2].range), tokens[i - 2].end == tokens[i - 1].start, tokens[..<(i - 2)].last?.kind != .symbol
    {
      let range = TextRange(tokens[i - 2].start, tokens[i - 1].end), sign = document.text(tokens[i - 1].range)
      return NumberSlip(range: range, message: "the sign “\(sign)” is given twice", fixes: [Fix(range, sign, confidence: Self.doubledSign)])
    }
    let sign = i > 1 && tokens[i - 1].kind == .space ? i - 2 : i - 1
    if sign >= 0, tokens[sign].kind == .symbol, let scalar = document.scalar(at: tokens[sign].start), let word = moneyWord(after: i),
      Self.words[scalar]?.contains(where: { document.bytes(tokens[word]).elementsEqual($0.utf8) }) ?? false
    {
      let range = TextRange(tokens[sign].start, tokens[word].end)
      return NumberSlip(
        range: range, message: "“\(document.text(range))” gives its currency twice",
        fixes: [Fix(edits: [Edit(TextRange(tokens[word - 1].start, tokens[word].end), "")], confidence: Self.signAndCurrency, safety: .unsafe)])
    }
    let first = i + 1 < tokens.count && tokens[i + 1].kind == .space ? i + 2 : i + 1
    guard first + 1 < tokens.count, tokens[first].kind == .symbol, document.bytes[tokens[first].start] == .percent else { return nil }
    let second = tokens[first + 1].kind == .space && first + 2 < tokens.count ? first + 2 : first + 1
    if tokens[second].kind == .symbol, document.bytes[tokens[second].start] == .percent {
      let range = TextRange(tokens[first].start, tokens[second].end)
      return NumberSlip(
        range: TextRange(tokens[i].start, range.end), message: "the sign “%” is given twice", fixes: [Fix(edits: [Edit(range, "%")], confidence: Self.doubledSign, safety: .safe)])
    }
    guard first == i + 1, let end = context.percentEnd(context.word(after: first)) else { return nil }
    let range = TextRange(tokens[i].start, tokens[end].end)
    return NumberSlip(
      range: range, message: "“\(document.text(range))” gives its unit twice",
      fixes: [Fix(edits: [Edit(TextRange(tokens[first].end, tokens[end].end), "")], confidence: Self.signAndUnit, safety: .unsafe)])
  }

  /// What each sign of currency is called. A pound may be a weight.
  private static let words: [UInt32: [String]] = [0x24: ["dollars", "dollar"], 0xA3: ["pounds sterling", "pounds"], 0x20AC: ["euros", "euro"], 0xA5: ["yen"]]

  /// The word of money after a number, or after “million” and the like.
  private func moneyWord(after i: Int) -> Int? {
    guard let next = context.word(after: i) else { return nil }
    if context.classes(next).contains(.moneyWord) { return next }
    guard context.classes(next).contains(.numberTail), let far = context.word(after: next), context.classes(far).contains(.moneyWord) else { return nil }
    return far
  }

  // MARK: helpers

  private func value(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy { NumberContext.isDigit($0) } ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  private func number(_ i: Int) -> Int? { tokens[i].kind == .number && tokens[i].count <= NumberContext.yearDigits ? value(document.bytes(tokens[i])) : nil }

  private func number(after i: Int) -> Int? {
    i + 2 < tokens.count && tokens[i + 1].isBlank && tokens[i + 2].kind == .number ? i + 2 : nil
  }

  private func touches(_ k: Int) -> Bool {
    guard tokens.indices.contains(k) else { return false }
    switch tokens[k].kind {
    case .hyphen, .dash, .number, .verbatim, .symbol: return true
    case .punctuation: return [.slash, .colon].contains(document.bytes[tokens[k].start])
    case .word: return true
    default: return false
    }
  }
}
