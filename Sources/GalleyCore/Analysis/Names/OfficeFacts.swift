import Formats

/// “Belarusian President Putin”, “Alabama Gov. Sarah Palin”, “Slovakia’s Roger Federer”.
struct OfficeFacts {
  private let facts: Facts
  private var document: Document { facts.document }
  private var inventory: NameInventory { facts.inventory }

  /// The words of offices that the document has.
  private let words: WordMarks

  init(_ facts: Facts) {
    self.facts = facts
    words = facts.document.vocabulary.marks(Self.officeWords, or: .officeAdjective)
  }

  static let heads: Set<String> = ["president", "prime minister", "chancellor", "king", "queen", "premier", "taoiseach", "emperor"]

  func check(_ index: Int) -> FactMiss? {
    let mention = inventory.mentions[index]
    guard let (place, office) = claim(mention) else { return nil }
    guard let person = facts.person(mention) else { return nil }
    let claimed = inventory.mentions[place]
    if let regional = regional(person, office, claimed) { return regional }
    let countries = facts.countries(of: place)
    guard !countries.isEmpty, countries.isDisjoint(with: person.countries), !person.countries.isEmpty else { return nil }
    if office.isEmpty { return possessed(mention, person, place) }
    // Ministers change sides of a border less often than envoys and managers do.
    guard person.isPolitician, office.contains(where: Self.state.contains) else { return nil }
    return officer(index, person, place, countries, office)
  }

  // MARK: what the text says

  /// The place and the words of the office that the text ties to a person.
  private func claim(_ mention: Mention) -> (place: Int, office: [String])? {
    var office: [String] = []
    var at = mention.tokens.lowerBound
    while let word = facts.word(before: at), office.count < 5, words.contains(document.vocabulary[document.tokens[word].word].folded),
      let key = Self.word(facts.key(word))
    {
      office.insert(key, at: 0)
      at = word
    }
    if let place = facts.place(before: at), !isHyphenated(place, before: at) {
      return office.allSatisfy(WordClass.officeAdjective.contains) && !office.isEmpty ? nil : (place, office)
    }
    return mention.words.count > 1 ? apposed(mention) : nil
  }

  private func isHyphenated(_ place: Int, before token: Int) -> Bool {
    let end = inventory.mentions[place].tokens.upperBound
    return end < token && document.tokens[end].kind == .hyphen
      || inventory.mentions[place].tokens.lowerBound > 0
        && document.tokens[inventory.mentions[place].tokens.lowerBound - 1].kind == .hyphen
  }

  /// “Vladimir Putin, the president of Belarus”.
  private func apposed(_ mention: Mention) -> (place: Int, office: [String])? {
    guard let comma = facts.next(mention.tokens.upperBound, in: mention), facts.isComma(comma),
      var at = facts.next(comma + 1, in: mention), document.tokens[at].kind == .word
    else { return nil }
    if facts.key(at) == "the" { at = facts.next(at + 1, in: mention) ?? at }
    var office: [String] = []
    while document.tokens[at].kind == .word, let key = Self.word(facts.key(at)) {
      office.append(key)
      guard let next = facts.next(at + 1, in: mention) else { return nil }
      at = next
    }
    guard office.contains(where: Self.state.contains), document.tokens[at].kind == .word, facts.key(at) == "of",
      let name = facts.next(at + 1, in: mention)
    else { return nil }
    let place = facts.place(at: name) ?? (facts.key(name) == "the" ? facts.next(name + 1, in: mention).flatMap(facts.place(at:)) : nil)
    return place.map { ($0, office) }
  }

  /// A word of an office, abbreviations written out.
  private static func word(_ key: String) -> String? {
    if let long = abbreviations[key] { return long }
    return state.contains(key) || WordClass.officeAdjective.contains(key) || regionalOffices.contains(key) ? key : nil
  }

  private static let officeWords = WordSet(
    (Array(abbreviations.keys) + state + regionalOffices).map { Array($0.utf8) })
  private static let abbreviations = ["gov": "governor", "pm": "prime", "pres": "president"]
  private static let state: Set<String> = [
    "president", "premier", "prime", "chancellor", "king", "queen", "minister", "leader", "dictator", "ruler",
  ]
  private static let regionalOffices: Set<String> = ["governor", "mayor", "premier"]

  // MARK: what the tables say

