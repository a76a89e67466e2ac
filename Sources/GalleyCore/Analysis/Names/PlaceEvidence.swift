#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What speaks for and against a lone place standing where another one of the document belongs.
struct PlaceEvidence {
  /// Indices into the inventory's mentions and the document's places.
  let mention: Int
  let candidate: Int
  /// In the order of `PlaceModel.weights`.
  let features: [Double]
}

/// Collects the evidence about every place that a document names once and explains nowhere.
struct PlaceSuspects {
  private let document: Document
  private let inventory: NameInventory
  private let places: Places
  private let total: Double

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    places = inventory.places
    total = Double(max(1, places.entities.reduce(0) { $0 + $1.mentions.count }))
  }

  func find() -> [PlaceEvidence] {
    let lone = places.entities.indices.filter { isLone($0) }
    guard !lone.isEmpty else { return [] }
    let targets = places.entities.indices.filter {
      places.entities[$0].mentions.count + places.entities[$0].embedded >= 2
        && places.entities[$0].mentions.count > 0
    }
    var found: [PlaceEvidence] = []
    for p in lone
    where !isExplained(inventory.mentions[places.entities[p].mentions[0]]) && !isInCompany(p, lone) {
      for t in targets where !shareCountry(p, t) { found.append(evidence(p, t, lone.count)) }
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

  /// “Uganda was invited, Rwanda was not”: neighbours explain each other.
  private func isInCompany(_ p: Int, _ lone: [Int]) -> Bool {
    let place = places.entities[p]
    let paragraph = document.sentences[inventory.mentions[place.mentions[0]].sentence].paragraph
    return lone.contains { other in
      guard other != p, places.entities[other].regions.contains(where: { place.regions.contains($0) }) else { return false }
      return document.sentences[inventory.mentions[places.entities[other].mentions[0]].sentence].paragraph == paragraph
    }
  }

  /// “neighbouring Uganda”, “the Iraq war”, “Sweden’s Thomas Enqvist”, a journey: the words beside it say why it is named.
  private func isExplained(_ mention: Mention) -> Bool {
    let slot = Slot(mention, document)
    return slot.isRelated || mention.isPossessive && slot.isFollowedByName || isJourney(mention)
  }

  /// “flew on from Berlin to Peru”: one may go anywhere.
  private func isJourney(_ mention: Mention) -> Bool {
    guard Slot(mention, document).isDirection else { return false }
    let sentence = document.sentences[mention.sentence].tokens
    // The verb stands at most a few words away.
    return sentence.clamped(to: (mention.tokens.lowerBound - 24)..<(mention.tokens.upperBound + 8)).contains { i in
      document.tokens[i].kind == .word
        && Self.journeys.contains(document.vocabulary.fold(of: document.tokens[i].word).text)
    }
  }

  private static let journeys: Set<[UInt8]> = Set(
    """
    fly flies flew flown flying flight travel travels travelled traveled travelling traveling trip journey drove sailed \
    moved emigrated fled returned returning tour toured arrived arriving holiday holidays exile deported extradited \
    born
    """.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })

  private func shareCountry(_ a: Int, _ b: Int) -> Bool {
    places.entities[a].countries.contains { places.entities[b].countries.contains($0) }
  }

  /// Another country of the same part of the world is named, too.
  private func isAmongNeighbours(_ place: PlaceEntity, _ own: Int) -> Bool {
    places.entities.indices.contains { i in
      i != own && places.entities[i].regions.contains { place.regions.contains($0) }
    }
  }

  /// “Hell, in Norway,”: the place explains the one before it.
  private func isApposed(_ i: Int) -> Bool {
    guard i > 0 else { return false }
    let before = inventory.mentions[i - 1], mention = inventory.mentions[i]
    guard before.sentence == mention.sentence, before.kind != .demonym else { return false }
    let between = document.tokens[before.tokens.upperBound..<mention.tokens.lowerBound].filter { !$0.isBlank }
    guard between.count == 2, between[0].kind == .punctuation, between[1].kind == .word else { return false }
    return document.vocabulary.fold(of: between[1].word).text == [0x69, 0x6E]
  }

  // MARK: features

  private func evidence(_ p: Int, _ t: Int, _ loneCount: Int) -> PlaceEvidence {
    let place = places.entities[p], target = places.entities[t]
    let index = place.mentions[0]
    let mention = inventory.mentions[index]
    let slot = Slot(mention, document)
    let slots = target.mentions.map { Slot(inventory.mentions[$0], document) }
    let count = Double(target.mentions.count)
    let demonyms = target.countries.reduce(0) { $0 + (places.demonyms[$1]?.count ?? 0) }
    func flag(_ value: Bool) -> Double { value ? 1 : 0 }
    func any(_ test: (Slot) -> Bool) -> Bool { slots.contains(where: test) }
    let placeInitial = place.name.unicodeScalars.first, targetInitial = target.name.unicodeScalars.first
    let targetSentences = target.mentions.map { inventory.mentions[$0].sentence }
    let paragraph = document.sentences[mention.sentence].paragraph
    let demonymSentences = Set(target.countries.flatMap { places.demonyms[$0] ?? [] }).map { inventory.mentions[$0].sentence }
    let allSentences = targetSentences + demonymSentences
    let neighbours = listNeighbours(index)
    let features: [Double] = [
      1,
      flag(placeInitial == targetInitial),
      flag(place.rank == target.rank),
      log2(count),
      count / total,
      flag(places.entities.allSatisfy { $0.mentions.count <= target.mentions.count }),
      flag(neighbours.isPlace),
      flag(neighbours.isTarget(target)),
      flag(slot.isBracketed),
      flag(slot.before == .movement),
      flag(slot.before == .inside),
      flag(slot.before == .of),
      flag(slot.before == .otherPreposition),
      flag(slot.before == .join),
      flag(mention.isPossessive),
      flag(slot.after == .verb && slot.before == .none),
      flag(slot.after == .noun),
      flag(slot.nextWord != nil && any { $0.nextWord == slot.nextWord }),
      flag(slot.previousWord != nil && any { $0.previousWord == slot.previousWord }),
      flag(mention.isPossessive && any { $0.isPossessive }),
      flag(place.regions.contains { target.regions.contains($0) }),
      flag(place.isPersonal),
      log2(Double(loneCount)),
      flag(place.rank == .city),
      flag(place.rank == .region),
      flag(place.rank == .city && place.population < 300_000),
      flag(targetSentences.contains(mention.sentence)),
      flag(targetSentences.contains { document.sentences[$0].paragraph == paragraph }),
      flag(mention.isSentenceStart),
      flag(slot.isHyphenated),
      flag(isMismatchedTown(index, target)),
      log2(1 + Double(demonyms)),
      flag(neighbours.isTown),
      log2(Double(max(1, document.vocabulary.words.count)) / 200),
      flag(mention.isPossessive && slot.isFollowedByName),
      flag(mention.isPossessive && slot.isNearName),
      Double(inventory.words[Int(mention.words[0])]?.frequency ?? 0) / 10,
      flag(mention.words.count > 1),
      flag(slot.isRelated),
      log2(Double(places.entities.count)),
      flag(isAmongNeighbours(place, p)),
      flag(isApposed(index)),
      flag(demonymSentences.contains(mention.sentence)),
      flag(demonymSentences.contains { document.sentences[$0].paragraph == paragraph }),
      flag(allSentences.contains { $0 < 3 }),
      flag(mention.sentence < 3),
      flag(allSentences.contains { $0 < mention.sentence && $0 >= mention.sentence - 2 }),
      flag(allSentences.contains { $0 > mention.sentence && $0 <= mention.sentence + 2 }),
      flag(allSentences.contains { $0 < mention.sentence } && allSentences.contains { $0 > mention.sentence }),
      flag(any { $0.before == slot.before && $0.after == slot.after && $0.isPossessive == slot.isPossessive }),
      flag(slot.before == .none && slot.after == .noun && !mention.isPossessive),
      flag(places.entities.count { $0.mentions.count >= 2 } == 1),
      log2(1 + Double(places.support(of: place))),
      log2(1 + Double(places.support(of: place))) * flag(place.rank == .region),
      Double(places.support.total - target.countries.reduce(0) { $0 + (places.support[$1] ?? 0) }) / Double(max(1, places.support.total)),
    ]
    return PlaceEvidence(mention: index, candidate: t, features: features)
  }

  /// Places that a comma, `and` or `or` ties to a mention.
  private func listNeighbours(_ i: Int) -> ListNeighbours {
    var found = ListNeighbours()
    for (j, isBefore) in [(i - 1, true), (i + 1, false)] where inventory.mentions.indices.contains(j) {
      let (a, b) = isBefore ? (inventory.mentions[j], inventory.mentions[i]) : (inventory.mentions[i], inventory.mentions[j])
      guard a.sentence == b.sentence, let joint = ListJoint(a.tokens.upperBound, b.tokens.lowerBound, document) else { continue }
      let other = inventory.mentions[j]
      guard other.kind == .place || other.kind == .demonym else { continue }
      found.isPlace = true
      if let entity = places.entityOf[j] {
        found.names.append(places.entities[entity].name)
        if joint == .comma, isBefore, places.entities[entity].rank == .city { found.isTown = true }
      }
    }
    return found
  }

  /// “Antwerp, Bangladesh”: the town before the comma lies in the candidate and nowhere else.
  private func isMismatchedTown(_ i: Int, _ target: PlaceEntity) -> Bool {
    guard i > 0 else { return false }
    let town = inventory.mentions[i - 1], mention = inventory.mentions[i]
    guard town.kind == .place, town.sentence == mention.sentence,
      ListJoint(town.tokens.upperBound, mention.tokens.lowerBound, document) == .comma,
      let entity = places.entityOf[i - 1], places.entities[entity].rank == .city
    else { return false }
    let countries = places.entities[entity].countries
    return countries.count <= 2 && countries.contains { target.countries.contains($0) }
  }
}

/// The places beside a mention in a list.
private struct ListNeighbours {
  var isPlace = false
  var isTown = false
  var names: [String] = []
  func isTarget(_ target: PlaceEntity) -> Bool { names.contains(target.name) }
}

/// What ties two neighbours of a list.
enum ListJoint {
  case comma, conjunction

  /// - Parameters: the token behind the first and the first token of the second
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
