import Formats

/// A name beside another to which, by the table, it does not belong.
struct FactMiss {
  let range: TextRange
  /// Without one, the text must be asked.
  let right: String?
  let message: String
  let related: TextRange?
  let isWeak: Bool
}

/// Compares what the text says of well-known people and places with the tables: whose president, which party, what city.
final class Facts {
  let document: Document
  let inventory: NameInventory
  /// Indices of the mentions of places and peoples, in reading order.
  private let places: [Int]
  private let capital: Vocabulary.FoldedID?
  /// The parties of each word, or two, that were asked for.
  private var partiesOf: [UInt64: [Gazetteer.Reading]] = [:]
  /// The referent of each surname that was asked for.
  private var referents: [WordID: KnownPerson?] = [:]
  /// The people of the tables whom the document names, each name once, in reading order.
  private lazy var known: [(mention: Int, person: KnownPerson)] = {
    var seen: Set<[WordID]> = []
    return inventory.mentions.indices.compactMap { i in
      guard inventory.mentions[i].kind == .person, seen.insert(inventory.mentions[i].words).inserted else { return nil }
      return person(inventory.mentions[i]).map { (i, $0) }
    }
  }()

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    let mentions = inventory.mentions
    places = mentions.indices.filter { mentions[$0].kind == .place || mentions[$0].kind == .demonym }
    capital = document.vocabulary.foldID("capital")
  }

  func find() -> [FactMiss] {
    var found: [FactMiss] = []
    let offices = OfficeFacts(self), parties = PartyFacts(self), places = PlaceFacts(self)
    for i in inventory.mentions.indices where !inventory.mentions[i].isHeading {
      switch inventory.mentions[i].kind {
      case .person: if let miss = offices.check(i) ?? parties.check(i) { found.append(miss) }
      case .place: if let miss = places.check(i) { found.append(miss) }
      default: continue
      }
    }
    return found
  }

  // MARK: reading the text around a mention

  /// The place or people that ends right before token `i`, blanks left out.
  func place(before i: Int) -> Int? {
    var end = i
    while end > 0, document.tokens[end - 1].isBlank { end -= 1 }
    guard end > 0, isCapital(end - 1) else { return nil }
    return place { $0.upperBound < end }.flatMap { inventory.mentions[$0].tokens.upperBound == end ? $0 : nil }
  }

  /// The place or people that begins at token `i`.
  func place(at i: Int) -> Int? {
    guard isCapital(i) else { return nil }
    return place { $0.lowerBound < i }.flatMap { inventory.mentions[$0].tokens.lowerBound == i ? $0 : nil }
  }

  /// The first of the places and peoples that do not lie before.
  private func place(notBefore isBefore: (Range<Int>) -> Bool) -> Int? {
    let p = places.partitioningIndex { !isBefore(inventory.mentions[$0].tokens) }
    return p < places.count ? places[p] : nil
  }

  /// Whether a token may begin or end a name.
  private func isCapital(_ token: Int) -> Bool {
    document.tokens[token].kind == .word && document.vocabulary[document.tokens[token].word].shape != .lower
  }

  /// Whether a token is the word “capital”.
  func isCapitalWord(_ token: Int) -> Bool {
    capital != nil && document.tokens[token].kind == .word && document.vocabulary[document.tokens[token].word].folded == capital
  }

  /// The word token before token `i`, if only blanks, hyphens and the stops of abbreviations stand between.
  func word(before i: Int) -> Int? {
    var at = i - 1
    while at >= 0 {
      let token = document.tokens[at]
      switch token.kind {
      case .word: return at
      case .space, .lineBreak, .hyphen: at -= 1
      case .punctuation where document.bytes[token.start] == .stop && at > 0 && isAbbreviation(at - 1): at -= 1
      default: return nil
      }
    }
    return nil
  }

  private func isAbbreviation(_ i: Int) -> Bool {
    let token = document.tokens[i]
    return token.kind == .word && Abbreviations.kind(of: document.bytes[token.start..<token.end]) != .none
  }

  /// The token after token `i`, blanks left out, inside the sentence.
  func next(_ i: Int, in mention: Mention) -> Int? {
    let end = document.sentences[mention.sentence].tokens.upperBound
    var at = i
    while at < end, document.tokens[at].isBlank { at += 1 }
    return at < end ? at : nil
  }

  func key(_ token: Int) -> String {
    String(decoding: document.vocabulary.fold(of: document.tokens[token].word).text, as: UTF8.self)
  }

  func isComma(_ token: Int) -> Bool {
    document.tokens[token].kind == .punctuation && document.bytes[document.tokens[token].start] == .comma
  }

  // MARK: knowledge

  /// The parties whose members one or two words name; a possessive ending is left out.
  func parties(_ first: WordID?, _ last: WordID) -> [Gazetteer.Reading] {
    let pair = UInt64(first ?? .max) << 32 | UInt64(last)
    if let known = partiesOf[pair] { return known }
    let range = document.vocabulary[last].range
    let key = NameWord.key(document.bytes[range.start..<range.end]).key
    let parties = Gazetteer.parties(of: first.map { document.vocabulary.fold(of: $0).text + [.space] + key } ?? key)
    partiesOf[pair] = parties
    return parties
  }

  /// The countries that a mention of a place or people stands for; none where that is not clear.
  func countries(of index: Int) -> Set<Country> {
    var found = Set<Country>()
    for reading in inventory.mentions[index].readings {
      switch reading.kind {
      case .country, .demonym, .region: found.formUnion(reading.countries)
      default: continue
      }
    }
    return found.count <= 3 && found.isDisjoint(with: Self.changeable) ? found : []
  }

  /// States that are no more or belong to another in part, and the Union: their people count as others’, too.
  private static let changeable: Set<Country> = Set(
    ["SU", "YU", "CS", "DD", "EU", "HK", "MO", "PR", "PS", "IL", "TW"].map { Country($0.utf8.first ?? 0, $0.utf8.last ?? 0) })

  /// The referent of a mention: by its full name, or by the surname of somebody whom the document names in full.
  func person(_ mention: Mention) -> KnownPerson? {
    if mention.words.count > 1 { return KnownPerson.referent(of: mention.readings) }
    let id = mention.words[0]
    if let known = referents[id] { return known }
    let found = referent(id)
    referents[id] = .some(found)
    return found
  }

  /// The referent of a surname alone.
  private func referent(_ id: WordID) -> KnownPerson? {
    guard let word = inventory.words[Int(id)], let surname = inventory.people.surnames[word.key] else { return nil }
    let full = surname.mentions.map { inventory.mentions[$0] }.filter { $0.words.count > 1 }
    let known = full.compactMap { KnownPerson.referent(of: $0.readings) }
    guard known.count == full.count, let first = known.first else { return full.isEmpty ? head(word) : nil }
    return known.allSatisfy { $0.name == first.name } ? first : nil
  }

  /// The head of a state whom everybody knows by a rare surname.
  private func head(_ word: NameWord) -> KnownPerson? {
    guard !word.kinds.contains(.family), !word.isOrdinary else { return nil }
    let people = word.readings.filter { $0.kind == .surnameOf }.flatMap { KnownPerson.named($0.name) }
    let heads = people.filter { person in person.isPolitician && person.roles.contains(where: OfficeFacts.heads.contains) }
    return heads.count == 1 ? heads[0] : nil
  }

  /// Where the last word of a mention stands, without its possessive ending.
  func surnameRange(_ mention: Mention) -> TextRange {
    guard let last = mention.words.last else { return mention.range }
    let possessive = inventory.words[Int(last)]?.possessive ?? 0
    return TextRange(mention.range.end - (document.vocabulary[last].range.count - possessive), mention.range.end)
  }

  /// The first other mention of somebody for whom `test` holds.
  func other(than index: Int, where test: (KnownPerson) -> Bool) -> (mention: Mention, person: KnownPerson)? {
    let words = inventory.mentions[index].words
    for (i, person) in known where test(person) {
      // The referent of the mention itself is no other, unless named so elsewhere.
      if i != index { return (inventory.mentions[i], person) }
      let again = inventory.mentions.indices.first {
        $0 > i && inventory.mentions[$0].kind == .person && inventory.mentions[$0].words == words
      }
      if let again { return (inventory.mentions[again], person) }
    }
    return nil
  }
}
