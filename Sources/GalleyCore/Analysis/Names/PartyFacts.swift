import Formats

/// “Labour leader Michael Howard”, “Democrat Donald Trump”.
struct PartyFacts {
  private let facts: Facts
  private var document: Document { facts.document }
  private var inventory: NameInventory { facts.inventory }

  /// Words that may stand between a party and a person.
  private let roles: WordMarks
  private let leader: Vocabulary.FoldedID?

  init(_ facts: Facts) {
    self.facts = facts
    roles = facts.document.vocabulary.marks(Self.roles)
    leader = facts.document.vocabulary.foldID("leader")
  }

  func check(_ index: Int) -> FactMiss? {
    let mention = inventory.mentions[index]
    guard mention.words.count > 1 || mention.title != nil, let (range, parties, isLeader) = claim(mention) else { return nil }
    guard let person = facts.person(mention), !person.parties.isEmpty else { return nil }
    let said = parties.filter { !Set($0.countries).isDisjoint(with: person.countries) }
    guard !said.isEmpty, said.allSatisfy({ !person.parties.contains($0.name) }) else { return nil }
    let why = "\(person.name) belongs to \(person.parties[0]), not to \(said[0].name)"
    // One named only here is the wrong one, if another of that given name led the party.
    if isLeader, inventory.people.surnames[key(mention)]?.mentions.count == 1, let first = inventory.words[Int(mention.words[0])],
      let leader = Gazetteer.people(given: first.key).lazy.compactMap({ KnownPerson($0.person) })
        .first(where: { other in said.contains { other.led.contains($0.name) } })
    {
      return FactMiss(
        range: facts.surnameRange(mention), right: leader.surname, message: "\(why); did you mean \(leader.name), who led it?",
        related: nil, isWeak: false)
    }
    // Where many have the name, the text may refer to a namesake.
    let isCommon = person.led.isEmpty && mention.words.last.flatMap { inventory.words[Int($0)] }.map(isCommonSurname) ?? false
    return FactMiss(range: range, right: word(for: person), message: why, related: nil, isWeak: isCommon)
  }

  private func isCommonSurname(_ word: NameWord) -> Bool { word.readings.contains { $0.kind == .family && $0.number <= 1 } }

  private func key(_ mention: Mention) -> [UInt8] { mention.words.last.flatMap { inventory.words[Int($0)]?.key } ?? [] }

  /// The word of a party right before a person, with what may stand between.
  private func claim(_ mention: Mention) -> (range: TextRange, parties: [Gazetteer.Reading], isLeader: Bool)? {
    var at = mention.tokens.lowerBound
    var isLeader = false
    for _ in 0..<3 {
      guard let word = facts.word(before: at) else { break }
      let fold = document.vocabulary[document.tokens[word].word].folded
      guard roles.contains(fold) else { break }
      if fold == leader { isLeader = true }
      at = word
    }
    guard let last = facts.word(before: at), last + 2 >= at, document.vocabulary[document.tokens[last].word].shape == .capitalised
    else { return nil }
    var isFollower = false
    if let first = facts.word(before: last), document.vocabulary[document.tokens[first].word].shape != .lower {
      isFollower = true
      let parties = facts.parties(document.tokens[first].word, document.tokens[last].word)
      if !parties.isEmpty { return (TextRange(document.tokens[first].start, end(last)), parties, isLeader) }
    }
    let parties = facts.parties(nil, document.tokens[last].word)
    // Christian Democrats and the like are others.
    guard !parties.isEmpty, !isFollower || isApart(last) else { return nil }
    return (TextRange(document.tokens[last].start, end(last)), parties, isLeader)
  }

  /// Where a word ends, without its possessive ending.
  private func end(_ token: Int) -> Int {
    let range = document.tokens[token].range
    return range.end - NameWord.key(document.bytes[range.start..<range.end]).possessive
  }

  /// “US Republican Ron Paul”: the capital before is that of a country or people.
  private func isApart(_ word: Int) -> Bool { facts.place(before: word) != nil }

  private func word(for person: KnownPerson) -> String? {
    for party in person.parties {
      for token in document.tokens where token.kind == .word && document.vocabulary[token.word].shape == .capitalised {
        let (key, possessive) = NameWord.key(document.bytes[token.start..<token.end])
        if key.count > 3, Gazetteer.parties(of: key).contains(where: { $0.name == party }) {
          let text = document.text(TextRange(token.start, token.end - possessive))
          return text.hasSuffix("s") && text.count > 5 ? String(text.dropLast()) : text
        }
      }
    }
    return nil
  }

  private static let roles = WordClass.partyRole
}
