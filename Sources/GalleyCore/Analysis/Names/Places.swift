import Formats

/// A country, region or town that a document names.
package struct PlaceEntity: Sendable {
  package enum Rank: UInt8, Sendable { case country, region, city }

  /// The preferred spelling.
  package let name: String
  package let rank: Rank
  /// All countries where a place of this name lies.
  package let countries: [Country]
  /// Parts of the world, for countries.
  package let regions: [String]
  /// Inhabitants, where known.
  package let population: Int
  /// Also a given name or surname.
  package let isPersonal: Bool
  /// Indices of the mentions that stand on their own.
  package internal(set) var mentions: [Int] = []
  /// Further mentions inside longer names.
  package internal(set) var embedded: Int = 0
}

/// The places of a document and which countries it is about.
package struct Places: Sendable {
  package private(set) var entities: [PlaceEntity] = []
  /// How often places, demonyms, people and institutions of a country are mentioned.
  package private(set) var support = CountryCounts()
  /// Entity by mention; −1 for those that are no places.
  private var entityOf: [Int32]
  /// Mentions of demonyms by country.
  package private(set) var demonyms: [Country: [Int]] = [:]

  private var index: [String: Int] = [:]
  /// Entities by where their name stands in the table, and their rank.
  private var entityAt: [Int: Int] = [:]

  init(_ mentions: [Mention], personal: (Mention) -> Bool) {
    entityOf = Array(repeating: -1, count: mentions.count)
    // A word alone always has the same readings, or none.
    var countriesOf: [WordID: Set<Country>] = [:]
    func countries(of mention: Mention) -> Set<Country> {
      guard mention.words.count == 1 else { return Self.countries(of: mention) }
      if let known = countriesOf[mention.words[0]] { return known }
      let found = Self.countries(of: mention)
      countriesOf[mention.words[0]] = found
      return found
    }
    for i in mentions.indices where !mentions[i].readings.isEmpty {
      let mention = mentions[i]
      switch mention.kind {
      case .place where !personal(mention): add(i, mention)
      case .demonym:
        for country in countries(of: mention) {
          support.add(country)
          demonyms[country, default: []].append(i)
        }
      case .person, .institution, .other:
        for country in countries(of: mention) { support.add(country) }
      default: break
      }
    }
  }

  /// The entity that a mention names, if it is a place.
  package func entity(of mention: Int) -> Int? { entityOf[mention] < 0 ? nil : Int(entityOf[mention]) }

  /// Countries of a mention that is no place; none for what lies in many.
  private static func countries(of mention: Mention) -> Set<Country> {
    var found = Set<Country>()
    for reading in mention.readings where reading.kind != .city {
      let countries = reading.countries
      if countries.count <= 3 { found.formUnion(countries) }
    }
    return found
  }

  private mutating func add(_ i: Int, _ mention: Mention) {
    guard let best = Self.best(mention.readings) else { return }
    if best.kind == .place, best.extraText.hasPrefix("venue|") || best.extraText.hasPrefix("event|") {
      for country in best.countries { support.add(country) }
      return
    }
    let rank: PlaceEntity.Rank =
      switch best.kind {
      case .country: .country
      case .region, .place: .region
      default: .city
      }
    let at = best.canonical.start << 2 | Int(rank.rawValue)
    let entity: Int
    if let known = entityAt[at] {
      entity = known
    } else {
      entity = self.entity(best, rank, mention)
      entityAt[at] = entity
    }
    entityOf[i] = Int32(truncatingIfNeeded: entity)
    if mention.isEmbedded { entities[entity].embedded += 1 } else { entities[entity].mentions.append(i) }
    let countries = entities[entity].countries
    if countries.count <= 6 { for country in countries { support.add(country) } }
  }

  /// The entity of a name, made when it is first met.
  private mutating func entity(_ best: Gazetteer.Reading, _ rank: PlaceEntity.Rank, _ mention: Mention) -> Int {
    let name = best.name
    let key = "\(name)/\(rank.rawValue)"
    if let known = index[key] { return known }
    index[key] = entities.count
    var countries: [Country] = []
    for reading in mention.readings where Gazetteer.Kinds.places.contains(reading.kind) {
      for country in reading.countries where !countries.contains(country) { countries.append(country) }
    }
    let isPersonal = mention.readings.contains { Gazetteer.Kinds.personal.contains($0.kind) && $0.kind != .surnameOf }
    entities.append(
      PlaceEntity(
        name: name, rank: rank, countries: countries, regions: best.kind == .country ? Self.regions(of: best) : [],
        population: best.kind == .city || best.kind == .capital ? best.number : 0, isPersonal: isPersonal))
    return entities.count - 1
  }

  /// The parts of the world where a country lies.
  static func regions(of country: Gazetteer.Reading) -> [String] {
    country.extraText.split(separator: "|", omittingEmptySubsequences: false).first.map {
      $0.split(separator: ";").map { String($0.drop { $0 == " " }) }
    } ?? []
  }

  /// The reading that a reader thinks of first.
  static func best(_ readings: [Gazetteer.Reading]) -> Gazetteer.Reading? {
    let order: [Gazetteer.Kind] = [.country, .capital, .region, .city, .place]
    for kind in order {
      // Rows of one kind come with the most populous first.
      if let reading = readings.first(where: { $0.kind == kind }) { return reading }
    }
    return nil
  }

  /// Mentions that speak for the countries of an entity, its own left out.
  package func support(of entity: PlaceEntity) -> Int {
    let own = entity.countries.count <= 6 ? entity.mentions.count + entity.embedded : 0
    return entity.countries.reduce(0) { $0 + max(0, (support[$1] ?? 0) - own) }
  }
}
