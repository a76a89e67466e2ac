import Formats

/// Finds days that the calendar does not have and weekdays that do not fit their dates.
package struct DateConsistency: Rule {
  package static let id: RuleID = "date-consistency"
  package init(_ card: RuleCard) {}

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for i in analysis.occurrences(of: Months.words) {
      guard let paragraph = document.paragraph(ofToken: i), let month = Months.number(of: document.bytes(document.tokens[i])) ?? Months.lowercaseNumber(of: document.bytes(document.tokens[i])),
        let date = WrittenDate(month: month, at: i, in: paragraph.tokens, document)
      else { continue }
      judge(date, document, &findings)
    }
    for date in NumericDates(document).impossible(analysis.tokenIndex.tokens(.number)) {
      findings.flag(date, "no calendar has the day \(document.text(date))")
    }
  }

  private func judge(_ date: WrittenDate, _ document: Document, _ findings: inout Findings) {
    let name = document.text(document.tokens[date.monthToken].range)
    let isLeap = date.year.map(Months.isLeap) ?? true
    let most = date.month == 2 && !isLeap ? 28 : Months.days[date.month - 1]
    if date.day > most {
      guard date.isPlain else { return }
      let year = date.month == 2 && date.day == Months.days[1] ? date.year.map { " in \($0)" } ?? "" : ""
      findings.flag(date.range, "\(name) has \(most) days\(year), not \(date.day)")
      return
    }
    // Before 1753 some countries still counted in the old style.
    guard let weekdayToken = date.weekdayToken, let year = date.year, (1753...2200).contains(year),
      let weekday = Months.weekday(of: document.bytes(document.tokens[weekdayToken]))
    else { return }
    let right = Months.weekday(day: date.day, month: date.month, year: year)
    guard right != weekday else { return }
    let day = Months.weekdays[right]
    let fixed = day.prefix(1).uppercased() + day.dropFirst()
    findings.flag(
      TextRange(document.tokens[weekdayToken].start, max(date.range.end, document.tokens[weekdayToken].end)),
      "\(date.day) \(name) \(year) was a \(fixed); the weekday, the day or the year is wrong",
      fix: Fix(edits: [Edit(document.tokens[weekdayToken].range, fixed)], confidence: 0.5, safety: .unsafe))
  }
}

/// A day of a month as written: “Monday, September 15, 2020”, “the 31st of June”, “Tuesday 3 May 2011”.
private struct WrittenDate {
  let month: Int
  let day: Int
  let monthToken: Int
  let year: Int?
  private(set) var weekdayToken: Int?
  /// From the day or the month to the last of day, month and year.
  private(set) var range: TextRange
  /// What looks like a day is none of “born in June 31 years ago”.
  private(set) var isPlain = true

  init?(month: Int, at i: Int, in range: Range<Int>, _ document: Document) {
    let tokens = document.tokens
    func before(_ k: Int) -> Int? { document.previous(k, limit: range.lowerBound) }
    func after(_ k: Int) -> Int? { document.next(k, limit: range.upperBound) }
    var dayFirst = before(i)
    if let of = dayFirst, tokens[of].kind == .word, document.bytes(tokens[of]).elementsEqual(Array("of".utf8)) { dayFirst = before(of) }
    // After “Sept.” the stop belongs to the month.
    var next = after(i)
    if let stop = next, Self.isByte(stop, .stop, document), tokens[i].end == tokens[stop].start, tokens[i].count <= Self.longestShortMonth { next = after(stop) }
    var first = i, last = i
    let day: Int
    var year: Int?
    func readYear(_ k: Int?) {
      guard var k else { return }
      if Self.isByte(k, .comma, document) {
        guard let next = after(k) else { return }
        k = next
      }
      year = Self.year(k, document)
      if year != nil { last = k }
    }
    if let k = dayFirst, let value = Self.day(k, document) ?? Self.farDay(k, i, next, document), dayFirst == before(i) || tokens[k].kind == .word {
      // “between 3 and 5 May”, “15-20 May”: the number before may belong to it; a weekday then fits the first.
      (day, first) = (value, k)
      readYear(next)
      if k > 0, [.hyphen, .dash].contains(tokens[k - 1].kind) || Self.isByte(k - 1, .slash, document) {
        // “16-32 December”
        guard value > Months.longest, k > 1, let start = Self.day(k - 2, document), start <= Months.longest else { return nil }
      }
    } else if let k = next, let value = Self.day(k, document) ?? Self.number(k, document) {
      (day, last) = (value, k)
      readYear(after(k))
      isPlain = year != nil || Self.isPlain(value, then: after(k), after: before(i), document) && !Self.isRange(after(k), in: range, document)
    } else {
      return nil
    }
    (self.month, self.day, self.year, monthToken) = (month, day, year, i)
    self.range = TextRange(tokens[first].start, tokens[last].end)
    // The weekday stands before, perhaps with a comma, perhaps with “the”.
    var lead = before(first)
    if let the = lead, tokens[the].kind == .word, document.bytes(tokens[the]).elementsEqual(Array("the".utf8)) { lead = before(the) }
    weekdayToken = Self.weekday(lead, document, range)
  }

