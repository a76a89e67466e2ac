import Formats

/// Numbers with letters in the place of digits: “2O20”, “$4S,000”, “l0bn”, “I5th”, “3O seconds”.
struct MisreadNumerals {
  private let context: NumberContext
  private let document: Document

  init(_ context: NumberContext) { (self.context, document) = (context, context.document) }

  private static let lookAlikes: [UInt8: UInt8] = [UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "o"): UInt8(ascii: "0"), UInt8(ascii: "l"): UInt8(ascii: "1"), UInt8(ascii: "I"): UInt8(ascii: "1"), UInt8(ascii: "B"): UInt8(ascii: "8"), UInt8(ascii: "S"): UInt8(ascii: "5"), UInt8(ascii: "Z"): UInt8(ascii: "2")]
  /// Letters that are a unit, a size or a direction after a number: litres, billions, south.
  private static let units: Set<UInt8> = Set("lBS".utf8)
  /// Letters that name no model or version beside a digit.
  private static let plain: Set<UInt8> = Set("OoIl".utf8)
  /// Bytes of a number that is looked at; longer runs are codes.
  private static let longest = 24
  /// Bytes of what may be a highway or a panel: “I5”, “2o”.
  private static let short = 2
  /// Bytes of what stands close after it.
  private static let longestSuffix = 3
  /// Numbers of four digits that are rather years than counts.
  private static let years = 1500...2099
  /// How often a letter among digits is one of them: of a hundred, so many are right.
  private static let precision: Confidence = 0.93

  /// - Parameter starts: tokens with digits
  func slips(at starts: [Int]) -> [NumberSlip] {
    var found: [NumberSlip] = []
    for i in starts {
      guard document.tokens[i].count <= Self.longest, document.tokens[i].start >= found.last?.range.end ?? 0, let run = Run(at: i, document),
        isNumber(run) || isExpected(run)
      else { continue }
      let text = String(decoding: run.fixed, as: UTF8.self)
      found.append(
        NumberSlip(
          range: run.range, message: "“\(document.text(run.range))” has a letter among its digits; did you mean “\(text)”?",
          fixes: [Fix(run.range, text, confidence: Self.precision)]))
    }
    return found
  }

  /// Digits, look-alikes, commas and points without a gap.
  private struct Run {
    let range: TextRange
    let body: ArraySlice<UInt8>
    /// The body with digits for letters.
    let fixed: [UInt8]
    let hasCurrency: Bool
    let suffix: [UInt8]
    let firstToken: Int, lastToken: Int

    init?(at i: Int, _ document: Document) {
      let bytes = document.bytes
      func belongs(_ byte: UInt8) -> Bool { byte.isDigit || byte == .comma || byte == .stop || lookAlikes[byte] != nil }
      var start = document.tokens[i].start, end = start
      while start > 0, document.tokens[i].start - start < longest, belongs(bytes[start - 1]) { start -= 1 }
      while end < bytes.count, end - start < longest, belongs(bytes[end]) { end += 1 }
      while start < end, bytes[start] == .comma || bytes[start] == .stop { start += 1 }
      while end > start, bytes[end - 1] == .comma || bytes[end - 1] == .stop { end -= 1 }
      // $US4.S: the S belongs to the currency.
      var isPrefixed = false
      if start >= 2, bytes[start] == UInt8(ascii: "S"), bytes[start - 1] == UInt8(ascii: "U"), bytes[start - 2] == UInt8(ascii: "$") {
        start += 1
        isPrefixed = true
      }
      guard start < end else { return nil }
      body = bytes[start..<end]
      range = TextRange(start, end)
      fixed = body.map { lookAlikes[$0] ?? $0 }
      guard fixed != Array(body), body.contains(where: \.isDigit), isWellFormed(fixed) else { return nil }
      hasCurrency = isPrefixed || document.scalar(before: start).map { NumberContext.currencies.contains($0) } ?? false
      if !isPrefixed, !hasCurrency, let before = document.scalar(before: start), ![0x20, 0x0A, 0x28, 0x2A, 0x3C, 0x3D, 0x3E, 0x5B, 0xB1, 0x22, 0x201C, 0x2018, 0x2013, 0x2014, 0x7E].contains(before) { return nil }
      var stop = end
      while stop < bytes.count, stop - end < longestSuffix, NumberContext.isLetter(bytes[stop]) { stop += 1 }
      suffix = Array(bytes[end..<stop])
      let next = stop < bytes.count ? bytes[stop] : .space
      guard suffix.isEmpty || WordClass.digitEnding.contains(suffix), !NumberContext.isLetter(next), !next.isDigit, next != .underscore, next != .slash else { return nil }
      // “2O-year-old”, but no codes: “5O-A12”.
      if next == .hyphen, stop + 1 < bytes.count, !bytes[stop + 1].isLowercase { return nil }
      firstToken = document.firstToken(endingAfter: start)
      lastToken = document.firstToken(endingAfter: stop - 1)
    }
  }

  /// One to three digits and groups of three, or digits alone, perhaps with decimals.
  private static func isWellFormed(_ number: [UInt8]) -> Bool {
    let parts = number.split(separator: .stop, omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts[0].isEmpty, parts.count < 2 || !parts[1].isEmpty && !parts[1].contains(.comma) else { return false }
    let groups = parts[0].split(separator: .comma, omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.count == NumberContext.group }), groups.count == 1 || (1...NumberContext.group).contains(groups[0].count) else { return false }
    return groups[0].first != UInt8(ascii: "0") || groups.count == 1 && groups[0].count == 1
  }

  private func isNumber(_ run: Run) -> Bool {
    guard let first = run.body.first, let last = run.body.last else { return false }
    let letters = run.body.filter { Self.lookAlikes[$0] != nil }
    let isUnit = letters.count == 1 && Self.units.contains(last) && run.suffix.isEmpty
    let before = context.word(before: run.firstToken), after = context.word(after: run.lastToken)
    let end = run.range.end + run.suffix.count
    let isPercent = context.byte(at: end) == .percent || context.percentEnd(after) != nil
    if isPercent || isRound(run.body) { return true }
    if run.hasCurrency { return !(isUnit && last == UInt8(ascii: "B")) }
    if run.body.contains(.comma) { return !isUnit }
    if run.body.contains(.stop) {
      // 0.5l is half a litre, 0.0l is 0.01.
      return !isUnit || last == UInt8(ascii: "l") && run.fixed.dropLast().allSatisfy { $0 == UInt8(ascii: "0") || $0 == .stop }
    }
    let value = Int(String(decoding: run.fixed, as: UTF8.self)) ?? 0
    if WordClass.ordinalEnding.contains(run.suffix) { return value > 0 }
    if (1...31).contains(value), run.suffix.isEmpty, context.isMonth(before) || context.isMonth(after) { return true }
    if run.suffix.isEmpty, context.isEra(after), letters.allSatisfy(Self.plain.contains) { return true }
    let isDated = context.classes(before).contains(.yearLead) || context.isMonth(before)
    if run.body.count == NumberContext.yearDigits, Self.years.contains(value), run.suffix.isEmpty || run.suffix.elementsEqual("s".utf8) {
      if Self.lookAlikes[first] == nil, Self.lookAlikes[last] == nil { return true }
      if letters.allSatisfy(Self.plain.contains), run.body.count - letters.count >= 2, !isUnit || isDated { return true }
      return isDated
    }
    if isNothingElse(run, letters) { return true }
    // “over 4o new guidelines”
    if context.classes(before).contains(.countLead), run.suffix.isEmpty, Self.lookAlikes[first] == nil, letters.allSatisfy(Self.plain.contains), !isUnit { return true }
    // South counts nothing.
    let isUnitHere = isUnit && last != UInt8(ascii: "S")
    guard context.isCounted(after), !isUnitHere || context.classes(before).contains(.countLead), run.suffix.isEmpty,
      context.isLowercase(before) || isFirst(before)
    else {
      return ["bn", "m", "km", "kg"].contains { Array($0.utf8) == run.suffix } && letters.allSatisfy(Self.plain.contains) && run.body.count > 1
        && first != UInt8(ascii: "O")
    }
    return letters.allSatisfy(Self.plain.contains) && (Self.lookAlikes[first] == nil || first == UInt8(ascii: "l"))
      || context.classes(before).contains(.countLead)
  }

  /// Digits with letters that name no model, unit, highway or panel there: “the l0 largest”, “in I047”, but “CO2”, “I5”, “40l”, “Fig. 3I”.
  private func isNothingElse(_ run: Run, _ letters: [UInt8]) -> Bool {
    guard run.suffix.isEmpty, !document.isTechnical, let first = run.body.first, let last = run.body.last, first | 0x20 != UInt8(ascii: "o"), last.isDigit || last | 0x20 == UInt8(ascii: "o")
    else { return false }
    let isShort = run.body.count <= Self.short
    if !letters.allSatisfy(Self.plain.contains) {
      // “out of 3S4 areas”, “there are S15 offices”, but “Figure S1”, “a B220 cell”.
      let before = context.word(before: run.firstToken)
      guard !isShort, last.isDigit, first.isDigit || first == UInt8(ascii: "S") && context.isCountedSoon(context.word(after: run.lastToken)) else { return false }
      return context.isLowercase(before) && !context.classes(before).contains(.numberedThing) && !context.classes(before).contains(.notYearLead)
    }
    return !(isShort && (first == UInt8(ascii: "I") || last == UInt8(ascii: "o"))) && letters.count < run.body.count
  }

  /// Where nothing but a number stands: a count, an age, a day of a month. In 1.2 million words of edited prose nothing else that
  /// looks so stands there.
  private func isExpected(_ run: Run) -> Bool {
    guard run.suffix.isEmpty, !document.isTechnical, let first = run.body.first, let last = run.body.last else { return false }
    let before = context.word(before: run.firstToken), after = context.word(after: run.lastToken)
    let leads = context.classes(before)
    if leads.contains(.numberedThing) || leads.contains(.notYearLead) || leads.contains(.numberedRoad) { return false }
    let isAge = isApposed(run) || isAge(before), letters = run.body.filter { Self.lookAlikes[$0] != nil }
    let isCount = context.opensCount(run.firstToken) && (context.isCountedSoon(after) || context.isUnit(after) || context.isOf(after) || isRange(after))
    if letters.allSatisfy(Self.plain.contains) {
      // I5 may be a road.
      if last == UInt8(ascii: "l") { return isAge || isCited(run) || isCount && !context.classes(after).contains(.container) && !context.isOf(after) }
      if first == UInt8(ascii: "I"), run.body.count <= Self.short { return isAge || isCount || leads.contains(.countLead) || context.followsMonth(run.firstToken) || isCited(run) }
      // “the 2o and 3o of the list” are ordinals.
      if last == UInt8(ascii: "o"), run.body.count <= Self.short, !isAge, !isCount || context.isOf(after) {
        return before != nil && (after == nil || !context.isLowercase(before) || !context.isLowercase(after))
      }
      return isAge || before != nil && last != UInt8(ascii: "I") || context.opensCount(run.firstToken) || isCited(run)
    }
    guard letters.allSatisfy({ Self.plain.contains($0) || $0 == UInt8(ascii: "S") }) else { return false }
    // “S8 phones”, “S300 missiles”
    if first == UInt8(ascii: "S") { return isAge || isCount && (context.isUnit(after) || context.classes(after).contains(.timeUnit)) }
    return isAge || isCount
  }

  /// “Kenteris, 3l, who won”
  private func isApposed(_ run: Run) -> Bool {
    let start = run.range.start
    return start > 2 && context.byte(at: run.range.end) == .comma && document.bytes[start - 1] == .space && document.bytes[start - 2] == .comma
      && document.bytes[start - 3].isLowercase
  }

  /// “aged 1S”, “at the age of S4”
  private func isAge(_ before: Int?) -> Bool {
    guard let before else { return false }
    let word = document.bytes(document.tokens[before])
    if word.elementsEqual("aged".utf8) { return true }
    return word.elementsEqual("of".utf8) && context.word(before: before).map { ["age", "ages"].contains(String(decoding: document.bytes(document.tokens[$0]), as: UTF8.self)) } ?? false
  }

  /// “[3l]”
  private func isCited(_ run: Run) -> Bool {
    run.range.start > 0 && document.bytes[run.range.start - 1] == .openBracket && context.byte(at: run.range.end).map { $0 == .closeBracket || $0 == .comma } ?? false
  }

  /// “I0 to 15”
  private func isRange(_ i: Int?) -> Bool {
    guard let i, ["to", "or", "and"].contains(where: { document.bytes(document.tokens[i]).elementsEqual($0.utf8) }), let next = document.next(i) else { return false }
    return document.tokens[next].kind == .number
  }

  /// “the 2OO block”: a digit and nothing but noughts.
  private func isRound(_ body: ArraySlice<UInt8>) -> Bool {
    guard let first = body.first, first.isDigit, first != UInt8(ascii: "0") else { return false }
    let rest = body.dropFirst()
    return rest.count { $0 | 0x20 == UInt8(ascii: "o") } >= 2 && rest.allSatisfy { $0 | 0x20 == UInt8(ascii: "o") || $0 == 0x30 }
  }

  /// “Within 3O minutes”
  private func isFirst(_ i: Int?) -> Bool {
    guard let i else { return false }
    return document.sentence(of: i)?.tokens.lowerBound == i
  }
}
