import Formats

/// A name that is nearly that of somebody or something well known.
struct NearMiss {
  let range: TextRange
  let right: String
  /// What the table says about the right name.
  let description: String
  let confidence: Confidence
  let isWeak: Bool
}

/// Compares the names of a document with the table of people and institutions.
struct KnownNames {
  private let document: Document
  private let inventory: NameInventory
  private let house: HouseNames

  init(_ analysis: Analysis) {
    document = analysis.document
    house = analysis.resources.houseNames
    inventory = analysis.shared(NameInventory.self)
  }

  func find() -> [NearMiss] {
    let mentions = inventory.mentions
    let isGiven = inventory.words.map { $0.map { $0.kinds.contains(.given) && !$0.isOrdinary } ?? false }
    return mentions.indices.compactMap { i in
      // Most names are one word, and no given name.
      if mentions[i].isEmbedded || mentions[i].words.count == 1 && !isGiven[Int(mentions[i].words[0])] { return nil }
      let mention = mentions[i]
      if isOfTheHouse(mention) { return nil }
      if mention.words.count == 1 { return cutShort(mention) }
      if let listed = listed(mention) { return listed }
      guard mention.kind == .person || mention.kind == .other, mention.readings.isEmpty else { return nil }
      return nearPerson(mention) ?? nearGivenName(mention)
    }
  }

  /// “Elon Must”: a small word that a capital makes a surname, after a given name.
  private func cutShort(_ mention: Mention) -> NearMiss? {
    guard let first = inventory.words[Int(mention.words[0])], mention.possessive == 0,
      !mention.isHeading, mention.tokens.upperBound + 1 < document.tokens.count, document.tokens[mention.tokens.upperBound].isBlank
    else { return nil }
    let token = document.tokens[mention.tokens.upperBound + 1]
    guard token.kind == .word, document.vocabulary[token.word].shape == .capitalised else { return nil }
    let (key, possessive) = NameWord.key(document.bytes[token.start..<token.end])
    guard key.count > 2, NameVocabulary.role(key) == .function else { return nil }
    for (right, person) in Gazetteer.people(given: first.key) where right.first == key.first && person.kind == .person {
      guard abs(right.count - key.count) <= 1, editDistance(key, right, limit: 1) != nil,
        person.countries.contains(where: { (inventory.places.support[$0] ?? 0) > 0 }) || holdsOffice(person.name, mention)
      else { continue }
      return NearMiss(
        range: TextRange(mention.range.start, token.end - possessive), right: person.name, description: describe(person.name),
        confidence: 0.8, isWeak: false)
    }
    return nil
  }

  /// “Calm Mifsud Bonnici”: the surname of somebody known after a word that is nearly that person’s given name.
  private func nearGivenName(_ mention: Mention) -> NearMiss? {
    guard let first = inventory.words[Int(mention.words[0])], first.kinds.isDisjoint(with: Gazetteer.Kinds(.given, .givenVariant)),
      first.key.count > 2,
      first.role == .none, first.kinds.isDisjoint(with: .places), !mention.isSentenceStart || !first.isOrdinary,
      let id = mention.words.last,
      let last = inventory.words[Int(id)], last.kinds.contains(.surnameOf), !last.isOrdinary
    else { return nil }
    let rest = mention.words.dropFirst().compactMap { inventory.words[Int($0)]?.key }.joined(separator: [.space])
    for reading in last.readings where reading.kind == .surnameOf {
      let name = lowercased(Array(reading.name.utf8)[...])
      guard let space = name.firstIndex(of: .space), Array(name[(space + 1)...]) == Array(rest), name[0] == first.key[0] else { continue }
      let given = Array(name[..<space])
      guard given.count > 2, let distance = editDistance(given, first.key, limit: given.count > 5 ? 2 : 1), distance > 0,
        holdsOffice(reading.name, mention) || reading.countries.contains(where: { (inventory.places.support[$0] ?? 0) > 0 })
      else { continue }
      return NearMiss(
        range: mention.range, right: reading.name, description: describe(reading.name), confidence: 0.7, isWeak: false)
    }
    return nil
  }

  private func isOfTheHouse(_ mention: Mention) -> Bool {
    !house.isEmpty && house.names[NameWord.key(document.bytes[mention.range.start..<mention.range.end]).key] != nil
  }

