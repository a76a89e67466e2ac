import GalleyCore

extension Inspection {
  /// People by surname, then places: once each, with all that the mentions say together.
  static func entities(_ analysis: Analysis) -> [Item] {
    let inventory = analysis.shared(NameInventory.self)
    func item(_ kind: String, _ mentions: [Int], _ support: Int, given: [String] = [], titles: [String] = []) -> Item? {
      guard let first = mentions.first else { return nil }
      let longest = mentions.max { inventory.mentions[$0].words.count < inventory.mentions[$1].words.count } ?? first
      return Item(
        range: inventory.mentions[first].range,
        fields: [
          ("kind", .text(kind)), ("mentions", .number(mentions.count)), ("given", .list(given)), ("titles", .list(titles)), ("support", .number(support)),
          ("name", .text(analysis.document.text(inventory.mentions[longest].range))),
        ])
    }
    let surnames = inventory.people.surnames.values.filter { surname in
      !surname.titles.isEmpty || surname.mentions.contains { inventory.mentions[$0].kind == .person }
    }
    let people = surnames.sorted { $0.mentions[0] < $1.mentions[0] }.compactMap { surname in
      item("person", surname.mentions, surname.full, given: words(surname.given), titles: words(surname.titles))
    }
    let places = inventory.places.entities.compactMap { item("\($0.rank)", $0.mentions, inventory.places.support(of: $0)) }
    return people + places
  }

  private static func words(_ set: Set<[UInt8]>) -> [String] { set.map { String(decoding: $0, as: UTF8.self) }.sorted() }
}