  private static let leads = WordClass.dateLead
  /// Letters of “Sept” and “Thurs”, bytes of “31st”, digits of a year.
  private static let longestShortMonth = 4, longestShortWeekday = 5, longestOrdinal = 4, yearDigits = 4

  /// “on”, “since” … and “a June 31 report”
  private static func isLead(_ k: Int, _ document: Document) -> Bool {
    let token = document.tokens[k]
    return token.kind == .word && (leads.contains(lowercased(document.bytes(token))) || document.bytes(token).elementsEqual(CollectionOfOne(UInt8(ascii: "a"))))
  }

  /// Whether a number after a month, without a year, counts nothing and is no year: “the meeting on June 31”, “sentenced June 32.”,
  /// but “born in June 31 years ago”, “the students of May 68”.
  private static func isPlain(_ value: Int, then: Int?, after lead: Int?, _ document: Document) -> Bool {
    let classes = lead.map { document.classes(of: $0) } ?? .none
    if value > longestDay, classes.contains(.yearLead) || classes.contains(.longYearLead) { return false }
    guard let then else { return true }
    switch document.tokens[then].kind {
    case .number, .hyphen, .dash: return false
    case .word:
      if goesOn(then, after: lead, document) { return true }
      // “the June 35 election results”
      if (Months.longest + 1...longestDay).contains(value), classes.contains(.singleLead) || classes.contains(.speakerArticle) { return true }
      // “its April 31 meeting”, but “the June 31 people saw”
      if classes.contains(.singleLead) || classes.contains(.speakerArticle), isOne(then, document) { return true }
      // “since January 35 of this year”, “on April 31 that will”
      if isOfYear(then, document) || lead.map({ document.bytes(document.tokens[$0]).elementsEqual("on".utf8) }) ?? false && isOne(then, document) { return true }
      return !classes.contains(.yearLead) && document.classes(of: then).contains(.dateTail)
    default: return true
    }
  }

  /// A word that no number counts.
  private static func isOne(_ i: Int, _ document: Document) -> Bool {
    let classes = document.classes(of: i), word = document.bytes(document.tokens[i])
    return isLowercase(document.tokens[i], document) && word.count > 3 && word.last != UInt8(ascii: "s") && !word.elementsEqual("people".utf8)
      && !classes.contains(.numberTail) && !classes.contains(.timeUnit)
  }

  /// “of this year”, “last year”
  private static func isOfYear(_ i: Int, _ document: Document) -> Bool {
    guard let which = document.bytes(document.tokens[i]).elementsEqual("of".utf8) ? document.next(i) : i, document.tokens[which].kind == .word,
      let year = document.next(which)
    else { return false }
    return ["this", "last", "next", "that"].contains { document.bytes(document.tokens[which]).elementsEqual($0.utf8) }
      && document.bytes(document.tokens[year]).elementsEqual("year".utf8)
  }

