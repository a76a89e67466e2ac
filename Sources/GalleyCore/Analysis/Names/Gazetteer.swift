import CRules
package import Formats
import Spelling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What galley knows about names: the compiled table in the binary, searched in place. Nothing is loaded.
package enum Gazetteer {
  /// What a row says about its key. The order is that of the letters in the table (`Scripts/lib/names_compile.py`).
  package enum Kind: UInt8, Sendable {
    case acronym, capital, city, country, demonym, family, given, givenVariant, institution, institutionGarble
    case institutionVariant, metonym, particle, party, person, personGarble, personVariant, place, region, surnameOf, title
  }

  package struct Kinds: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package init(_ kinds: Kind...) { rawValue = kinds.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
    package static let places = Kinds(.capital, .city, .country, .region, .place)
    package static let people = Kinds(.person, .personVariant)
    package static let institutions = Kinds(.institution, .institutionVariant, .acronym)
    package static let personal = Kinds(.given, .givenVariant, .family, .surnameOf)
    package static let garbles = Kinds(.institutionGarble, .personGarble)
    package func contains(_ kind: Kind) -> Bool { rawValue & (1 << UInt32(kind.rawValue)) != 0 }
    package mutating func insert(_ kind: Kind) { self = Kinds(rawValue: rawValue | 1 << UInt32(kind.rawValue)) }
  }

  /// One row. The fields are ranges of the table; read them with `text` and `countries`.
  package struct Reading: Sendable {
    package let kind: Kind
    package let canonical: TextRange
    fileprivate let key: TextRange
    fileprivate let country: TextRange
    fileprivate let extra: TextRange

    /// The preferred spelling of what the key names.
    package var name: String {
      let name = Gazetteer.text(canonical)
      return name == "=" ? Gazetteer.capitalised(Gazetteer.text(key)) : name
    }
    package var extraText: String { Gazetteer.text(extra) }
    package var countries: [Country] { Gazetteer.countries(country) }
    /// Only the form in capitals is a name: `US`.
    package var needsCapitals: Bool { kind == .country && extraText.hasSuffix("|caps") || kind == .acronym }
    /// Inhabitants, for cities and capitals; frequency class (1 is commonest), for given names and surnames.
    package var number: Int { Gazetteer.number(extra) }
  }

  /// Every reading of a key: lower case, straight apostrophes, single spaces.
  package static func readings(of key: [UInt8]) -> [Reading] { entry(of: key).readings }

  /// The parties whose members a key names: ordinary words, so no readings of names.
  package static func parties(of key: [UInt8]) -> [Reading] { entry(of: key, isParty: true).readings }

  /// What the table holds about a key.
  package struct Entry: Sendable {
    package var readings: [Reading] = []
    /// Some key goes on after this one with a space.
    package var hasLonger = false
  }

  /// Every reading of a key and whether longer keys begin with it, in one search.
  package static func entry(of key: [UInt8], isParty: Bool = false) -> Entry {
    let table = Table()
    guard var line = table.first(key) else { return Entry() }
    var found: [Reading] = []
    while line < table.count, table.isKey(line, key) {
      let fields = table.fields(line)
      if let reading = table.reading(fields), (reading.kind == .party) == isParty {
        found.append(reading)
      }
      line = table.next(line)
    }
    // No key holds a byte below the space: the longer keys come right after.
    return Entry(readings: found, hasLonger: table.begins(line, key) && table[line + key.count] == .space)
  }

  /// The people whose names begin with `given` and a space, with the rest of each key.
  package static func people(given: [UInt8]) -> [(rest: [UInt8], person: Reading)] {
    knownPeople.value(given) { entries(beginning: given, kinds: .people).map { (rest: $0.rest, person: $0.reading) } }
  }

  /// Every text has its Johns.
  private static let knownPeople = Memo<[UInt8], [(rest: [UInt8], person: Reading)]>(capacity: 1024)

  /// The rows of some kinds whose keys begin with `word` and a space, with the rest of each key.
  /// - Parameter second: only rows whose second word begins like this one, or whose third word is this one
  package static func entries(beginning word: [UInt8], second: [UInt8]? = nil, kinds: Kinds) -> [(rest: [UInt8], reading: Reading)] {
    let table = Table()
    guard var line = table.first(word) else { return [] }
    let prefix = word + [.space]
    while table.isKey(line, word) { line = table.next(line) }
    var found: [(rest: [UInt8], reading: Reading)] = []
    while table.begins(line, prefix) {
      if let second, !table.agrees(line, prefix.count, second) {
        line = table.next(line)
        continue
      }
      let fields = table.fields(line)
      if let reading = table.reading(fields), kinds.contains(reading.kind) {
        let rest = (fields.0.start + prefix.count)..<fields.0.end
        found.append((rest.map { table[$0] }, reading))
      }
      line = table.next(line)
    }
    return found
  }

  /// Whether some key is `prefix` or goes on after it with a space, hyphen, apostrophe or stop.
  package static func hasPrefix(_ prefix: [UInt8]) -> Bool { Table().first(prefix) != nil }

  /// Whether some longer key goes on after `prefix` with a space, hyphen, apostrophe or stop.
  static func hasLonger(_ prefix: [UInt8]) -> Bool {
    let table = Table()
    guard var line = table.first(prefix) else { return false }
    while line < table.count, table.isKey(line, prefix) { line = table.next(line) }
    return table.begins(line, prefix) && Table.isEnd(table[line + prefix.count])
  }

  /// With a capital at the start of each part.
  private static func capitalised(_ key: String) -> String {
    var startsPart = true
    return key.unicodeScalars.reduce(into: "") { name, scalar in
      if startsPart { name += scalar.properties.uppercaseMapping } else { name.unicodeScalars.append(scalar) }
      startsPart = " -'.".unicodeScalars.contains(scalar)
    }
  }

  static func text(_ range: TextRange) -> String {
    let table = Table()
    return String(decoding: (range.start..<range.end).map { table[$0] }, as: UTF8.self)
  }

  private static func countries(_ range: TextRange) -> [Country] {
    let table = Table()
    var found: [Country] = []
    var at = range.start
    while at + 2 <= range.end {
      found.append(Country(table[at], table[at + 1]))
      at += 3
    }
    return found
  }

  private static func number(_ range: TextRange) -> Int {
    let table = Table()
    var value = 0
    for i in range.start..<range.end {
      let digit = table[i]
      guard UInt8.digits.contains(digit) else { break }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

/// An ISO 3166-1 two-letter code.
package struct Country: Hashable, Sendable {
  private let code: UInt16
  package init(_ first: UInt8, _ second: UInt8) { code = UInt16(first) << 8 | UInt16(second) }

  /// Below 1024, different for different codes.
  fileprivate var index: Int { Int(code >> 8 & 31) << 5 | Int(code & 31) }
}

/// How often each country was counted.
package struct CountryCounts: Sendable {
  private var counts = [Int32](repeating: 0, count: 1 << 10)

  /// Nil for a country that was not counted.
  package subscript(_ country: Country) -> Int? {
    let count = counts[country.index]
    return count > 0 ? Int(count) : nil
  }

  mutating func add(_ country: Country) { counts[country.index] += 1 }

  var total: Int { counts.reduce(0) { $0 + Int($1) } }
}

/// The embedded bytes: lines of five fields, sorted by key.
@safe private struct Table {
  private let bytes = unsafe UnsafeBufferPointer(start: galley_names_start(), count: galley_names_count)

  var count: Int { unsafe bytes.count }
  subscript(_ i: Int) -> UInt8 { unsafe bytes[i] }

  /// The first line whose key is `key` or goes on after it with a space, hyphen, apostrophe or stop.
  func first(_ key: [UInt8]) -> Int? {
    guard !key.isEmpty else { return nil }
    let hash = FNV1a(key).value
    var slot = Self.slots.slot(of: hash)
    while Self.slots.isTaken(slot) {
      let line = Self.line(Self.slots.rank(slot))
      if begins(line, key), Self.isEnd(self[line + key.count]) { return line }
      slot = slot + 1 == Self.slotCount ? 0 : slot + 1
    }
    return nil
  }

  private static let header = 8
  private static let slotCount = unsafe Int(UnsafeRawPointer(galley_names_index_start()).load(as: UInt32.self))
  private static let slots = unsafe TakenSlots(slotCount, at: UInt(bitPattern: galley_names_index_start()) + UInt(header))

  private static let offsets = header + TakenSlots.size(slotCount)

  /// The offset that an entry of the index holds.
  private static func line(_ entry: Int) -> Int {
    let at = unsafe galley_names_index_start() + offsets + 3 * entry
    return unsafe Int(at[0]) | Int(at[1]) << 8 | Int(at[2]) << 16
  }

  /// What the fields of a line say.
  func reading(_ fields: (TextRange, TextRange, TextRange, TextRange, TextRange)) -> Gazetteer.Reading? {
    Gazetteer.Kind(rawValue: self[fields.1.start] &- UInt8(ascii: "a")).map {
      Gazetteer.Reading(kind: $0, canonical: fields.2, key: fields.0, country: fields.3, extra: fields.4)
    }
  }

  fileprivate static func isEnd(_ byte: UInt8) -> Bool {
    byte == .tab || byte == .space || byte == .hyphen || byte == .apostrophe || byte == .stop
  }

  func next(_ line: Int) -> Int {
    guard let start = unsafe bytes.baseAddress, let end = unsafe memchr(start + line, 0x0A, count - line) else { return count }
    return unsafe UnsafeRawPointer(end) - UnsafeRawPointer(start) + 1
  }

  /// Whether the key of a line begins with `key`.
  func begins(_ line: Int, _ key: [UInt8]) -> Bool {
    guard line + key.count < count else { return false }
    for i in key.indices where self[line + i] != key[i] { return false }
    return true
  }

  /// Whether the word of a key at `offset` begins like `word`, or the word after it is `word`.
  func agrees(_ line: Int, _ offset: Int, _ word: [UInt8]) -> Bool {
    var at = line + offset
    if self[at] == word[0] { return true }
    while self[at] > .space { at += 1 }
    guard self[at] == .space, begins(at + 1, word) else { return false }
    return self[at + 1 + word.count] <= .space
  }

  /// Whether the key of a line is `key`.
  func isKey(_ line: Int, _ key: [UInt8]) -> Bool { begins(line, key) && self[line + key.count] == .tab }

  func fields(_ line: Int) -> (TextRange, TextRange, TextRange, TextRange, TextRange) {
    var at = line
    func field() -> TextRange {
      let start = at
      while at < count, self[at] != .tab, self[at] != .lineFeed { at += 1 }
      let range = TextRange(start, at)
      if at < count, self[at] == .tab { at += 1 }
      return range
    }
    return (field(), field(), field(), field(), field())
  }
}
