/// “the Louvre in Madrid”, “the German capital, Vienna”.
struct PlaceFacts {
  private let facts: Facts
  private var document: Document { facts.document }
  private var inventory: NameInventory { facts.inventory }

  init(_ facts: Facts) { self.facts = facts }

  /// - Parameter index: a landmark, or the town that is said to be a capital
  func check(_ index: Int) -> FactMiss? { landmark(index) ?? capital(index) }

  // MARK: landmarks

  private func landmark(_ index: Int) -> FactMiss? {
    let mention = inventory.mentions[index]
    guard mention.words.count > 1 || !mention.isEmbedded,
      let reading = mention.readings.first(where: { $0.kind == .place }),
      mention.readings.allSatisfy({ $0.kind == .place && $0.name == reading.name })
    else { return nil }
    let fields = reading.extraText.split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count > 1, ["landmark", "venue", "event"].contains(fields[0]), !fields[1].isEmpty else { return nil }
    guard let preposition = facts.next(mention.tokens.upperBound, in: mention), document.tokens[preposition].kind == .word,
      facts.key(preposition) == "in", let at = facts.next(preposition + 1, in: mention), let place = facts.place(at: at)
    else { return nil }
    let said = inventory.mentions[place]
    guard said.kind == .place, !said.isEmbedded, let best = Places.best(said.readings) else { return nil }
    let isTown = best.kind == .city || best.kind == .capital
    let home = String(fields[1])
    let names = Set(said.readings.map(\.name))
    // Towns are compared with the town, everything larger with the country.
    guard !names.contains(home), isTown && best.number >= 80_000 || best.kind == .country else { return nil }
    if !isTown || Gazetteer.readings(of: lowercased(Array(home.utf8)[...])).allSatisfy({ $0.kind == .region }) {
      guard said.readings.allSatisfy({ Set($0.countries).isDisjoint(with: reading.countries) }) else { return nil }
    }
    return FactMiss(
      range: said.range, right: isTown ? home : nil,
      message: "\(reading.name) is in \(home), not in \(document.text(said.range))", related: nil, isWeak: false)
  }

  // MARK: capitals

  private func capital(_ index: Int) -> FactMiss? {
    let mention = inventory.mentions[index]
    guard let best = Places.best(mention.readings), best.kind == .capital || best.kind == .city, !mention.isEmbedded,
      let place = country(of: mention)
    else { return nil }
    let countries = facts.countries(of: place)
    guard countries.count == 1, best.kind == .capital || best.number >= 100_000 else { return nil }
    let isThere = mention.readings.contains { reading in
      Gazetteer.Kinds.places.contains(reading.kind) && reading.countries.contains(where: countries.contains)
    }
    if isThere { return nil }
    let right = inventory.mentions.first { other in
      other.kind == .place && other.readings.contains { $0.kind == .capital && $0.countries.contains(where: countries.contains) }
    }
    let said = document.text(inventory.mentions[place].range)
    return FactMiss(
      range: mention.range, right: right.map { document.text($0.range) },
      message: "\(document.text(mention.range)) cannot be the capital: “\(said)” stands for another country",
      related: right?.range, isWeak: false)
  }

  /// The country whose capital the text says a town to be.
  private func country(of mention: Mention) -> Int? {
    // the German capital Vienna; Germany’s capital, Vienna
    var at = mention.tokens.lowerBound
    while at > 0, document.tokens[at - 1].isBlank || facts.isComma(at - 1) { at -= 1 }
    if at > 0, document.tokens[at - 1].kind == .word, facts.key(at - 1) == "capital", let place = facts.place(before: at - 1) {
      return place
    }
    // Vienna, the capital of Germany
    guard let comma = facts.next(mention.tokens.upperBound, in: mention), facts.isComma(comma) else { return nil }
    at = comma + 1
    for expected in ["the", "capital", "of"] {
      guard let next = facts.next(at, in: mention), document.tokens[next].kind == .word, facts.key(next) == expected else { return nil }
      at = next + 1
    }
    return facts.next(at, in: mention).flatMap(facts.place(at:))
  }
}