  /// A garble that the table lists.
  private func listed(_ mention: Mention) -> NearMiss? {
    guard !mention.readings.isEmpty, mention.readings.allSatisfy({ Gazetteer.Kinds.garbles.contains($0.kind) }),
      let reading = mention.readings.first
    else { return nil }
    return NearMiss(
      range: mention.range, right: right(reading.name, like: document.text(mention.range)), description: describe(reading.name),
      confidence: 0.9, isWeak: false)
  }

  /// UN stays UN.
  private func right(_ name: String, like wrong: String) -> String {
    for short in ["UN ", "U.N. "] where wrong.hasPrefix(short) && name.hasPrefix("United Nations ") {
      return short + name.dropFirst("United Nations ".count)
    }
    return name
  }

  /// A known given name with a surname that nearly fits, where the text speaks of that person's country or office.
  private func nearPerson(_ mention: Mention) -> NearMiss? {
    guard let first = inventory.words[Int(mention.words[0])], first.key.count > 2,
      let last = mention.words.last, let word = inventory.words[Int(last)], word.key.count > 3
    else { return nil }
    // Somebody whom the text names again and again is called what it says.
    guard (inventory.people.surnames[word.key]?.mentions.count ?? 0) <= 2 else { return nil }
    let rest = mention.words.dropFirst().compactMap { inventory.words[Int($0)]?.key }.joined(separator: [.space])
    let key = Array(rest)
    var best: (NearMiss, Int)?
    for (right, person) in Gazetteer.people(given: first.key) {
      guard right.count > 3, let distance = distance(key, right) else { continue }
      // The right name stands elsewhere, or its country or office does.
      let isNamed = inventory.people.surnames[right] != nil
      let isSupported = isNamed || person.countries.contains { (inventory.places.support[$0] ?? 0) > 0 }
      let isInOffice = isNamed || holdsOffice(person.name, mention)
      guard isSupported || isInOffice, distance <= 2 || isInOffice else { continue }
      let isSurname = word.kinds.contains(.family) || word.kinds.contains(.surnameOf)
      if isSurname && !isInOffice { continue }
      if distance > 1 && !isInOffice { continue }
      if let best, best.1 <= distance { continue }
      best = (
        NearMiss(
          range: mention.range, right: person.name, description: describe(person.name),
          confidence: isInOffice ? 0.9 : 0.7, isWeak: false), distance
      )
    }
    return best?.0
  }

  private func distance(_ wrong: [UInt8], _ right: [UInt8]) -> Int? {
    guard wrong[0] == right[0] else { return nil }
    let length = min(wrong.count, right.count)
    let distance = editDistance(wrong, right, limit: length >= 9 ? 3 : length >= 6 ? 2 : 1)
    return distance == 0 ? nil : distance
  }

  /// Whether the sentence of a mention holds a word of the office that the table gives to somebody.
  private func holdsOffice(_ name: String, _ mention: Mention) -> Bool {
    let roles = roles(name)
    guard !roles.isEmpty else { return false }
    for i in document.sentences[mention.sentence].tokens where document.tokens[i].kind == .word {
      let key = document.vocabulary.fold(of: document.tokens[i].word).text
      if key.count > 3, roles.contains(key) { return true }
    }
    return false
  }

  private func roles(_ name: String) -> Set<[UInt8]> {
    var words = Set<[UInt8]>()
    let role = Self.role(name)
    for part in role.split(whereSeparator: { $0 == ";" || $0 == " " || $0 == "-" }) { words.insert(Array(part.utf8)) }
    return words
  }

  private func describe(_ name: String) -> String {
    let role = Self.role(name)
    return role.split(separator: ";").first.map { Self.written(String($0)) } ?? ""
  }

  /// A role of the table, which is in lowercase, with the capitals of the place at its end: “governor of New York”.
  private static func written(_ role: String) -> String {
    let words = role.split(separator: " ").map(String.init)
    for start in words.indices.dropFirst(2) where ["of", "to", "the"].contains(words[start - 1]) {
      let place = words[start...].joined(separator: " ")
      let readings = Gazetteer.readings(of: Array(place.utf8))
      if let known = readings.first(where: { Gazetteer.Kinds.places.contains($0.kind) || $0.kind == .institution }) {
        return (words[..<start] + [known.name]).joined(separator: " ")
      }
    }
    return role
  }

  private static func role(_ name: String) -> String {
    for reading in Gazetteer.readings(of: lowercased(Array(name.utf8)[...])) where reading.kind == .person {
      return reading.extraText.split(separator: "|", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
    return ""
  }
}