  /// “on June 31 from”, “a June 31 report”: what follows is not what is counted.
  private static func goesOn(_ then: Int, after lead: Int?, _ document: Document) -> Bool {
    guard let lead, isLead(lead, document) else { return false }
    let word = document.bytes(document.tokens[then])
    if document.tokens[lead].count == 1 { return word.last != UInt8(ascii: "s") && !document.classes(of: then).contains(.numberTail) }
    return leads.contains(Array(word))
  }

  /// A number of two figures that is no day, where it can be nothing else: “around 45 May, …”, “on 61 June 2011”.
  private static func farDay(_ k: Int, _ month: Int, _ next: Int?, _ document: Document) -> Int? {
    guard let value = number(k, document), document.bytes[document.tokens[month].start].isCapital, k >= 2 else { return nil }
    // “16-45 December”
    if [.hyphen, .dash].contains(document.tokens[k - 1].kind), day(k - 2, document) != nil { return value }
    guard document.tokens[k - 1].kind == .space, isLowercase(document.tokens[k - 2], document) else { return nil }
    // “on 45 March calls”
    guard let next, !document.bytes(document.tokens[k - 2]).elementsEqual("on".utf8) else { return value }
    return document.tokens[next].kind == .punctuation || year(next, document) != nil || document.classes(of: next).contains(.dateTail) ? value : nil
  }

  /// A number of two figures that is no day.
  private static func number(_ k: Int, _ document: Document) -> Int? {
    document.tokens[k].kind == .number && document.tokens[k].count == longestDayDigits ? Int(document.text(document.tokens[k].range)) : nil
  }

  /// “April 32 to 35” may be years.
  private static func isRange(_ then: Int?, in range: Range<Int>, _ document: Document) -> Bool {
    guard let then, document.tokens[then].kind == .word, let next = document.next(then, limit: range.upperBound) else { return false }
    return document.tokens[next].kind == .number
  }

  /// The token of a weekday at `k`, or before the comma at `k`.
  private static func weekday(_ k: Int?, _ document: Document, _ range: Range<Int>) -> Int? {
    guard var k else { return nil }
    if isByte(k, .comma, document) {
      guard let before = document.previous(k, limit: range.lowerBound) else { return nil }
      k = before
    }
    // “Wed., Oct. 7”: the stop belongs to the weekday.
    if isByte(k, .stop, document), k > range.lowerBound, document.tokens[k - 1].end == document.tokens[k].start, document.tokens[k - 1].count <= longestShortWeekday { k -= 1 }
    guard document.tokens[k].kind == .word, Months.weekday(of: document.bytes(document.tokens[k])) != nil else { return nil }
    return k
  }

  private static func isByte(_ k: Int, _ byte: UInt8, _ document: Document) -> Bool {
    document.tokens[k].kind == .punctuation && document.bytes[document.tokens[k].start] == byte
  }

  /// What may be a day with a slip of the hand, and its digits.
  private static let longestDay = 39, longestDayDigits = 2

  /// 1…39, with or without an ordinal's ending.
  private static func day(_ k: Int, _ document: Document) -> Int? {
    let token = document.tokens[k]
    guard token.kind == .number || token.kind == .word && token.flags.contains(.digit) && token.count <= longestOrdinal else { return nil }
    let digits = document.bytes(token).prefix { $0.isDigit }
    guard (1...2).contains(digits.count), token.kind == .word ? token.count == digits.count + 2 : token.count == digits.count,
      let value = Int(String(decoding: digits, as: UTF8.self)), (1...longestDay).contains(value)
    else { return nil }
    return value
  }

  private static func year(_ k: Int, _ document: Document) -> Int? {
    guard document.tokens[k].kind == .number, document.tokens[k].count == yearDigits else { return nil }
    return Int(document.text(document.tokens[k].range)).flatMap { (1000...2999).contains($0) ? $0 : nil }
  }
}
