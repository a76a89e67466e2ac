import Formats
import Spelling

/// What is known about one distinct word that may belong to a name.
///
/// A class, as it is handed about for every word of every name.
package final class NameWord: Sendable {
  /// Lower case, straight apostrophes, possessive ending cut off.
  package let key: [UInt8]
  /// Bytes of the possessive ending (`’s`); 0 without one.
  package let possessive: Int
  package let readings: [Gazetteer.Reading]
  package let kinds: Gazetteer.Kinds
  /// Some longer name in the table begins with this word.
  package let hasLonger: Bool
  /// A word of the language that a capital alone does not make a name.
  package let isOrdinary: Bool
  /// Some dictionary accepts the word as it is written, without its possessive ending.
  package let isInDictionary: Bool
  /// In whatever case.
  package let zipf: Zipf
  package let role: NameVocabulary.Role
  /// The word as a name of one word, with its readings and without.
  let alone: MentionedName, unread: MentionedName

  init(_ id: WordID, _ analysis: Analysis) {
    let document = analysis.document
    let word = document.vocabulary[id]
    let (key, possessive) = Self.key(document.bytes[word.range.start..<word.range.end])
    self.key = key
    self.possessive = possessive
    let lexicon = analysis.lexicon
    let facts = analysis.resources.memory.names.value(Lexicon.key(key[...])) { NameFacts(key, lexicon) }
    role = facts.role
    let isUpper = word.shape == .upper
    let readings = role == .function && !isUpper ? [] : isUpper ? facts.entry.readings : facts.plainReadings
    self.readings = readings
    alone = MentionedName([id], readings)
    unread = readings.isEmpty ? alone : MentionedName([id], [])
    kinds = readings.reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) }
    hasLonger = facts.entry.hasLonger
    let lower = document.vocabulary.foldID(key).map { document.vocabulary.folds[Int($0)].lowerCount } ?? 0
    isOrdinary = role == .function || role == .calendar || lower > 0 || facts.isAccepted
    let text = document.bytes[word.range.start..<(word.range.end - possessive)]
    isInDictionary = isOrdinary || !lexicon.accepts(text).isEmpty
    zipf = facts.zipf
  }

  /// The lookup key of a word and the length of its possessive ending.
  package static func key(_ text: ArraySlice<UInt8>) -> (key: [UInt8], possessive: Int) {
    var lower = lowercased(text)
    var possessive = 0
    if lower.count > 2, lower.last == UInt8(ascii: "s"), lower[lower.count - 2] == .apostrophe {
      possessive = 2
    } else if lower.count > 4, lower.last == UInt8(ascii: "s"), lower[lower.count - 2] == 0x99, lower[lower.count - 3] == 0x80,
      lower[lower.count - 4] == 0xE2
    {
      possessive = 4
    }
    lower.removeLast(possessive)
    guard lower.contains(0x99) else { return (lower, possessive) }
    var plain: [UInt8] = []
    var i = 0
    while i < lower.count {
      if i + 2 < lower.count, lower[i] == 0xE2, lower[i + 1] == 0x80, lower[i + 2] == 0x99 {
        plain.append(.apostrophe)
        i += 3
      } else {
        plain.append(lower[i])
        i += 1
      }
    }
    return (plain, possessive)
  }
}

/// What is known about the key of a name whatever the document: found once in a run.
package final class NameFacts: Sendable {
  let role: NameVocabulary.Role
  let entry: Gazetteer.Entry
  /// The readings that do not need capitals.
  let plainReadings: [Gazetteer.Reading]
  let isAccepted: Bool
  let zipf: Zipf

  init(_ key: [UInt8], _ lexicon: Lexicon) {
    role = NameVocabulary.role(key)
    entry = key.count < 2 ? Gazetteer.Entry() : Gazetteer.entry(of: key)
    plainReadings = entry.readings.filter { !$0.needsCapitals }
    isAccepted = !lexicon.accepts(key).isEmpty
    zipf = lexicon.zipf(key)
  }
}

/// Closed classes of words around and inside names.
package enum NameVocabulary {
  package enum Role: UInt8, Sendable {
    case none
    /// Small words that begin sentences and titles.
    case function
    /// Months and days.
    case calendar
    /// `Mr`: always a person.
    case courtesy
    /// `President`: a person, if a name follows.
    case office
    /// `de`, `van`, `bin`: between the parts of a name.
    case particle
  }

  package static func role(_ key: [UInt8]) -> Role {
    let known = WordClassSet(of: key)
    return known.isEmpty ? .none : classes.first { known.contains($0.0) }?.1 ?? .none
  }

  private static let classes: [(WordClass, Role)] = [
    (.nameless, .function), (.calendar, .calendar), (.courtesyTitle, .courtesy), (.officeTitle, .office), (.nameParticle, .particle),
  ]
}
