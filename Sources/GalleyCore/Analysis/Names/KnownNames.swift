/// A name that is nearly that of somebody or something well known.
struct NearMiss {
  let range: TextRange
  let right: String
  /// What the table says about the right name.
  let description: String
  let confidence: Double
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
    inventory.mentions.compactMap { mention in
      guard mention.words.count > 1, !mention.isEmbedded, !isOfTheHouse(mention) else { return nil }
      return listed(mention) ?? (mention.kind == .person || mention.kind == .other ? nearPerson(mention) : nil)
    }
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
      range: mention.range, right: right(reading.name, like: document.text(mention.range)), description: describe(reading.name), confidence: 0.9, isWeak: false)
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
    guard mention.readings.isEmpty, let first = inventory.words[Int(mention.words[0])], first.key.count > 2,
      let last = mention.words.last, let word = inventory.words[Int(last)], word.key.count > 3
    else { return nil }
    // Somebody whom the text names again and again is called what it says.
    guard (inventory.people.surnames[word.key]?.mentions.count ?? 0) <= 2 else { return nil }
    let rest = mention.words.dropFirst().compactMap { inventory.words[Int($0)]?.key }.joined(separator: [0x20])
    let key = Array(rest)
    var best: (NearMiss, Int)?
    for (right, person) in Gazetteer.people(given: first.key) {
      guard right.count > 3, let distance = distance(key, right) else { continue }
      let isSupported = person.countries.contains { (inventory.places.support[$0] ?? 0) > 0 }
      let isInOffice = holdsOffice(person.name, mention)
      guard isSupported || isInOffice else { continue }
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
    let distance = editDistance(wrong, right, limit: length >= 6 ? 2 : 1)
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
    return role.split(separator: ";").first.map(String.init) ?? ""
  }

  private static func role(_ name: String) -> String {
    for reading in Gazetteer.readings(of: lowercased(Array(name.utf8)[...])) where reading.kind == .person {
      return reading.extraText.split(separator: "|", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
    return ""
  }
}
