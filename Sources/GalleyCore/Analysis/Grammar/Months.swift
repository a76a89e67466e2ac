import Formats

/// Names of months and weekdays.
enum Months {
  static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  /// Days of the longest month.
  static let longest = 31
  /// Most days of each month; February in leap years.
  static let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Letters of their abbreviations: “Sun”, “Thurs”.
  private static let abbreviation = 3...5

  /// 1…12; abbreviations of at least three letters count, “may” must have its capital.
  static func number(of word: ArraySlice<UInt8>) -> Int? { index(word, in: names).map { $0 + 1 } }

  /// 1…12 of a whole name that has lost its capital; march and may mean something else.
  static func lowercaseNumber(of word: ArraySlice<UInt8>) -> Int? {
    guard word.count > abbreviation.upperBound || word.elementsEqual("april".utf8), word.first?.isLowercase == true else { return nil }
    return names.firstIndex { $0.utf8.elementsEqual(word) }.map { $0 + 1 }
  }

  /// The names and abbreviations of months.
  static let words = WordSet(
    // What is made once for all texts knows of no pack.
    LexiconExtension.using(nil) {
      names.flatMap { name in
        let name = Array(name.utf8)
        return [name] + abbreviation.map { Array(name.prefix($0)) }.filter { $0.count < name.count && Abbreviations.kind(of: $0[...]) == .other }
      }
    })

  /// 0 = Monday.
  static func weekday(of word: ArraySlice<UInt8>) -> Int? { index(word, in: weekdays) }

  private static func index(_ word: ArraySlice<UInt8>, in names: [String]) -> Int? {
    guard word.count >= abbreviation.lowerBound, let first = word.first, (0x41...0x5A).contains(first) else { return nil }
    let lower = lowercased(word)
    return names.firstIndex {
      $0.utf8.elementsEqual(lower) || lower.count <= abbreviation.upperBound && Abbreviations.kind(of: word) == .other && $0.utf8.starts(with: lower)
    }
  }

  /// The weekday (0 = Monday) of a day of the Gregorian calendar, by Sakamoto's table of month offsets.
  static func weekday(day: Int, month: Int, year: Int) -> Int {
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    // The year begins in March, so that a leap day ends one.
    let y = month <= 2 ? year - 1 : year
    let sundayFirst = (y + y / 4 - y / 100 + y / 400 + offsets[month - 1] + day) % 7
    return (sundayFirst + 6) % 7
  }

  static func isLeap(_ year: Int) -> Bool { year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) }
}
