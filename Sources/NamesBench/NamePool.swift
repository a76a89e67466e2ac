import GalleyCore
import Platform
import Spelling

/// Names to put in the place of others.
struct NamePool {
  private struct Place {
    let name: String
    let rank: PlaceEntity.Rank
    let country: String
  }
  private var places: [PlaceEntity.Rank: [Place]] = [:]
  private var demonyms: [(name: String, country: String)] = []
  private var surnames: [UInt8: [String]] = [:]
  private var allSurnames: [String] = []

  /// Reads the tables of `Rules/names`; keeps the names that a newspaper may print.
  init(_ folder: String, _ lexicon: Lexicon) throws {
    func isKnown(_ name: String, _ least: Int) -> Bool {
      name.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } && lexicon.frequency(Array(name.lowercased().utf8)) >= least
    }
    for row in try Self.rows(folder + "/countries.tsv") where row.count > 1 && isKnown(row[0], 33) {
      places[.country, default: []].append(Place(name: row[0], rank: .country, country: row[1]))
      if row.count > 3, let demonym = row[3].split(separator: ";").first?.split(separator: "=").first.map(String.init), isKnown(demonym, 30) {
        demonyms.append((demonym, row[1]))
      }
    }
    for row in try Self.rows(folder + "/cities.tsv") where row.count > 3 && (Int(row[3]) ?? 0) >= 150_000 && isKnown(row[0], 33) {
      places[.city, default: []].append(Place(name: row[0], rank: .city, country: row[1]))
    }
    for row in try Self.rows(folder + "/regions.tsv")
    where row.count > 2 && row[1] == "state" && row[2] == "United States" && isKnown(row[0], 30) {
      places[.region, default: []].append(Place(name: row[0], rank: .region, country: "US"))
    }
    for row in try Self.rows(folder + "/surnames.tsv") where row.count > 1 && (Int(row[1]) ?? 9) <= 2 {
      if let first = row[0].utf8.first { surnames[first | 0x20, default: []].append(row[0]) }
      allSurnames.append(row[0])
    }
  }

  private static func rows(_ path: String) throws -> [[String]] {
    try FileReader.read(path).split(separator: 0x0A).filter { $0.first != 0x23 }
      .map { $0.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) } }
  }

  /// A place of which the text knows nothing: with the same initial of any kind, or with another of the same kind.
  func place(for old: PlaceEntity, _ isAlike: Bool, _ known: Places, _ text: String, _ numbers: inout DrawnNumbers) -> String? {
    let initial = old.name.utf8.first
    // News know more countries than towns, and few provinces.
    let drawn = numbers.below(8)
    let rank: PlaceEntity.Rank = isAlike ? (drawn < 5 ? .country : drawn < 7 ? .city : .region) : old.rank
    let possible = (places[rank] ?? []).filter { ($0.name.utf8.first == initial) == isAlike && $0.name != old.name }
    guard !possible.isEmpty else { return nil }
    for _ in 0..<Self.draws {
      let place = possible[numbers.below(possible.count)]
      if Self.isStrange(place.country, known), !text.utf8.contains(place.name.utf8) { return place.name }
    }
    return nil
  }

  /// A people of whose country the text knows nothing.
  func demonym(for old: String, _ isAlike: Bool, _ known: Places, _ numbers: inout DrawnNumbers) -> String? {
    let possible = demonyms.filter { ($0.name.utf8.first == old.utf8.first) == isAlike && $0.name != old }
    guard !possible.isEmpty else { return nil }
    for _ in 0..<Self.draws {
      let people = possible[numbers.below(possible.count)]
      if Self.isStrange(people.country, known) { return people.name }
    }
    return nil
  }

  private static func isStrange(_ country: String, _ known: Places) -> Bool {
    let code = Array(country.utf8)
    return code.count == 2 && (known.support[Country(code[0], code[1])] ?? 0) == 0
  }

  /// Tries before a text is given up that knows too many names.
  private static let draws = 8

  func surname(for old: Surname, _ isAlike: Bool, _ inventory: NameInventory, _ numbers: inout DrawnNumbers) -> String? {
    guard let possible = isAlike ? surnames[old.key[0]] : allSurnames else { return nil }
    for _ in 0..<Self.draws {
      let name = possible[numbers.below(possible.count)]
      let key = Array(name.lowercased().utf8)
      if inventory.people.surnames[key] == nil, inventory.people.inside[key] == nil { return name }
    }
    return nil
  }
}

extension Sequence where Element == UInt8 {
  fileprivate func contains(_ other: some Collection<UInt8>) -> Bool {
    let all = Array(self), part = Array(other)
    guard all.count >= part.count, !part.isEmpty else { return false }
    return (0...(all.count - part.count)).contains { at in all[at] == part[0] && all[at..<(at + part.count)].elementsEqual(part) }
  }
}

/// The same numbers for the same seed everywhere (SplitMix64).
struct DrawnNumbers {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
