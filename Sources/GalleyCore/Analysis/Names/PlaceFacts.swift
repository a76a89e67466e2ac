/// “the Louvre in Madrid”, “the German capital, Vienna”.
struct PlaceFacts {
  private let facts: Facts
  private var document: Document { facts.document }
  private var inventory: NameInventory { facts.inventory }

  init(_ facts: Facts) { self.facts = facts }

  /// - Parameter index: a landmark, the town that is said to be a capital, or a town that stands once
  func check(_ index: Int) -> FactMiss? {
    let mention = inventory.mentions[index]
    if let miss = landmark(mention) ?? capital(mention) { return miss }
    return lone(index, mention).flatMap { lookalike(mention, $0) ?? seat(mention, $0) }
  }

  // MARK: towns that nothing else speaks for

  /// “Yalta” among ten Maltas: nearly spelled as a place that the text is about.
  private func lookalike(_ mention: Mention, _ place: PlaceEntity) -> FactMiss? {
    guard place.rank != .country else { return nil }
    let key = lowercased(Array(place.name.utf8)[...])
    guard key.count > 4,
      let target = inventory.places.entities.first(where: { target in
        let other = lowercased(Array(target.name.utf8)[...])
        return target.mentions.count >= 3 && abs(other.count - key.count) <= 1 && editDistance(key, other, limit: 1) == 1
      })
    else { return nil }
    return miss(mention, target) { said, right in
      "\(said) appears once and nothing else here has to do with it, while the text names \(right), spelled nearly so, "
        + occurrences(target.mentions.count)
    }
  }

  /// “the Baghdad government” in a text about Afghanistan that names Kabul.
  private func seat(_ mention: Mention, _ place: PlaceEntity) -> FactMiss? {
    guard place.rank == .city, mention.readings.contains(where: { $0.kind == .capital }),
      let next = facts.next(mention.tokens.upperBound, in: mention), document.tokens[next].kind == .word,
      Self.governments.contains(facts.key(next))
    else { return nil }
    let seats = inventory.places.entities.filter { seat in
      seat.rank == .city && seat.name != place.name && seat.mentions.count + seat.embedded >= 1 && !seat.mentions.isEmpty
        && inventory.mentions[seat.mentions[0]].readings.contains { $0.kind == .capital }
        && seat.countries.contains { (inventory.places.support[$0] ?? 0) >= 5 }
    }
    // Washington deals with every government.
    guard let target = seats.first(where: { $0.name != "Washington" }), seats.count <= 2 else { return nil }
    return miss(mention, target) { said, right in
      "\(said) and its country appear nowhere else, while the text is about that of \(right); did you mean \(right)?"
    }
  }

  /// The town that was said instead of another which the text names.
  private func miss(_ mention: Mention, _ target: PlaceEntity, _ message: (_ said: String, _ right: String) -> String) -> FactMiss {
    let right = target.commonestForm(inventory, document)
    return FactMiss(
      range: mention.range, right: right, message: message(document.text(mention.range), right),
      related: inventory.mentions[target.mentions[0]].range, isWeak: false)
  }

  /// A place that stands once, its country being named nowhere else.
  private func lone(_ index: Int, _ mention: Mention) -> PlaceEntity? {
    guard !mention.isEmbedded, !mention.isHeading, let entity = inventory.places.entity(of: index) else { return nil }
    let place = inventory.places.entities[entity]
    guard place.mentions.count == 1, place.embedded == 0, !place.isPersonal, place.countries.count <= 3,
      inventory.places.support(of: place) == 0
    else { return nil }
    let context = SyntacticContext(mention, document)
    return context.isRelated || context.isDirection || context.isHyphenated ? nil : place
  }

  private static let governments: Set<String> = [
    "government", "regime", "authorities", "administration", "leadership", "parliament", "junta", "cabinet",
  ]

  // MARK: landmarks

  private func landmark(_ mention: Mention) -> FactMiss? {
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

  private func capital(_ mention: Mention) -> FactMiss? {
    guard let best = Places.best(mention.readings), best.kind == .capital || best.kind == .city, !mention.isEmbedded,
      let place = country(of: mention)
    else { return nil }
    let countries = facts.countries(of: place)
    guard countries.count == 1, best.kind == .capital || best.number >= 100_000 else { return nil }
    let readings = mention.readings.filter { reading in
      Gazetteer.Kinds.places.contains(reading.kind) && reading.countries.contains(where: countries.contains)
    }
    if readings.contains(where: { $0.kind == .capital }) { return nil }
    // Regions have capitals, too.
    guard readings.isEmpty || inventory.mentions[place].readings.allSatisfy({ !Self.isOfRegion($0) }) else { return nil }
    let right = inventory.mentions.first { other in
      other.kind == .place && other.readings.contains { $0.kind == .capital && $0.countries.contains(where: countries.contains) }
    }
    let said = document.text(inventory.mentions[place].range)
    return FactMiss(
      range: mention.range, right: right.map { document.text($0.range) },
      message: readings.isEmpty
        ? "\(document.text(mention.range)) cannot be the capital: “\(said)” stands for another country"
        : "\(document.text(mention.range)) is not the capital that “\(said)” stands for",
      related: right?.range, isWeak: false)
  }

  /// A region or its people: Bavaria, Bavarian.
  private static func isOfRegion(_ reading: Gazetteer.Reading) -> Bool {
    guard reading.kind == .demonym else { return reading.kind == .region }
    return !Gazetteer.readings(of: lowercased(Array(reading.name.utf8)[...])).contains { $0.kind == .country }
  }

  /// The country whose capital the text says a town to be.
  private func country(of mention: Mention) -> Int? {
    // the German capital Vienna; Germany’s capital, Vienna
    var at = mention.tokens.lowerBound
    while at > 0, document.tokens[at - 1].isBlank || facts.isComma(at - 1) { at -= 1 }
    if at > 0, facts.isCapitalWord(at - 1), let place = facts.place(before: at - 1) {
      return place
    }
    // the capital of Germany, Vienna
    if at < mention.tokens.lowerBound, let place = facts.place(before: at), let of = facts.word(before: inventory.mentions[place].tokens.lowerBound),
      facts.key(of) == "of", let word = facts.word(before: of), facts.isCapitalWord(word)
    {
      return place
    }
    guard let comma = facts.next(mention.tokens.upperBound, in: mention), facts.isComma(comma), let the = facts.next(comma + 1, in: mention),
      let next = facts.next(the + 1, in: mention)
    else { return nil }
    // Vienna, the German capital; Vienna, Germany’s capital
    for start in [the, next] {
      if let place = facts.place(at: start), let word = facts.next(inventory.mentions[place].tokens.upperBound, in: mention), facts.isCapitalWord(word) {
        return place
      }
    }
    // Vienna, the capital of Germany
    guard document.tokens[the].kind == .word, facts.key(the) == "the", facts.isCapitalWord(next), let of = facts.next(next + 1, in: mention),
      document.tokens[of].kind == .word, facts.key(of) == "of"
    else { return nil }
    return facts.next(of + 1, in: mention).flatMap(facts.place(at:))
  }
}
