import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What speaks for and against a lone surname standing where that of another person of the document belongs.
package struct PersonEvidence {
  package let mention: Int
  /// The surname that may have been intended.
  package let candidate: [UInt8]
  package let features: FeatureVector<PersonFeature>
  /// One edit makes the candidate of the name.
  package let isAlike: Bool
}

/// Collects the evidence about every surname that stands once and is introduced nowhere.
package struct PersonSuspects: SharedAnalysis {
  /// More people than these, of one kind, are no likelier to have been intended.
  private static let mostCandidates = 8
  let document: Document
  let inventory: NameInventory
  let people: People
  let reporting: Reporting
  private let house: HouseNames
  let candidates: [Surname]
  /// Indices into `candidates`: those named most often, of all, by the first byte of their keys and by given name.
  private let commonest: [Int]
  private let candidatesByInitial: [UInt8: [Int]]
  private let candidatesByGiven: [[UInt8]: [Int]]
  private let candidateOf: [[UInt8]: Int]
  /// Where each candidate is named, in reading order.
  let sentences: [[Int]]
  /// Keys of all surnames, and which are nearly alike.
  private let keys: [[UInt8]]
  private let neighbours: SpellingNeighbours
  private let isRegister: Bool
  private let titledCount: Double

  package init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    people = inventory.people
    reporting = analysis.shared(Reporting.self)
    house = analysis.resources.houseNames
    let inventory = inventory, people = people
    candidates = people.surnames.values.filter { Self.isPerson($0, inventory) && $0.mentions.count >= 2 }
      .sorted { $0.mentions[0] < $1.mentions[0] }
    let ranked = candidates.indices.sorted { [candidates] in
      (candidates[$1].mentions.count, $0) < (candidates[$0].mentions.count, $1)
    }
    commonest = Array(ranked.prefix(Self.mostCandidates))
    candidatesByInitial = Dictionary(grouping: ranked) { [candidates] in candidates[$0].key[0] }
      .mapValues { Array($0.prefix(Self.mostCandidates)) }
    var byGiven: [[UInt8]: [Int]] = [:]
    for index in ranked {
      for given in candidates[index].given where byGiven[given, default: []].count < Self.mostCandidates {
        byGiven[given, default: []].append(index)
      }
    }
    candidatesByGiven = byGiven
    candidateOf = Dictionary(uniqueKeysWithValues: candidates.indices.map { [candidates] in (candidates[$0].key, $0) })
    sentences = candidates.map { $0.mentions.map { inventory.mentions[$0].sentence } }
    isRegister = analysis.shared(NameForms.self).isRegister
    keys = candidates.isEmpty || isRegister ? [] : people.surnames.keys.filter { !$0.isEmpty }
    neighbours = SpellingNeighbours(keys)
    titledCount = Double(people.surnames.values.count { !$0.titles.isEmpty })
  }

  /// Somebody has it who is introduced with a title or a given name.
  private static func isPerson(_ surname: Surname, _ inventory: NameInventory) -> Bool {
    if !surname.titles.isEmpty { return true }
    return surname.mentions.contains {
      guard inventory.mentions[$0].kind == .person, inventory.mentions[$0].words.count > 1, let last = inventory.mentions[$0].words.last,
        let word = inventory.words[Int(last)]
      else { return false }
      return !word.isOrdinary || word.kinds.contains(.family) || word.kinds.contains(.surnameOf)
    }
  }

  package func find() -> [PersonEvidence] {
    guard !candidates.isEmpty, !isRegister else { return [] }
    var found: [PersonEvidence] = []
    for surname in people.surnames.values.sorted(by: { $0.mentions[0] < $1.mentions[0] }) where isLone(surname) {
      for index in possible(surname) {
        if let evidence = evidence(surname, candidates[index], sentences[index]) { found.append(evidence) }
      }
    }
    return found
  }

  /// The candidates that may have been intended, the likeliest of each kind.
  private func possible(_ surname: Surname) -> [Int] {
    let variants = variants(of: surname.key)
    // One of two spellings of another name is a matter of spelling.
    if let variant = variants.first { return variants.count > 1 ? [] : candidateOf[variant].map { [$0] } ?? [] }
    let mention = inventory.mentions[surname.mentions[0]]
    var possible = candidatesByInitial[surname.key[0]] ?? []
    if mayBeginOtherwise(mention) { possible += commonest }
    if mention.words.count > 1, let first = inventory.words[Int(mention.words[0])] {
      possible += candidatesByGiven[first.key] ?? []
    }
    possible.sort()
    let own = candidateOf[surname.key]
    var last: Int?
    possible.removeAll { index in
      defer { last = index }
      return index == last || index == own
    }
    return possible
  }

  /// Whether a name with another initial may have been intended: where a title or given names say who it is.
  private func mayBeginOtherwise(_ mention: Mention) -> Bool {
    mention.words.count > 2 || isCourteous(mention)
  }

  /// After “Mr” …
  func isCourteous(_ mention: Mention) -> Bool {
    guard let title = mention.title else { return false }
    return NameVocabulary.role(document.vocabulary.fold(of: title).text) == .courtesy
  }

  /// Other surnames of the document that one edit makes of this one.
  func variants(of key: [UInt8]) -> [[UInt8]] {
    if let found = known.variants[key] { return found }
    // A variant begins alike.
    let near = neighbours.near(key, isOneOfThem: people.surnames[key] != nil).filter { keys[$0][0] == key[0] && keys[$0] != key && editDistance(keys[$0], key, limit: 1) != nil }
    let found = near.map { keys[$0] }
    known.variants[key] = found
    return found
  }

  /// What was found once: both rules that ask about people ask for it.
  private final class Known { var variants: [[UInt8]: [[UInt8]]] = [:] }
  private let known = Known()

  func isLone(_ surname: Surname) -> Bool {
    guard surname.mentions.count == 1, surname.key.count > 2 else { return false }
    let mention = inventory.mentions[surname.mentions[0]]
    guard !mention.isHeading, people.firsts[surname.key] == nil else { return false }
    guard let last = mention.words.last, let word = inventory.words[Int(last)] else { return false }
    if house.parts[word.key] != nil { return false }
    if document.vocabulary[last].shape == .upper || word.role != .none { return false }
    if word.kinds.contains(.country) || word.kinds.contains(.capital) && !isCourteous(mention) { return false }
    if mention.words.count == 1 {
      if people.inside[surname.key] != nil { return false }
      if mention.title == nil {
        // A bare word must be known as a surname.
        guard word.kinds.contains(.family) || word.kinds.contains(.surnameOf) else { return false }
        // “44th Street”, “Small and Medium Enterprises”
        guard !word.isOrdinary || isSpeaking(mention) || mention.isPossessive && !mention.isSentenceStart, !isListed(mention) else { return false }
      }
      return !isFamiliar(word)
    }
    return mention.kind == .person && people.inside[surname.key] == 1 && !isNearlyKnown(mention, word)
  }

  /// “Viktor Yanukovich”: another spelling of somebody known.
  private func isNearlyKnown(_ mention: Mention, _ word: NameWord) -> Bool {
    guard let first = inventory.words[Int(mention.words[0])] else { return false }
    return Gazetteer.people(given: first.key).contains {
      $0.rest.first == word.key.first && editDistance($0.rest, word.key, limit: 2) != nil
    }
  }

  private func isSpeaking(_ mention: Mention) -> Bool { Speech.isBeside(mention, document) }

  /// Of the surname of a politician whom everybody knows.
  private static let familiar: Zipf = 3.5

  /// A politician of a country that the document is about needs no introduction.
  private func isFamiliar(_ word: NameWord) -> Bool {
    word.zipf >= Self.familiar
      && word.readings.contains { reading in
        reading.kind == .surnameOf && reading.extraText == "politics"
          && reading.countries.contains { (inventory.places.support[$0] ?? 0) > 0 } && isHead(reading.name)
      }
  }

  /// Whether the table lists somebody as the head of a state, government or party.
  private func isHead(_ name: String) -> Bool {
    Gazetteer.readings(of: lowercased(Array(name.utf8)[...])).contains { reading in
      guard reading.kind == .person else { return false }
      let roles = reading.extraText.split(separator: "|").first ?? ""
      return roles.split(separator: ";").contains { role in
        let role = role.drop { $0 == " " }
        return ["president", "prime minister", "chancellor", "king", "queen", "pope"].contains(role) || role.hasSuffix("leader")
      }
    }
  }

  /// Among the commas and brackets of a team sheet.
  private func isListed(_ mention: Mention) -> Bool {
    func isSeparator(_ range: some Sequence<Int>) -> Bool {
      for i in range {
        let token = document.tokens[i]
        if token.isBlank { continue }
        return token.kind == .punctuation && [.comma, .semicolon, .openParenthesis, .colon].contains(document.bytes[token.start]) || token.kind == .number
          || token.kind == .hyphen || token.kind == .dash
      }
      return false
    }
    let sentence = document.sentences[mention.sentence].tokens
    return isSeparator(mention.tokens.upperBound..<sentence.upperBound)
      || isSeparator((sentence.lowerBound..<mention.tokens.lowerBound).reversed())
  }

  private func evidence(_ surname: Surname, _ candidate: Surname, _ sentences: [Int]) -> PersonEvidence? {
    let index = surname.mentions[0]
    let mention = inventory.mentions[index]
    let isFull = mention.words.count > 1
    let isGivenShared = isFull && candidate.mentions.prefix(200).contains { hasSameGiven(inventory.mentions[$0], mention) }
    let isKnown = isFull && isKnownTogether(mention, candidate)
    guard let last = mention.words.last, let word = inventory.words[Int(last)] else { return nil }
    if isFull, !isKnown, word.kinds.contains(.surnameOf) { return nil }
    // Clare Stephens, and ever after Ms Short, of whom no given name is told.
    let isIntroduction =
      isFull && candidate.full == 0 && !candidate.titles.isEmpty && surname.key.first == candidate.key.first
      && sentences[0] >= mention.sentence
    if isFull, !isGivenShared, !isKnown, !isIntroduction { return nil }
    let title = mention.title.map { document.vocabulary.fold(of: $0).text }
    let next = sentences.partitioningIndex { $0 >= mention.sentence }
    let distance = min(
      next < sentences.count ? sentences[next] - mention.sentence : .max, next > 0 ? mention.sentence - sentences[next - 1] : .max)
    var features = FeatureVector<PersonFeature>()
    let isSameTitle = title.map { candidate.titles.contains($0) } ?? false
    features[.bias] = 1
    features.set(.sameInitial, surname.key.first == candidate.key.first)
    features.set(.sameTitle, isSameTitle)
    features.set(.otherTitle, title != nil && !candidate.titles.isEmpty && !isSameTitle)
    features[.mentions] = log2(Double(candidate.mentions.count))
    features[.titledNames] = log2(1 + titledCount)
    features.set(.knownTogether, isKnown)
    features.set(.isIntroduction, isIntroduction && !isKnown && !isGivenShared)
    features.set(.isSpeaking, isSpeaking(mention))
    features.set(.isOrdinary, word.isOrdinary)
    features.set(.isSurnameOfKnown, word.kinds.contains(.surnameOf))
    features.set(.isSentenceStart, mention.isSentenceStart)
    features.set(.inSentence, distance == 0)
    features.set(.isBeforeAll, sentences[0] > mention.sentence)
    features[.candidates] = log2(1 + Double(candidates.count))
    features.set(.isBare, title == nil && !isFull)
    features[.distance] = log2(1 + Double(min(64, distance)))
    features.set(.isFull, isFull)
    return PersonEvidence(
      mention: index, candidate: candidate.key, features: features,
      isAlike: editDistance(surname.key, candidate.key, limit: 1) != nil)
  }

  /// “Vladimir Pruitt” where Mr Putin is named: the table knows the given name with the other surname.
  private func isKnownTogether(_ mention: Mention, _ candidate: Surname) -> Bool {
    guard let first = inventory.words[Int(mention.words[0])], candidate.given.isEmpty || candidate.given.contains(first.key) else {
      return false
    }
    return Gazetteer.people(given: first.key).contains { $0.rest == candidate.key }
  }

  /// George W Bush and George W Barnes: all words but the last agree.
  private func hasSameGiven(_ a: Mention, _ b: Mention) -> Bool {
    guard a.words.count == b.words.count else { return false }
    return zip(a.words.dropLast(), b.words.dropLast()).allSatisfy { document.vocabulary[$0].folded == document.vocabulary[$1].folded }
  }
}

/// Verbs that only people govern.
enum Speech {
  /// Whether a verb of speech stands right before or after a mention.
  static func isBeside(_ mention: Mention, _ document: Document) -> Bool {
    func key(_ range: some Sequence<Int>) -> [UInt8]? {
      for i in range {
        let token = document.tokens[i]
        if token.isBlank { continue }
        return token.kind == .word ? document.vocabulary.fold(of: token.word).text : nil
      }
      return nil
    }
    let sentence = document.sentences[mention.sentence].tokens
    if let next = key(mention.tokens.upperBound..<sentence.upperBound), verbs.contains(next) { return true }
    if let before = key((sentence.lowerBound..<mention.tokens.lowerBound).reversed()), verbs.contains(before) { return true }
    return false
  }

  private static let verbs = WordClass.personVerb
}
