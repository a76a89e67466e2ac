import Formats

/// Collects the evidence about every place that a document names once, and every people of whose country it says nothing else.
package struct PlaceSuspects {
  private let document: Document
  private let inventory: NameInventory
  private let places: Places
  private let house: HouseNames
  private let analysis: Analysis
  private var surroundings: NameSurroundings { analysis.shared(NameSurroundings.self) }
  private var lone: [Int]
  /// Mentions of peoples whose countries are named nowhere else.
  private var loneDemonyms: [Int] = []
  /// How many countries of each part of the world are named.
  private let countriesIn: [String: Int]
  /// More places than these are no likelier to have been intended.
  private static let mostCandidates = 12
  /// A people of more countries than these is no country’s: Africans.
  private static let mostCountriesOfPeople = 2
  /// Inhabitants of a town that a text may have confused with another, and how common its name is: smaller ones and rarer
  /// words are other people’s names. Of a town of a million (Kigali, Sanaa) everybody has heard, however rarely.
  private static let inhabitants = 100_000, known: Zipf = 3.0, metropolis = 1_000_000
  /// Mentions that tell what a place is like; more say the same.
  private static let mostMentions = 200

  package init(_ analysis: Analysis) {
    self.analysis = analysis
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    places = inventory.places
    house = analysis.resources.houseNames
    countriesIn = Dictionary(places.entities.flatMap { Set($0.regions).map { ($0, 1) } }, uniquingKeysWith: +)
    lone = []
    lone = places.entities.indices.filter { isLone($0) }
    loneDemonyms = inventory.mentions.indices.filter { inventory.mentions[$0].kind == .demonym && isLoneDemonym($0) }
  }

  package func find() -> [PlaceEvidence] {
    var found: [PlaceEvidence] = []
    if !lone.isEmpty {
      let candidates = placeCandidates()
      for p in lone where !candidates.isEmpty {
        let place = places.entities[p]
        found += evidence(
          Suspect(place.mentions[0], place.name, place.rank, place.countries, place.regions, support: places.support(of: place)), candidates)
      }
    }
    if !loneDemonyms.isEmpty {
      let candidates = demonymCandidates()
      for i in loneDemonyms where !candidates.isEmpty {
        let mention = inventory.mentions[i]
        guard let reading = mention.readings.first(where: { $0.kind == .demonym }) else { continue }
        let regions = Gazetteer.readings(of: lowercased(Array(reading.name.utf8)[...])).first { $0.kind == .country }.map(Places.regions) ?? []
        found += evidence(Suspect(i, document.text(mention.range), .country, reading.countries, regions, support: 0, isDemonym: true), candidates)
      }
    }
    return found
  }

  private func evidence(_ suspect: Suspect, _ candidates: [PlaceCandidate]) -> [PlaceEvidence] {
    let mention = inventory.mentions[suspect.mention], syntax = SyntacticContext(mention, document)
    if isExplained(mention, syntax) { return [] }
    let common = common(suspect, syntax)
    let words = Set(context(mention))
    return candidates.filter { candidate in !suspect.countries.contains { candidate.countries.contains($0) } }
      .map { evidence(suspect, syntax, common, words, $0) }
  }

  private func isLone(_ i: Int) -> Bool {
    let entity = places.entities[i]
    // A town needs more to belong than a passing word about its country.
    let support = places.support(of: entity)
    guard entity.mentions.count == 1, entity.embedded == 0, support <= (entity.rank == .country ? 0 : 2) else {
      return false
    }
    let mention = inventory.mentions[entity.mentions[0]]
    guard !isOfHouse(mention) else { return false }
    // US and UK stand in any article.
    guard mention.words.count > 1 || document.vocabulary[mention.words[0]].shape != .upper else { return false }
    if entity.rank != .country {
      // Small towns share their names with people and firms.
      let zipf = inventory.words[Int(mention.words[0])]?.zipf ?? .unseen
      guard entity.rank == .region || entity.population >= Self.inhabitants,
        mention.words.count > 1 || zipf >= Self.known || entity.population >= Self.metropolis, !Speech.isBeside(mention, document)
      else { return false }
    }
    return !mention.isHeading && !entity.countries.isEmpty && entity.countries.count <= 6
  }

  private func isLoneDemonym(_ i: Int) -> Bool {
    let mention = inventory.mentions[i]
    guard !mention.isEmbedded, !mention.isHeading, !isOfHouse(mention), document.vocabulary[mention.words[0]].shape != .upper,
      let reading = mention.readings.first(where: { $0.kind == .demonym })
    else { return false }
    let countries = reading.countries
    return !countries.isEmpty && countries.count <= Self.mostCountriesOfPeople
      && countries.allSatisfy { places.support[$0] == 1 && places.demonyms[$0]?.count == 1 }
  }

  private func isOfHouse(_ mention: Mention) -> Bool {
    !house.isEmpty && house.names[NameWord.key(document.bytes[mention.range.start..<mention.range.end]).key] != nil
  }

  /// The ILO is no town.
  private func isAcronym(_ i: Int) -> Bool {
    places.entities[i].rank == .city
      && places.entities[i].mentions.allSatisfy {
        let mention = inventory.mentions[$0]
        return mention.words.count == 1 && mention.range.count < 5 && document.vocabulary[mention.words[0]].shape == .upper
      }
  }

  private func paragraph(of mention: Mention) -> Int { document.sentences[mention.sentence].paragraph }

  /// “neighbouring Uganda”, “the Iraq war”, a journey: the words beside it say why it is named.
  private func isExplained(_ mention: Mention, _ syntax: SyntacticContext) -> Bool {
    syntax.isRelated || isJourney(mention, syntax)
  }

  /// “flew on from Berlin to Peru”: one may go anywhere.
  private func isJourney(_ mention: Mention, _ syntax: SyntacticContext) -> Bool {
    guard syntax.isDirection else { return false }
    let sentence = document.sentences[mention.sentence].tokens
    // The verb stands at most a few words away.
    return sentence.clamped(to: (mention.tokens.lowerBound - 24)..<(mention.tokens.upperBound + 8)).contains { i in
      document.tokens[i].kind == .word
        && Self.journeys.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
    }
  }

  private static let journeys = WordClass.journey

  /// Another country of the same part of the world is named, too.
  private func isAmongNeighbours(_ suspect: Suspect) -> Bool {
    suspect.regions.contains { (countriesIn[$0] ?? 0) > (suspect.isDemonym ? 0 : 1) }
  }

  // MARK: candidates

  private func placeCandidates() -> [PlaceCandidate] {
    let targets = places.entities.indices.filter {
      places.entities[$0].mentions.count + places.entities[$0].embedded >= 2
        && places.entities[$0].mentions.count > 0 && !isAcronym($0)
    }.sorted { (places.entities[$1].mentions.count, $0) < (places.entities[$0].mentions.count, $1) }
    return targets.prefix(Self.mostCandidates).map { t in
      let target = places.entities[t]
      let demonyms = Set(target.countries.flatMap { places.demonyms[$0] ?? [] }).sorted()
      return candidate(target.name, target.rank, target.countries, target.regions, target.mentions, other: demonyms)
    }
  }

  private func demonymCandidates() -> [PlaceCandidate] {
    var found: [(name: String, country: Country, mentions: [Int])] = []
    for (country, mentions) in places.demonyms where mentions.count >= 2 || (places.support[country] ?? 0) > 2 {
      let readings = mentions.compactMap { i in
        inventory.mentions[i].readings.first { $0.kind == .demonym && $0.countries.count <= Self.mostCountriesOfPeople }
      }
      if let reading = readings.first { found.append((reading.name, country, mentions)) }
    }
    found.sort { ($1.mentions.count, $0.name, $0.mentions[0]) < ($0.mentions.count, $1.name, $1.mentions[0]) }
    return found.prefix(Self.mostCandidates).map { name, country, mentions in
      let entities = places.entities.filter { $0.countries == [country] }
      let regions = entities.first { $0.rank == .country }?.regions ?? []
      return candidate(name, .country, [country], regions, mentions, other: entities.flatMap(\.mentions).sorted())
    }
  }

  private func candidate(
    _ name: String, _ rank: PlaceEntity.Rank, _ countries: [Country], _ regions: [String], _ mentions: [Int], other: [Int]
  ) -> PlaceCandidate {
    let surroundings = surroundings
    let seen = mentions.prefix(Self.mostMentions).map { inventory.mentions[$0] }
    let contexts = seen.map { SyntacticContext($0, document) }
    let others = other.map { inventory.mentions[$0] }
    let total = places.support.total
    let own = countries.reduce(0) { $0 + (places.support[$1] ?? 0) }
    return PlaceCandidate(
      name: name, mentions: mentions, rank: rank, countries: countries, regions: regions, sentences: seen.map(\.sentence),
      otherSentences: others.map(\.sentence), otherParagraphs: Set(others.map(paragraph)),
      nextWords: Set(contexts.compactMap(\.nextWord)), previousWords: Set(contexts.compactMap(\.previousWord)),
      nextPairs: Set(seen.compactMap(surroundings.nextPair)), previousPairs: Set(seen.compactMap(surroundings.previousPair)),
      frames: Set(contexts.map(\.frame)), isEverPossessive: seen.contains(where: \.isPossessive),
      context: Set(seen.flatMap(context)), otherCountries: Double(total - own) / Double(max(1, total)))
  }

  /// The content words near a mention, in lower case.
  private func context(_ mention: Mention) -> [[UInt8]] {
    let sentence = document.sentences[mention.sentence].tokens
    var found: [[UInt8]] = []
    for i in sentence.clamped(to: (mention.tokens.lowerBound - 16)..<(mention.tokens.upperBound + 16)) where !mention.tokens.contains(i) {
      let token = document.tokens[i]
      guard token.kind == .word else { continue }
      let fold = document.vocabulary.fold(of: token.word)
      if fold.text.count > 3, fold.lowerCount > 0, NameVocabulary.role(fold.text) == .none { found.append(fold.text) }
    }
    return found
  }

  // MARK: suspects

  private struct Suspect {
    let mention: Int
    let name: String
    let rank: PlaceEntity.Rank
    let countries: [Country]
    let regions: [String]
    /// Mentions that speak for its countries.
    let support: Int
    let isDemonym: Bool

    init(
      _ mention: Int, _ name: String, _ rank: PlaceEntity.Rank, _ countries: [Country], _ regions: [String], support: Int, isDemonym: Bool = false
    ) {
      (self.mention, self.name, self.rank, self.countries) = (mention, name, rank, countries)
      (self.regions, self.support, self.isDemonym) = (regions, support, isDemonym)
    }
  }

  /// What does not depend on the candidate.
  private func common(_ suspect: Suspect, _ syntax: SyntacticContext) -> FeatureVector<PlaceFeature> {
    let surroundings = surroundings
    let mention = inventory.mentions[suspect.mention]
    let support = log2Of(1 + Double(suspect.support))
    var features = FeatureVector<PlaceFeature>()
    features[.bias] = 1
    features.set(.isAfterTown, isAfterTown(suspect.mention))
    features.set(.isBracketed, syntax.isBracketed)
    features.set(.isAfterIn, syntax.before == .inside)
    features.set(.isAfterOf, syntax.before == .of)
    features.set(.isAfterOther, syntax.before == .otherPreposition)
    features.set(.isAfterAnd, syntax.before == .join)
    features.set(.isPossessive, mention.isPossessive)
    features.set(.isSubject, syntax.after == .verb && syntax.before == .none)
    features.set(.isBeforeNoun, syntax.after == .noun)
    features.set(.isAttribute, syntax.before == .none && syntax.after == .noun && !mention.isPossessive)
    features[.lonePlaces] = log2Of(Double(lone.count + (suspect.isDemonym ? loneDemonyms.count : 0)))
    features.set(.isTown, suspect.rank == .city)
    features.set(.isSentenceStart, mention.isSentenceStart)
    features.set(.isHyphenated, syntax.isHyphenated)
    features.set(.isOwnerOfName, mention.isPossessive && syntax.isFollowedByName)
    features[.frequency] = (inventory.words[Int(mention.words[0])]?.zipf ?? .unseen).value
    features.set(.isLong, mention.words.count > 1)
    features.set(.isAmongNeighbours, isAmongNeighbours(suspect))
    features.set(.isEarly, mention.sentence < 3)
    features[.support] = support
    features[.supportOfRegion] = suspect.rank == .region ? support : 0
    features.set(.isFollowedByName, !mention.isPossessive && syntax.isFollowedByName)
    features.set(.isNearName, syntax.isNearName)
    features.set(.loneInSentence, isWithLonePlace(suspect))
    features[.words] = surroundings.logWords
    features[.speech] = surroundings.speech
    features.set(.isQuoted, surroundings.isQuoted(mention))
    let (new, known) = surroundings.names(beside: suspect.mention)
    features[.newNames] = log2Of(1 + Double(new))
    features[.knownNames] = log2Of(1 + Double(known))
    features.set(.nextWordRecurs, syntax.nextWord.map(surroundings.recurs) ?? false)
    features.set(.previousWordRecurs, syntax.previousWord.map(surroundings.recurs) ?? false)
    return features
  }

  private func isWithLonePlace(_ suspect: Suspect) -> Bool {
    let sentence = inventory.mentions[suspect.mention].sentence
    return lone.contains { places.entities[$0].mentions[0] != suspect.mention && inventory.mentions[places.entities[$0].mentions[0]].sentence == sentence }
      || loneDemonyms.contains { $0 != suspect.mention && inventory.mentions[$0].sentence == sentence }
  }

  private func evidence(
    _ suspect: Suspect, _ syntax: SyntacticContext, _ common: FeatureVector<PlaceFeature>, _ context: Set<[UInt8]>, _ candidate: PlaceCandidate
  ) -> PlaceEvidence {
    let surroundings = surroundings
    let mention = inventory.mentions[suspect.mention]
    let sentence = mention.sentence, paragraph = paragraph(of: mention)
    var features = common
    func near(_ test: (Int) -> Bool) -> Bool {
      candidate.sentences.contains(where: test) || candidate.otherSentences.contains(where: test)
    }
    features.set(.sameInitial, suspect.name.unicodeScalars.first == candidate.name.unicodeScalars.first)
    features.set(.sameRank, suspect.rank == candidate.rank)
    features[.mentions] = log2Of(Double(candidate.mentions.count))
    features[.share] = Double(candidate.mentions.count + candidate.otherSentences.count) / Double(max(1, surroundings.placeMentions))
    features.set(.sameNextWord, syntax.nextWord.map { candidate.nextWords.contains($0) } ?? false)
    features.set(.samePreviousWord, syntax.previousWord.map { candidate.previousWords.contains($0) } ?? false)
    features.set(.sameNextPair, surroundings.nextPair(mention).map { candidate.nextPairs.contains($0) } ?? false)
    features.set(.samePreviousPair, surroundings.previousPair(mention).map { candidate.previousPairs.contains($0) } ?? false)
    features.set(.bothPossessive, mention.isPossessive && candidate.isEverPossessive)
    features.set(.sameFrame, candidate.frames.contains(syntax.frame))
    features.set(.sameRegion, suspect.regions.contains { candidate.regions.contains($0) })
    features.set(.candidateInSentence, candidate.sentences.contains(sentence))
    features.set(.otherFormInSentence, candidate.otherSentences.contains(sentence))
    features.set(.otherFormInParagraph, candidate.otherParagraphs.contains(paragraph))
    features.set(.compatriotInSentence, surroundings.hasCompatriot(of: candidate.countries, beside: suspect.mention))
    features.set(.isAfterCandidatesTown, isMismatchedTown(suspect.mention, candidate))
    let isBefore = near { $0 < sentence }, isAfter = near { $0 > sentence }
    features.set(.atBeginning, near { $0 < 3 })
    features.set(.before, near { $0 < sentence && $0 >= sentence - 2 })
    features.set(.after, near { $0 > sentence && $0 <= sentence + 2 })
    features.set(.around, isBefore && isAfter)
    features[.otherCountries] = candidate.otherCountries
    let shared = context.count { candidate.context.contains($0) }
    features[.context] = Double(shared) / Double(max(4, context.count))
    return PlaceEvidence(mention: suspect.mention, candidate: candidate, isDemonym: suspect.isDemonym, features: features)
  }

  /// “Antwerp, Belgium”: a town, a comma, the place.
  private func isAfterTown(_ i: Int) -> Bool {
    guard i > 0, let entity = places.entity(of: i - 1) else { return false }
    let before = inventory.mentions[i - 1], mention = inventory.mentions[i]
    return places.entities[entity].rank == .city && before.kind == .place && before.sentence == mention.sentence
      && isComma(before.tokens.upperBound..<mention.tokens.lowerBound)
  }

  /// Whether nothing but a comma, or a stroke, stands between two places.
  private func isComma(_ range: Range<Int>) -> Bool {
    let marks = document.tokens[range].filter { !$0.isBlank }
    return marks.count == 1 && marks[0].kind == .punctuation && [.comma, .slash].contains(document.bytes[marks[0].start])
  }

  /// “Antwerp, Bangladesh”: the town before the comma lies in the candidate and nowhere else.
  private func isMismatchedTown(_ i: Int, _ candidate: PlaceCandidate) -> Bool {
    guard isAfterTown(i), let entity = places.entity(of: i - 1) else { return false }
    let countries = places.entities[entity].countries
    return countries.count <= 2 && countries.contains { candidate.countries.contains($0) }
  }
}
