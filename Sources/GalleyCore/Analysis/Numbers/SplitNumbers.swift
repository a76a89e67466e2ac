import Formats

/// Numbers that a space or a doubled mark has cut: “3 0 seconds”, “in 19 97”, “£12, 500”, “2. 5 million”, “7..95%”.
struct SplitNumbers {
  private let context: NumberContext
  private let document: Document
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  /// How often two pieces are one number, two marks one, a comma with a space that of the thousands.
  private static let cut: Confidence = 0.85, doubledMark: Confidence = 0.95, spacedComma: Confidence = 0.8

  /// - Parameters:
  ///   - numerals: the numbers of the prose, ascending
  ///   - isGrouped: whether the text groups digits by commas
  func slips(at numerals: [Int], isGrouped: Bool) -> [NumberSlip] {
    numerals.compactMap { i in
      guard i + 2 < tokens.count, isPlain(i) else { return nil }
      switch tokens[i + 1].kind {
      case .space where tokens[i + 1].count == 1: return spaced(i)
      case .punctuation where tokens[i].end == tokens[i + 1].start: return marked(i, document.bytes[tokens[i + 1].start], isGrouped)
      default: return nil
      }
    }
  }

  /// Digits alone, no sign or mark before but a currency's.
  private func isPlain(_ i: Int) -> Bool {
    document.bytes(tokens[i]).allSatisfy { NumberContext.isDigit($0) } && !touches(i - 1)
  }

  private func touches(_ k: Int) -> Bool {
    guard tokens.indices.contains(k) else { return false }
    switch tokens[k].kind {
    case .hyphen, .dash, .number, .verbatim: return true
    case .symbol: return !context.isCurrency(before: tokens[k].end)
    case .punctuation: return [.slash, .colon, .comma, .stop].contains(document.bytes[tokens[k].start])
    default: return false
    }
  }

  private func slip(_ first: Int, _ end: Int, _ text: String, _ confidence: Confidence = Self.cut) -> NumberSlip {
    let range = TextRange(tokens[first].start, end)
    return NumberSlip(
      range: range, message: "“\(document.text(range))” is cut in two; did you mean “\(text)”?", fixes: [Fix(range, text, confidence: confidence)])
  }

  private func spaced(_ i: Int) -> NumberSlip? {
    guard tokens[i + 2].kind == .number, isDigits(i + 2), tokens.dropFirst(i + 3).first.map({ ![.hyphen, .dash].contains($0.kind) }) ?? true else { return nil }
    let joined = document.text(tokens[i].range) + document.text(tokens[i + 2].range)
    let before = context.word(before: i), after = context.word(after: i + 2)
    // A third number makes a list or table of them.
    guard !isNumber(beside: i, -1), !isNumber(beside: i + 2, 1), document.bytes[tokens[i].start] != UInt8(ascii: "0") else { return nil }
    let leads = context.classes(before)
    switch (tokens[i].count, tokens[i + 2].count) {
    case (2, 2):
      // “in 19 97”, “the 20 04 law”
      guard joined.hasPrefix("19") || joined.hasPrefix("20"), !context.isCounted(after),
        leads.contains(.yearLead) || leads.contains(.dateLead) || context.isMonth(before)
          || leads.contains(.speakerArticle) && context.isLowercase(after)
          || after == nil && context.isLowercase(before) || context.followsDay(i)
      else { return nil }
      return slip(i, tokens[i + 2].end, joined)
    case (1, 1) where leads.contains(.numberedRoad) && context.isLowercase(after):
      return slip(i, tokens[i + 2].end, joined)
    case (1, 1):
      // “won by 4 0”, but “by 4 0 metres”
      let isMeasure = after.map { UnitConversions.isUnit(document.bytes(tokens[$0])) } ?? false
      if context.isMonth(before), let day = Int(joined), day <= Months.longest { return slip(i, tokens[i + 2].end, joined) }
      // “5 5 years” is rather a figure typed twice.
      guard document.bytes[tokens[i].start] != document.bytes[tokens[i + 2].start],
        context.isLowercase(before) || document.startsSentence(i) || isMeasure || context.classes(after).contains(.numberTail),
        isMeasure || !leads.contains(.scoreLead) || context.isCountedSoon(after), !leads.contains(.numberedThing)
      else { return nil }
      let isCount =
        isMeasure || context.isCountedSoon(after)
          || context.isCountedSoon(after.flatMap(context.word(after:))) && context.isLowercase(after)
          || context.isMonth(after) || isDayOfSpan(after) || byte(tokens[i + 2].end) == .percent
          || context.classes(after).contains(.numberTail) || context.classes(after).contains(.timeTail)
      guard isCount || leads.contains(.countLead) && context.isLowercase(after) else { return nil }
      return slip(i, tokens[i + 2].end, joined)
    default: return nil
    }
  }

