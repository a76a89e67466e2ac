import Formats

/// Figures of one sentence that cannot both be right: deaths before births, values that fall to more or rise to less, more than all
/// of a number of people.
struct ContradictoryFigures {
  private let context: NumberContext
  private let document: Document
  private let analysis: Analysis
  private var tokens: [Token] { document.tokens }

  init(_ context: NumberContext, _ analysis: Analysis) { (self.context, document, self.analysis) = (context, context.document, analysis) }

  private static let years = 1000...2100
  /// Words between a verb and its “from”: “fell sharply from”, “rose by 10 per cent from”.
  private static let mostBetween = 5
  /// Digits of a number that is read; longer ones are codes.
  private static let mostDigits = 15
  private static let all = 100.0, mostShare = 999.0
  /// Digits of what is more than all.
  private static let leastDigits = 3

  /// - Parameter numerals: the numbers of the prose, ascending
  func slips(at numerals: [Int]) -> [NumberSlip] {
    if numerals.isEmpty { return [] }
    return turns(.fallVerb, isRise: false) + turns(.riseVerb, isRise: true) + lives() + numerals.compactMap(share)
  }

  // MARK: rise and fall

  /// “Profits fell from $3m to $5m”, “sales rose to 400 units from 500 units”.
  private func turns(_ verbs: WordClass, isRise: Bool) -> [NumberSlip] {
    analysis.occurrences(of: verbs).compactMap { i in
      guard let sentence = document.sentence(of: i)?.tokens, let first = preposition(after: i, sentence), let one = amount(after: first, sentence),
        let second = word(after: one.last), isWord(second, isWord(first, "from") ? "to" : "from"), let other = amount(after: second, sentence),
        // Ranks and years have no unit.
        one.unit == other.unit && !one.unit.isEmpty
      else { return nil }
      let (before, after) = isWord(first, "from") ? (one, other) : (other, one)
      guard isRise ? after.value < before.value : after.value > before.value else { return nil }
      let range = TextRange(tokens[i].start, tokens[other.last].end)
      let (from, to) = (document.text(before.range(tokens)), document.text(after.range(tokens)))
      return NumberSlip(range: range, message: "from \(from) to \(to) is a \(isRise ? "fall" : "rise")")
    }
  }

  /// The “from” or “to” that a verb leads to, over a few words and figures of its sentence.
  private func preposition(after i: Int, _ sentence: Range<Int>) -> Int? {
    var k = i + 1, words = 0
    while sentence.contains(k), words <= Self.mostBetween {
      switch tokens[k].kind {
      case .word:
        if isWord(k, "from") || isWord(k, "to") { return k }
        // Another verb has values of its own.
        let classes = document.classes(of: k)
        if classes.contains(.fallVerb) || classes.contains(.riseVerb) { return nil }
        words += 1
      case .space, .lineBreak, .number, .symbol: break
      default: return nil
      }
      k += 1
    }
    return nil
  }

  private struct Amount {
    let value: Double
    /// Currency and unit; empty for a bare number.
    let unit: [UInt8]
    let first: Int, last: Int

    func range(_ tokens: [Token]) -> TextRange { TextRange(tokens[first].start, tokens[last].end) }
  }

