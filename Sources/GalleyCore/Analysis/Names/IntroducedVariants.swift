import Formats

/// Finds surnames that stand alone, nobody having introduced them, a letter away from one that is introduced: “Patrick
/// Simmons … Simons”; and abbreviations with letters swapped: FIB beside FBI.
struct IntroducedVariants {
  private let document: Document
  private let inventory: NameInventory
  private let forms: NameForms
  private let house: HouseNames

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    house = analysis.resources.houseNames
    forms = analysis.shared(NameForms.self)
  }

  func find() -> [NameVariantPair] {
    if forms.isRegister { return abbreviations() }
    let surnames = inventory.people.surnames.values.sorted { $0.mentions[0] < $1.mentions[0] }
    let introduced = surnames.filter(isIntroduced)
    guard !introduced.isEmpty else { return abbreviations() }
    let neighbours = SpellingNeighbours(introduced.map(\.key), farLength: Self.longName, farPrefix: Self.sharedBeginning)
    return surnames.filter(isAlone).compactMap { pair($0, introduced, neighbours) } + abbreviations()
  }

  // MARK: surnames

  /// Somebody has it who is introduced with a given name.
  private func isIntroduced(_ surname: Surname) -> Bool {
    surname.full > 0 && forms[surname.key] != nil
      && surname.mentions.contains {
        let mention = inventory.mentions[$0]
        guard mention.words.count > 1, let first = inventory.words[Int(mention.words[0])] else { return false }
        return mention.kind == .person || !first.isOrdinary && first.kinds.isDisjoint(with: .places) && mention.words.count == 2
      }
  }

  /// Introduced nowhere, part of no other name.
  private func isAlone(_ surname: Surname) -> Bool {
    surname.full == 0 && !NameVariants.isNumbered(surname.key) && house.parts[surname.key] == nil
      && inventory.people.inside[surname.key] == nil
      && inventory.people.firsts[surname.key] == nil && forms[surname.key]?.count == surname.mentions.count
      && surname.mentions.allSatisfy { !inventory.mentions[$0].isHeading && !inventory.mentions[$0].isEmbedded }
  }

  private func pair(_ alone: Surname, _ introduced: [Surname], _ neighbours: SpellingNeighbours) -> NameVariantPair? {
    guard let form = forms[alone.key], form.word.kinds.isDisjoint(with: .places), !form.word.kinds.contains(.demonym),
      form.word.role == .none
    else { return nil }
    var best: NameVariantPair?
    for k in neighbours.near(alone.key) where introduced[k].key.first == alone.key.first {
      let other = introduced[k]
      guard let distance = distance(alone, other), distance > 0, let right = forms[other.key], isSlip(alone, form, other, right) else {
        continue
      }
      // An introduction that nobody comes back to is the slip, and so is a word that is no name.
      let isIntroductionWrong =
        other.mentions.count == 1 && (alone.mentions.count > 1 || right.word.isOrdinary && !form.word.isOrdinary)
      let (rare, frequent) = isIntroductionWrong ? (right, form) : (form, right)
      if isIntroductionWrong ? rare.count > 1 : alone.mentions.count > 1 { continue }
      if let best, best.frequent.count >= frequent.count { continue }
      best = NameVariantPair(rare: rare, frequent: frequent, distance: distance, isWeak: false)
    }
    return best
  }

  /// Letters that a name has at least which two edits may part from another, and those that the two begin with.
  private static let longName = 6, sharedBeginning = 4

  /// One edit, or two after four letters in common where the introduced name never returns.
  private func distance(_ alone: Surname, _ other: Surname) -> Int? {
    let length = min(alone.key.count, other.key.count)
    let isPair =
      length >= Self.longName && other.mentions.count == 1 && alone.mentions.count > 1
      && alone.key.prefix(Self.sharedBeginning) == other.key.prefix(Self.sharedBeginning)
    return editDistance(alone.key, other.key, limit: isPair ? 2 : 1)
  }

  private func isSlip(_ alone: Surname, _ form: NameForm, _ other: Surname, _ right: NameForm) -> Bool {
    // The Simmonses are no slip.
    if alone.key.starts(with: other.key), ["s", "es"].contains(String(decoding: alone.key[other.key.count...], as: UTF8.self)) { return false }
    if !alone.titles.isSubset(of: other.titles), !other.titles.isEmpty { return false }
    guard form.word.isOrdinary else { return true }
    guard other.mentions.count > 1, alone.mentions.count == 1 else { return false }
    let mention = inventory.mentions[alone.mentions[0]]
    if !mention.isSentenceStart { return isPerson(mention) }
    return mention.isPossessive && hasSameNeighbour(mention, other)
  }

  /// A word with a capital in mid-sentence, where people act.
  private func isPerson(_ mention: Mention) -> Bool {
    if mention.title != nil || mention.isPossessive || Speech.isBeside(mention, document) { return true }
    let sentence = document.sentences[mention.sentence].tokens
    guard let next = document.tokens[mention.tokens.upperBound..<sentence.upperBound].first(where: { !$0.isBlank }), next.kind == .word
    else { return false }
    return ["was", "were", "has", "had", "is", "are", "will", "would"].contains(
      String(decoding: document.vocabulary.fold(of: next.word).text, as: UTF8.self))
  }

  /// “Steel’s reports” where “Steele’s reports” stands elsewhere.
  private func hasSameNeighbour(_ mention: Mention, _ other: Surname) -> Bool {
    guard let next = SyntacticContext(mention, document).nextWord else { return false }
    return other.mentions.contains { inventory.mentions[$0].isPossessive && SyntacticContext(inventory.mentions[$0], document).nextWord == next }
  }

  // MARK: abbreviations

  /// How often an acronym that no table knows stands where another with its letters is a slip: of eight such in 4 million words of
  /// textbooks two may be names of their own.
  private static let leastSure = 4

  private func abbreviations() -> [NameVariantPair] {
    let vocabulary = document.vocabulary
    var byLetters: [[UInt8]: [NameForm]] = [:]
    for id in vocabulary.words.indices where vocabulary.words[id].shape == .upper && (3...6).contains(vocabulary.words[id].range.count) {
      guard let word = inventory.words[id], word.possessive == 0, vocabulary.words[id].flags.isEmpty else { continue }
      byLetters[word.key.sorted(), default: []].append(
        NameForm(key: word.key, word: word, first: vocabulary.words[id].range, count: vocabulary.words[id].count))
    }
    return byLetters.values.compactMap { forms in
      guard forms.count == 2, let rare = forms.min(by: { $0.count < $1.count }), let frequent = forms.max(by: { $0.count < $1.count }),
        rare.count == 1, frequent.count >= 2, rare.key != frequent.key, editDistance(rare.key, frequent.key, limit: 1) == 1,
        !rare.word.kinds.contains(.acronym), house.parts[rare.key] == nil, !isIntroduced(rare),
        frequent.word.kinds.contains(.acronym) || frequent.count >= 3 || isIntroduced(frequent)
      else { return nil }
      // What no table knows may be two, SDS and DSS, unless the text is full of one.
      let isSure = frequent.word.kinds.contains(.acronym) || frequent.count >= Self.leastSure
      return NameVariantPair(rare: rare, frequent: frequent, distance: 1, isWeak: !isSure)
    }.sorted { $0.rare.first.start < $1.rare.first.start }
  }

  /// Explained by the words before it: “Malta Financial Services Authority (MFSA)”.
  private func isIntroduced(_ form: NameForm) -> Bool {
    form.first.start > 0 && form.first.end < document.bytes.count && document.bytes[form.first.start - 1] == .openParenthesis
      && document.bytes[form.first.end] == .closeParenthesis
  }
}