  private func marked(_ i: Int, _ mark: UInt8, _ isGrouped: Bool) -> NumberSlip? {
    guard mark == .comma || mark == .stop else { return nil }
    let next = i + 2
    let hasCurrency = context.isCurrency(before: tokens[i].start)
    let first = document.text(tokens[i].range)
    if tokens[next].kind == .punctuation, document.bytes[tokens[next].start] == mark, next + 1 < tokens.count, startsDigit(next + 1) {
      guard tokens[i].count <= NumberContext.group, mark == .comma || hasCurrency || hasTail(next + 1) || !document.isTechnical && isDecimal(next + 1) else { return nil }
      let text = first + (mark == .comma ? "," : ".") + document.text(tokens[next + 1].range)
      let range = TextRange(tokens[i].start, tokens[next + 1].end)
      return NumberSlip(
        range: range, message: "“\(document.text(range))” has two \(mark == 0x2C ? "commas" : "points") for one",
        fixes: [Fix(range, text, confidence: Self.doubledMark)])
    }
    guard tokens[next].kind == .space, tokens[next].count == 1, next + 1 < tokens.count, startsDigit(next + 1), tokens[i].count <= NumberContext.group else { return nil }
    if mark == .comma {
      guard tokens[next + 1].count == NumberContext.group, isDigits(next + 1), document.bytes[tokens[i].start] != UInt8(ascii: "0") else { return nil }
      let before = context.word(before: hasCurrency ? i - 1 : i), after = context.word(after: next + 1)
      // No list goes on with 000.
      let isThousands = document.bytes(tokens[next + 1]).allSatisfy { $0 == UInt8(ascii: "0") } && !isNumber(beside: i, -1)
      guard hasCurrency || isThousands || isGrouped && context.isCounted(after) && !isNumber(beside: i, -1) && !context.isMonth(before) && tokens[i].count > 1
        && context.isLowercase(before) && !context.classes(before).contains(.timeLead) && !context.classes(before).contains(.countLead)
        && !context.classes(before).contains(.numberedThing)
      else { return nil }
      // “for £12, 500 people”
      if hasCurrency, !isThousands, context.isCounted(after), !isGrouped { return nil }
      return slip(i, tokens[next + 1].end, first + "," + document.text(tokens[next + 1].range), Self.spacedComma)
    }
    guard document.bytes(tokens[next + 1]).prefix(while: { NumberContext.isDigit($0) }).count <= NumberContext.group, hasCurrency || hasTail(next + 1), context.opensCount(i) || hasCurrency
    else { return nil }
    return slip(i, tokens[next + 1].end, first + "." + document.text(tokens[next + 1].range))
  }

  /// A per cent sign or word after, a unit, or letters that tell the size: “95%”, “6bn”.
  private func hasTail(_ i: Int) -> Bool {
    byte(tokens[i].end) == .percent || tokens[i].kind == .word || context.isUnit(context.word(after: i))
  }

  /// Bytes of what stands after a point, with its unit: “95bn”.
  private static let longestDecimal = 6

  private func isDecimal(_ i: Int) -> Bool { tokens[i].kind == .number && tokens[i].count <= NumberContext.group && context.word(after: i) != nil }
  /// “and 26 March” after another day.
  private func isDayOfSpan(_ after: Int?) -> Bool {
    guard let after, context.classes(after).contains(.dateLead), let next = document.next(after, limit: tokens.count), tokens[next].kind == .number else { return false }
    return context.isMonth(context.word(after: next))
  }
  private func isDigits(_ i: Int) -> Bool { tokens[i].kind == .number && document.bytes(tokens[i]).allSatisfy { NumberContext.isDigit($0) } }
  private func startsDigit(_ i: Int) -> Bool { [.number, .word].contains(tokens[i].kind) && NumberContext.isDigit(document.bytes[tokens[i].start]) && tokens[i].count <= Self.longestDecimal }
  private func byte(_ offset: Int) -> UInt8? { context.byte(at: offset) }

  private func isNumber(beside i: Int, _ step: Int) -> Bool {
    var k = i + step
    while tokens.indices.contains(k), tokens[k].isBlank || tokens[k].kind == .punctuation && document.bytes[tokens[k].start] == .comma { k += step }
    return tokens.indices.contains(k) && tokens[k].kind == .number
  }
}