  /// The amount after a word: a sign of currency, a number, its size and unit. Nil for what is not written in digits, or below zero.
  private func amount(after i: Int, _ sentence: Range<Int>) -> Amount? {
    guard i + 2 < tokens.count, tokens[i + 1].isBlank, sentence.contains(i + 2) else { return nil }
    var unit: [UInt8] = []
    var k = i + 2
    let first = k
    if tokens[k].kind == .symbol {
      unit = Array(document.bytes(tokens[k]))
      guard NumberContext.currencies.contains(decodeScalar(document.bytes, tokens[k].start).scalar) else { return nil }
      k += 1
    }
    guard sentence.contains(k), tokens[k].kind == .number || tokens[k].kind == .word else { return nil }
    let text = document.bytes(tokens[k])
    let digits = text.prefix { $0.isDigit || $0 == .comma || $0 == .stop }
    guard let value = Double(String(decoding: digits.filter { $0 != .comma }, as: UTF8.self)), digits.count <= Self.mostDigits else { return nil }
    var size = lowercased(text.dropFirst(digits.count))
    var last = k
    if size.isEmpty, k + 1 < tokens.count, tokens[k + 1].kind == .symbol, document.bytes[tokens[k + 1].start] == .percent {
      return Amount(value: value, unit: [.percent], first: first, last: k + 1)
    }
    if size.isEmpty, let next = context.word(after: k), sentence.contains(next), context.classes(next).contains(.numberTail) {
      if let end = context.percentEnd(next) { return Amount(value: value, unit: [.percent], first: first, last: end) }
      size = lowercased(document.bytes(tokens[next]))
      last = next
    }
    let scale = Self.scales.first { $0.names.contains { size.elementsEqual($0.utf8) } }?.factor
    if scale == nil { unit += size }
    return Amount(value: value * (scale ?? 1), unit: unit, first: first, last: last)
  }

  private static let scales: [(names: [String], factor: Double)] = [
    (["thousand", "k"], 1e3), (["million", "m", "mln"], 1e6), (["billion", "bn", "b"], 1e9), (["trillion", "tn"], 1e12),
  ]

  // MARK: births and deaths

  /// “born in 1987 and died in 1964”
  private func lives() -> [NumberSlip] {
    analysis.occurrences(of: Self.born).compactMap { i in
      guard let (birth, at) = year(after: i), let died = next(at), isWord(died, "died"), let (death, end) = year(after: died), death < birth
      else { return nil }
      return NumberSlip(
        range: tokens[end].range, message: "nobody who was born in \(birth) died in \(death)")
    }
  }

  /// The year that follows a word, perhaps after “in”.
  private func year(after i: Int) -> (year: Int, token: Int)? {
    guard var k = blankless(i + 1) else { return nil }
    if isWord(k, "in"), let far = blankless(k + 1) { k = far }
    let text = document.bytes(tokens[k])
    guard tokens[k].kind == .number, text.count == NumberContext.yearDigits, text.allSatisfy({ $0.isDigit }) else { return nil }
    let year = text.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    return Self.years.contains(year) ? (year, k) : nil
  }

  /// The next word, over a comma, “and”, “he” or “she”.
  private func next(_ i: Int) -> Int? {
    var k = i
    for _ in 0..<Self.mostBetween {
      guard let far = blankless(k + 1) else { return nil }
      let isLink = tokens[far].kind == .punctuation && document.bytes[tokens[far].start] == .comma || Self.links.contains(where: { isWord(far, $0) })
      if !isLink { return far }
      k = far
    }
    return nil
  }

  private static let born = WordSet("born")
  private static let links = ["and", "he", "she"]

  // MARK: shares

  /// “120 per cent of the voters”
  private func share(_ i: Int) -> NumberSlip? {
    guard tokens[i].count >= Self.leastDigits, let sentence = document.sentence(of: i)?.tokens, i >= 2, let amount = amount(after: i - 2, sentence), amount.unit == [.percent],
      amount.value > Self.all, amount.value <= Self.mostShare, let of = context.word(after: amount.last), isWord(of, "of"),
      var whole = context.word(after: of)
    else { return nil }
    if document.classes(of: whole).contains(.closedReading), let far = context.word(after: whole) { whole = far }
    guard document.classes(of: whole).contains(.wholeOfPeople) else { return nil }
    let range = amount.range(tokens)
    return NumberSlip(range: range, message: "\(document.text(range)) is more than all")
  }

  // MARK: words

  private func isWord(_ i: Int, _ word: String) -> Bool {
    tokens[i].kind == .word && lowercased(document.bytes(tokens[i])).elementsEqual(word.utf8)
  }

  private func word(after i: Int) -> Int? { context.word(after: i) }

  private func blankless(_ i: Int) -> Int? {
    guard i < tokens.count else { return nil }
    return !tokens[i].isBlank ? i : i + 1 < tokens.count && !tokens[i + 1].isBlank ? i + 1 : nil
  }
}