  /// A governor or mayor of another place.
  private func regional(_ person: KnownPerson, _ office: [String], _ claimed: Mention) -> FactMiss? {
    guard let title = office.last, Self.regionalOffices.contains(title), let place = person.place(of: title),
      let best = Places.best(claimed.readings), claimed.kind == .place, best.kind != .country
    else { return nil }
    let said = lowercased(Array(best.name.utf8)[...])
    guard said != Array(place.utf8), !claimed.readings.contains(where: { lowercased(Array($0.name.utf8)[...]) == Array(place.utf8) })
    else { return nil }
    let right = Self.capitalised(place)
    return FactMiss(
      range: claimed.range, right: right,
      message: "\(person.name) was \(title) of \(right), not of \(document.text(claimed.range))", related: nil, isWeak: false)
  }

  private static func capitalised(_ place: String) -> String {
    place.split(separator: " ").map { ["de", "of", "the"].contains($0) ? String($0) : $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// “Slovakia’s Roger Federer” in a text that has nothing else to do with Slovakia.
  private func possessed(_ mention: Mention, _ person: KnownPerson, _ place: Int) -> FactMiss? {
    let claimed = inventory.mentions[place]
    guard mention.words.count > 1, claimed.isPossessive || claimed.kind == .demonym else { return nil }
    // Trainers work abroad.
    guard !person.roles.contains(where: { $0.contains("manager") || $0.contains("coach") || $0.contains("ambassador") }) else { return nil }
    let support = facts.countries(of: place).reduce(0) { $0 + (inventory.places.support[$1] ?? 0) }
    let own = person.countries.reduce(0) { $0 + (inventory.places.support[$1] ?? 0) }
    return FactMiss(
      range: claimed.range, right: wording(of: person.countries, like: claimed),
      message: "\(document.text(claimed.range)) does not fit \(person.name)\(role(person)), and nothing else here has to do with it",
      related: nil, isWeak: support > 1 || own < 2)
  }

  /// Somebody’s president, in a country that has another.
  private func officer(
    _ index: Int, _ person: KnownPerson, _ place: Int, _ countries: Set<Country>, _ office: [String]
  ) -> FactMiss? {
    let mention = inventory.mentions[index], claimed = inventory.mentions[place]
    func holds(_ other: KnownPerson) -> Bool {
      !countries.isDisjoint(with: other.countries) && other.isPolitician
        && other.roles.contains { role in office.contains { Self.state.contains($0) && role.contains($0) } }
    }
    let why = "\(document.text(claimed.range)) does not fit \(person.name)\(role(person))"
    if let (right, holder) = facts.other(than: index, where: holds) {
      return FactMiss(
        range: facts.surnameRange(mention), right: holder.surname,
        message: "\(why); the text names \(holder.name)\(role(holder)); did you mean \(holder.surname)?",
        related: right.range, isWeak: false)
    }
    if mention.words.count > 1, let first = inventory.words[Int(mention.words[0])],
      let namesake = Gazetteer.people(given: first.key).lazy.compactMap({ KnownPerson($0.person) }).first(where: holds)
    {
      return FactMiss(
        range: facts.surnameRange(mention), right: namesake.surname,
        message: "\(why); did you mean \(namesake.name)\(role(namesake))?", related: nil, isWeak: false)
    }
    let isOwnNamed = person.countries.contains { (inventory.places.support[$0] ?? 0) > 1 }
    // Who was at the head of another country, and is named in full, is hardly anybody else.
    let isHead = mention.words.count > 1 && person.roles.contains { Self.heads.contains($0) }
    return FactMiss(
      range: claimed.range, right: wording(of: person.countries, like: claimed), message: why, related: nil, isWeak: !isOwnNamed && !isHead)
  }

  private func role(_ person: KnownPerson) -> String { person.roles.first.map { " (\($0))" } ?? "" }

  /// How the text writes the people or country to which somebody belongs.
  private func wording(of countries: [Country], like claimed: Mention) -> String? {
    for mention in inventory.mentions where mention.kind == claimed.kind && !mention.isEmbedded && !mention.isHeading {
      guard mention.isPossessive == claimed.isPossessive || claimed.kind == .place,
        let reading = mention.readings.first(where: { $0.kind == .country || $0.kind == .demonym }),
        reading.countries.contains(where: countries.contains), document.text(mention.range) != document.text(claimed.range)
      else { continue }
      return document.text(mention.range)
    }
    return nil
  }
}
