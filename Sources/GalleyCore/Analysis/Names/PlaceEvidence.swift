#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What speaks for and against a lone place standing where another one of the document belongs.
package struct PlaceEvidence {
  /// Indices into the inventory's mentions and the document's places.
  package let mention: Int
  package let candidate: Int
  package fileprivate(set) var features = FeatureVector<PlaceFeature>()
}

/// Collects the evidence about every place that a document names once.
package struct PlaceSuspects {
  private let document: Document
  private let inventory: NameInventory
  private let places: Places
  private let house: HouseNames
  private var lone: [Int]
  /// How many countries of each part of the world are named.
  private let countriesIn: [String: Int]
  /// More places than these are no likelier to have been meant.
  private static let mostCandidates = 12

  package init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    places = inventory.places
    house = analysis.resources.houseNames
    countriesIn = Dictionary(places.entities.flatMap { Set($0.regions).map { ($0, 1) } }, uniquingKeysWith: +)
    lone = []
    lone = places.entities.indices.filter { isLone($0) }
  }

  package func find() -> [PlaceEvidence] {
    guard !lone.isEmpty else { return [] }
    let targets = places.entities.indices.filter {
      places.entities[$0].mentions.count + places.entities[$0].embedded >= 2
        && places.entities[$0].mentions.count > 0 && !isAcronym($0)
    }.sorted { (places.entities[$1].mentions.count, $0) < (places.entities[$0].mentions.count, $1) }
    guard !targets.isEmpty else { return [] }
    let candidates = targets.prefix(Self.mostCandidates).map(candidate)
    var found: [PlaceEvidence] = []
    for p in lone {
      let mention = inventory.mentions[places.entities[p].mentions[0]], slot = Slot(mention, document)
      if isExplained(mention, slot) { continue }
      let suspect = suspect(p, slot)
      for candidate in candidates where !shareCountry(p, candidate.place) { found.append(evidence(suspect, candidate)) }
    }
    return found
  }

  private func isLone(_ i: Int) -> Bool {
    let entity = places.entities[i]
    // A town needs more to belong than a passing word about its country.
    let support = places.support(of: entity)
    guard entity.mentions.count == 1, entity.embedded == 0, support <= (entity.rank == .country ? 0 : 2) else {
      return false
    }
    let mention = inventory.mentions[entity.mentions[0]]
    if !house.isEmpty, house.names[NameWord.key(document.bytes[mention.range.start..<mention.range.end]).key] != nil { return false }
    // US and UK stand in any article.
    guard mention.words.count > 1 || document.vocabulary[mention.words[0]].shape != .upper else { return false }
    if entity.rank != .country {
      // Small towns share their names with people and firms.
      let frequency = inventory.words[Int(mention.words[0])]?.frequency ?? 0
      guard entity.rank == .region || entity.population >= 100_000, mention.words.count > 1 || frequency >= 30,
        !Speech.isBeside(mention, document)
      else { return false }
    }
    return !mention.isHeading && !entity.countries.isEmpty && entity.countries.count <= 6
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
  private func isExplained(_ mention: Mention, _ slot: Slot) -> Bool {
    slot.isRelated || isJourney(mention, slot)
  }

  /// “flew on from Berlin to Peru”: one may go anywhere.
  private func isJourney(_ mention: Mention, _ slot: Slot) -> Bool {
    guard slot.isDirection else { return false }
    let sentence = document.sentences[mention.sentence].tokens
    // The verb stands at most a few words away.
    return sentence.clamped(to: (mention.tokens.lowerBound - 24)..<(mention.tokens.upperBound + 8)).contains { i in
      document.tokens[i].kind == .word
        && Self.journeys.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
    }
  }

  private static let journeys = WordClass.journey

  private func shareCountry(_ a: Int, _ b: Int) -> Bool {
    places.entities[a].countries.contains { places.entities[b].countries.contains($0) }
  }

  /// Another country of the same part of the world is named, too.
  private func isAmongNeighbours(_ place: PlaceEntity) -> Bool {
    place.regions.contains { (countriesIn[$0] ?? 0) > 1 }
  }

  // MARK: candidates

  /// A place that the document names again and again, with what all its mentions have in common.
  private struct Candidate {
    let place: Int
    let sentences: [Int]
    let demonymSentences: [Int]
    let demonymParagraphs: Set<Int>
    let nextWords: Set<[UInt8]>
    let previousWords: Set<[UInt8]>
    let frames: Set<Int>
    let isEverPossessive: Bool
    /// Content words around its mentions.
    let context: Set<[UInt8]>
    /// Share of mentions that speak for other countries.
    let strangers: Double
  }

  private func candidate(_ t: Int) -> Candidate {
    let target = places.entities[t]
    let mentions = target.mentions.prefix(200).map { inventory.mentions[$0] }
    let slots = mentions.map { Slot($0, document) }
    let demonyms = Set(target.countries.flatMap { places.demonyms[$0] ?? [] }).sorted().map { inventory.mentions[$0] }
    let total = places.support.total
    let own = target.countries.reduce(0) { $0 + (places.support[$1] ?? 0) }
    return Candidate(
      place: t, sentences: mentions.map(\.sentence), demonymSentences: demonyms.map(\.sentence),
      demonymParagraphs: Set(demonyms.map(paragraph)),
      nextWords: Set(slots.compactMap(\.nextWord)), previousWords: Set(slots.compactMap(\.previousWord)),
      frames: Set(slots.map(\.frame)), isEverPossessive: mentions.contains(where: \.isPossessive),
      context: Set(mentions.flatMap(context)), strangers: Double(total - own) / Double(max(1, total)))
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
    let place: Int
    let index: Int
    let slot: Slot
    let context: [[UInt8]]
    /// What does not depend on the candidate.
    let features: FeatureVector<PlaceFeature>
  }

  private func suspect(_ p: Int, _ slot: Slot) -> Suspect {
    let place = places.entities[p]
    let index = place.mentions[0]
    let mention = inventory.mentions[index]
    let support = log2(1 + Double(places.support(of: place)))
    var features = FeatureVector<PlaceFeature>()
    features[.bias] = 1
    features.set(.isBehindTown, isBehindTown(index))
    features.set(.isBracketed, slot.isBracketed)
    features.set(.isBehindIn, slot.before == .inside)
    features.set(.isBehindOf, slot.before == .of)
    features.set(.isBehindOther, slot.before == .otherPreposition)
    features.set(.isBehindAnd, slot.before == .join)
    features.set(.isPossessive, mention.isPossessive)
    features.set(.isSubject, slot.after == .verb && slot.before == .none)
    features.set(.isBeforeNoun, slot.after == .noun)
    features.set(.isAttribute, slot.before == .none && slot.after == .noun && !mention.isPossessive)
    features[.lonePlaces] = log2(Double(lone.count))
    features.set(.isTown, place.rank == .city)
    features.set(.isSentenceStart, mention.isSentenceStart)
    features.set(.isHyphenated, slot.isHyphenated)
    features.set(.isOwnerOfName, mention.isPossessive && slot.isFollowedByName)
    features[.frequency] = Double(inventory.words[Int(mention.words[0])]?.frequency ?? 0) / 10
    features.set(.isLong, mention.words.count > 1)
    features.set(.isAmongNeighbours, isAmongNeighbours(place))
    features.set(.isEarly, mention.sentence < 3)
    features[.support] = support
    features[.supportOfRegion] = place.rank == .region ? support : 0
    features.set(.isFollowedByName, !mention.isPossessive && slot.isFollowedByName)
    return Suspect(
      place: p, index: index, slot: slot, context: context(mention), features: features)
  }

  private func evidence(_ suspect: Suspect, _ candidate: Candidate) -> PlaceEvidence {
    let place = places.entities[suspect.place], target = places.entities[candidate.place]
    let mention = inventory.mentions[suspect.index]
    let slot = suspect.slot
    let sentence = mention.sentence, paragraph = paragraph(of: mention)
    var features = suspect.features
    func near(_ test: (Int) -> Bool) -> Bool {
      candidate.sentences.contains(where: test) || candidate.demonymSentences.contains(where: test)
    }
    features.set(.sameInitial, place.name.unicodeScalars.first == target.name.unicodeScalars.first)
    features.set(.sameRank, place.rank == target.rank)
    features[.mentions] = log2(Double(target.mentions.count))
    features.set(.sameNextWord, slot.nextWord.map { candidate.nextWords.contains($0) } ?? false)
    features.set(.samePreviousWord, slot.previousWord.map { candidate.previousWords.contains($0) } ?? false)
    features.set(.bothPossessive, mention.isPossessive && candidate.isEverPossessive)
    features.set(.sameFrame, candidate.frames.contains(slot.frame))
    features.set(.sameRegion, place.regions.contains { target.regions.contains($0) })
    features.set(.demonymInSentence, candidate.demonymSentences.contains(sentence))
    features.set(.demonymInParagraph, candidate.demonymParagraphs.contains(paragraph))
    features.set(.isBehindCandidatesTown, isMismatchedTown(suspect.index, target))
    let isBefore = near { $0 < sentence }, isBehind = near { $0 > sentence }
    features.set(.atBeginning, near { $0 < 3 })
    features.set(.before, near { $0 < sentence && $0 >= sentence - 2 })
    features.set(.behind, near { $0 > sentence && $0 <= sentence + 2 })
    features.set(.around, isBefore && isBehind)
    features[.strangers] = candidate.strangers
    let shared = suspect.context.count { candidate.context.contains($0) }
    features[.context] = Double(shared) / Double(max(4, suspect.context.count))
    return PlaceEvidence(mention: suspect.index, candidate: candidate.place, features: features)
  }

  /// “Antwerp, Belgium”: a town, a comma, the place.
  private func isBehindTown(_ i: Int) -> Bool {
    guard i > 0, let entity = places.entity(of: i - 1) else { return false }
    return places.entities[entity].rank == .city && isJoined(i, by: .comma)
  }

  /// Whether a mention and the place before it stand in a list.
  private func isJoined(_ i: Int, by joint: ListJoint) -> Bool {
    let before = inventory.mentions[i - 1], mention = inventory.mentions[i]
    return before.kind == .place && before.sentence == mention.sentence
      && ListJoint(before.tokens.upperBound, mention.tokens.lowerBound, document) == joint
  }

  /// “Antwerp, Bangladesh”: the town before the comma lies in the candidate and nowhere else.
  private func isMismatchedTown(_ i: Int, _ target: PlaceEntity) -> Bool {
    guard isBehindTown(i), let entity = places.entity(of: i - 1) else { return false }
    let countries = places.entities[entity].countries
    return countries.count <= 2 && countries.contains { target.countries.contains($0) }
  }
}

/// What ties two neighbours of a list.
enum ListJoint {
  case comma, conjunction

  /// - Parameters: the token after the first and the first token of the second
  init?(_ from: Int, _ to: Int, _ document: Document) {
    guard from < to, to - from <= 5 else { return nil }
    var kind: ListJoint?
    for i in from..<to {
      let token = document.tokens[i]
      switch token.kind {
      case .space, .lineBreak: continue
      case .punctuation:
        guard document.bytes[token.start] == 0x2C || document.bytes[token.start] == 0x2F else { return nil }
        kind = kind ?? .comma
      case .hyphen, .dash: kind = .conjunction
      case .word:
        let key = document.vocabulary.fold(of: token.word).text
        guard Self.conjunctions.contains(key) else { return nil }
        kind = .conjunction
      default: return nil
      }
    }
    guard let kind else { return nil }
    self = kind
  }

  private static let conjunctions: Set<[UInt8]> = Set(["and", "or", "v", "vs", "versus", "nor"].map { Array($0.utf8) })
}
