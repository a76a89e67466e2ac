import Formats

/// Whether words sound with a vowel first, which decides between “a” and “an”.
package final class Pronunciation: SharedAnalysis {
  private enum Sound { case vowel, consonant, either }

  private let document: Document
  private var known: [WordID: Sound] = [:]

  package init(_ analysis: Analysis) { document = analysis.document }

  /// Nil where speakers differ, or nobody can tell.
  package func beginsWithVowel(_ i: Int) -> Bool? {
    let token = document.tokens[i]
    let sound: Sound
    switch token.kind {
    case .number: sound = Self.number(document.bytes(token))
    case .word:
      if let found = known[token.word] {
        sound = found
      } else {
        sound = Self.word(document.bytes(token), document.vocabulary[token.word], document.vocabulary.fold(of: token.word).text)
        known[token.word] = sound
      }
    default: return nil
    }
    return sound == .either ? nil : sound == .vowel
  }

  private static func word(_ written: ArraySlice<UInt8>, _ word: Vocabulary.Word, _ lower: [UInt8]) -> Sound {
    guard let first = written.first else { return .either }
    if first.isDigit { return number(written) }
    guard first < 0x80 else { return .either }
    // “M.D.”, “F”, “x-ray”: read letter by letter.
    if word.flags.contains(.dotted) || word.range.count == 1 { return isVowelLetter(lower[0]) ? .vowel : .consonant }
    // “F2” and “MSc” begin with letters that are read one by one, or with syllables.
    if word.flags.contains(.digit) || word.shape == .mixed && written.dropFirst().first.map({ $0.isCapital }) == true {
      return isVowelLetter(lower[0]) ? .either : .consonant
    }
    if word.shape == .upper { return capitals(lower) }
    return spelled(lower, isName: word.shape == .capitalised)
  }

  private static func spelled(_ lower: [UInt8], isName: Bool) -> Sound {
    for count in (1...lower.count + 1).reversed() {
      let key = count > lower.count ? lower + [UInt8(ascii: "$")] : Array(lower.prefix(count))
      if let sound = table[key] { return sound }
    }
    // “Ukrainian” is known; what other names in U sound like is not. “Y” before a consonant is a vowel in some languages.
    if isName, lower[0] == UInt8(ascii: "u") { return .either }
    if lower[0] == UInt8(ascii: "y"), lower.count > 1, !"aeiou".utf8.contains(lower[1]) { return .either }
    return "aeiou".utf8.contains(lower[0]) ? .vowel : .consonant
  }

  /// “FBI” is read by its letters, “NATO” is a word; “UN” and “USA” begin like “you”.
  private static func capitals(_ lower: [UInt8]) -> Sound {
    if lower.count > longestInitials { return .either }
    if lower[0] == UInt8(ascii: "u") { return lower.count <= readAsYou ? .consonant : .either }
    if "aeio".utf8.contains(lower[0]) { return .vowel }
    guard isVowelLetter(lower[0]) else { return .consonant }
    return lower.count > 1 && "aeiouy".utf8.contains(lower[1]) ? .either : .vowel
  }

  /// Digits that are named together: 11, 18 and 11,000 begin alike.
  private static let thousands = 3
  /// Letters of initials in U that are read one by one.
  private static let readAsYou = 3
  /// Longer runs of capitals are words that somebody stresses.
  private static let longestInitials = 5

  /// Whether the name of a letter sounds with a vowel first.
  private static func isVowelLetter(_ letter: UInt8) -> Bool { "aefhilmnorsx".utf8.contains(letter) }

  /// “eight”, “eleven”, “eighteen”, and what begins with them.
  private static func number(_ text: ArraySlice<UInt8>) -> Sound {
    let digits = Array(text.prefix { $0.isDigit || $0 == UInt8(ascii: ",") }.filter { $0 != UInt8(ascii: ",") })
    guard let first = digits.first, first != UInt8(ascii: "0") else { return .either }
    if first == UInt8(ascii: "8") { return .vowel }
    let isTeen = digits.starts(with: Array("18".utf8)) || digits.starts(with: Array("11".utf8))
    guard isTeen else { return .consonant }
    // “1,800” is “one thousand …”, “1800” “eighteen hundred”.
    if digits.count % thousands == 2 { return .vowel }
    return digits.count == thousands + 1 ? .either : .consonant
  }

  private static let table: [[UInt8]: Sound] = {
    var table: [[UInt8]: Sound] = [:]
    for row in EmbeddedTable.rows("grammar/sounds.tsv") where row.count == 2 {
      table[Array(row[0])] = row[1].first == UInt8(ascii: "v") ? .vowel : row[1].first == UInt8(ascii: "c") ? .consonant : .either
    }
    return table
  }()
}
