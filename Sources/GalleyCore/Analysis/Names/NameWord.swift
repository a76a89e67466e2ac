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
  /// Zipf × 10 in general English, whatever the case; 0 if never seen.
  package let frequency: Int
  package let role: NameVocabulary.Role
  /// The word as a name of one word, with its readings and without.
  let alone: MentionedName, unread: MentionedName

  init(_ id: WordID, _ analysis: Analysis) {
    let document = analysis.document
    let word = document.vocabulary[id]
    let (key, possessive) = Self.key(document.bytes[word.range.start..<word.range.end])
    self.key = key
    self.possessive = possessive
    role = NameVocabulary.role(key)
    let isShort = key.count < 2
    let isUpper = word.shape == .upper
    let entry = isShort ? Gazetteer.Entry() : Gazetteer.entry(of: key)
    let readings =
      role == .function && !isUpper ? [] : entry.readings.filter { isUpper || !$0.needsCapitals }
    self.readings = readings
    alone = MentionedName([id], readings)
    unread = readings.isEmpty ? alone : MentionedName([id], [])
    kinds = readings.reduce(into: Gazetteer.Kinds()) { $0.insert($1.kind) }
    hasLonger = entry.hasLonger
    let lower = document.vocabulary.foldID(key).map { document.vocabulary.folds[Int($0)].lowerCount } ?? 0
    let lexicon = analysis.lexicon
    isOrdinary = role == .function || role == .calendar || lower > 0 || !lexicon.accepts(key).isEmpty
    let text = document.bytes[word.range.start..<(word.range.end - possessive)]
    isInDictionary = isOrdinary || !lexicon.accepts(text).isEmpty
    frequency = lexicon.frequency(key)
  }

  /// The lookup key of a word and the length of its possessive ending.
  package static func key(_ text: ArraySlice<UInt8>) -> (key: [UInt8], possessive: Int) {
    var lower = lowercased(text)
    var possessive = 0
    if lower.count > 2, lower.last == 0x73, lower[lower.count - 2] == 0x27 {
      possessive = 2
    } else if lower.count > 4, lower.last == 0x73, lower[lower.count - 2] == 0x99, lower[lower.count - 3] == 0x80,
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
        plain.append(0x27)
        i += 3
      } else {
        plain.append(lower[i])
        i += 1
      }
    }
    return (plain, possessive)
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

  package static func role(_ key: [UInt8]) -> Role { roles[key] ?? .none }

  /// Words that stand before a name and say who bears it.
  static let titles = WordSet(roles.filter { $0.value == .courtesy || $0.value == .office }.map(\.key))
  static let particles = roles.filter { $0.value == .particle }.map(\.key)

  private static let roles: [[UInt8]: Role] = {
    var roles: [[UInt8]: Role] = [:]
    func add(_ words: String, _ role: Role) {
      for word in words.split(separator: " ") { roles[Array(word.utf8)] = role }
    }
    add(
      """
      a about above according across after again against all almost along already also although among an and another \
      any anyone are around as at away back be because been before behind being below beneath beside besides best \
      between beyond both but by can could despite did do does during each earlier either elsewhere even eventually \
      ever every everyone everything except few finally first five following for four from further had has have having \
      he hence her here hers herself him himself his how however i if in indeed inside instead into is it its itself \
      just last late later least less like little many may maybe me meanwhile might mine more moreover most much must my \
      near nearly neither never nevertheless next no nobody none nor not nothing now of off often on once one only onto \
      or other others otherwise our out outside over own per perhaps please rather recently said same second seen \
      several shall she should similarly since six so some someone something sometimes soon still such ten than that the \
      their them themselves then there therefore these they thing things third this those though three through \
      throughout thus to today together tomorrow tonight too toward towards two under unless unlike until up upon us \
      very via was we well were what whatever when whenever where whereas whether which while who whoever whom whose \
      why will with within without would yes yesterday yet you your yours old new great big good under over it's i'm \
      i've i'd i'll he's she's that's there's we're they're don't can't won't isn't let's what's you're it'll he'll \
      ah oh well hello dear thank thanks sorry ok okay
      """, .function)
    add(
      """
      january february april june july august september october november december monday tuesday wednesday thursday \
      friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays jan feb apr jun jul aug \
      sep sept oct nov dec mon tue wed thu fri sat sun christmas easter ramadan
      """, .calendar)
    add("mr mrs ms miss mx dr sir lord lady dame prof professor mme mlle herr frau signor señor", .courtesy)
    add(
      """
      president premier chancellor minister senator sen representative rep governor gov mayor king queen prince \
      princess pope cardinal archbishop bishop reverend rev father sister general gen colonel col captain capt \
      lieutenant lt sergeant sgt major maj judge justice ambassador congressman congresswoman councillor councilman \
      councilwoman commissioner inspector superintendent detective officer sheriff chief director secretary chairman \
      chairwoman doctor count countess baron baroness duke duchess emperor empress sheikh sheik ayatollah imam rabbi \
      coach leader spokesman spokeswoman commander admiral marshal constable corporal private dean attorney aunt uncle
      """, .office)
    add(
      "de da di du del della der den des dos das van von ter ten bin ibn bint al el la le lo zu y e af av abu ben st",
      .particle)
    return roles
  }()
}
