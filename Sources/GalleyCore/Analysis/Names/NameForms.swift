package import Formats

/// One spelling of a capitalised word, without possessive endings, and how the document uses it.
package struct NameForm: Sendable {
  /// Lower case.
  package let key: [UInt8]
  package let word: NameWord
  /// Where it first stands, without the possessive ending.
  package let first: TextRange
  package internal(set) var count: Int

  /// Zipf frequency of a word that readers know.
  static let common: Zipf = 2.2
}

/// The capitalised words of a document by their spelling.
package struct NameForms: SharedAnalysis {
  /// In the order of their first occurrence.
  package let forms: [NameForm]
  /// By key: the place in `forms`.
  private let index: [[UInt8]: Int]

  package init(_ analysis: Analysis) {
    let inventory = analysis.shared(NameInventory.self)
    let vocabulary = analysis.document.vocabulary
    var index: [[UInt8]: Int] = [:]
    var forms: [NameForm] = []
    for id in vocabulary.words.indices {
      guard let word = inventory.words[id], word.role == .none || word.role == .office, word.key.count > 3
      else { continue }
      let entry = vocabulary.words[id]
      guard entry.shape == .capitalised || entry.shape == .mixed else { continue }
      if let known = index[word.key] {
        forms[known].count += entry.count
        continue
      }
      index[word.key] = forms.count
      forms.append(
        NameForm(
          key: word.key, word: word, first: TextRange(entry.range.start, entry.range.end - word.possessive),
          count: entry.count))
    }
    (self.forms, self.index) = (forms, index)
  }

  subscript(key: [UInt8]) -> NameForm? { index[key].map { forms[$0] } }

  /// Whether there are so many that some are alike by chance, as in a register: that one is nearly another then says nothing.
  var isRegister: Bool { forms.count > Self.most }

  /// 1,128 news articles in one file have 9,200 names and, each compared with each, 104 variants, of which nine are variants in
  /// the articles by themselves; of 300 with 3,600 names 15, four of them.
  private static let most = 5000
}

/// Two spellings of what is probably one name.
package struct NameVariantPair {
  package let rare: NameForm
  package let frequent: NameForm
  /// Edits between them, a transposition being one.
  package let distance: Int
  package let isWeak: Bool
}

/// Finds a rare spelling beside a frequent one and tells misspelt names from names that are merely alike.
struct NameVariants {
  private let inventory: NameInventory
  private let forms: [NameForm]
  private let isRegister: Bool
  private let house: HouseNames

  init(_ analysis: Analysis) {
    inventory = analysis.shared(NameInventory.self)
    (forms, isRegister) = (analysis.shared(NameForms.self).forms, analysis.shared(NameForms.self).isRegister)
    house = analysis.resources.houseNames
  }

  func find() -> [NameVariantPair] {
    if isRegister { return [] }
    let isObscure = forms.map(self.isObscure)
    let frequent = forms.indices.filter { forms[$0].count >= 2 }, obscure = forms.indices.filter { forms[$0].count < 2 && isObscure[$0] }
    if frequent.isEmpty, obscure.isEmpty { return [] }
    // Two edits spare the first letter, and part nothing from a name that stands once.
    let nearFrequent = SpellingNeighbours(frequent.map { forms[$0].key }, farLength: Self.longName, farPrefix: 1)
    let nearObscure = SpellingNeighbours(obscure.map { forms[$0].key })
    var found: [NameVariantPair] = []
    for (r, rare) in forms.enumerated() where rare.count <= 2 && house.parts[rare.key] == nil {
      let near = (nearFrequent.near(rare.key).map { frequent[$0] } + (isObscure[r] ? nearObscure.near(rare.key, isOneOfThem: rare.count < 2).map { obscure[$0] } : []))
        .filter { isFrequent($0, beside: r, isObscure) }.sorted()
      if near.isEmpty { continue }
      // Two spellings begin alike, or have their first two letters swapped.
      let alike = near.filter { forms[$0].key[0] == rare.key[0] }
      let swapped = near.filter { forms[$0].key[0] != rare.key[0] && forms[$0].key[1] == rare.key[0] }
      var best: NameVariantPair?
      for f in alike + swapped {
        guard let pair = pair(rare, forms[f]) else { continue }
        if let best, (best.distance, -best.frequent.count) <= (pair.distance, -forms[f].count) { continue }
        best = pair
      }
      if let best { found.append(best) }
    }
    return found
  }

  /// Letters from which on a name is long: two edits leave it recognisable.
  private static let longName = 8

  /// Said more often, or at least earlier where both are long and unheard of.
  private func isFrequent(_ form: Int, beside rare: Int, _ isObscure: [Bool]) -> Bool {
    if form == rare { return false }
    if forms[form].count >= 2 { return forms[form].count > forms[rare].count * 2 - 1 }
    return form < rare && forms[rare].count == 1 && isObscure[form] && isObscure[rare]
  }

  /// Long and unheard of.
  private func isObscure(_ form: NameForm) -> Bool { form.key.count >= Self.longName && !isKnown(form) }

  private func isKnown(_ form: NameForm) -> Bool {
    form.word.isInDictionary || !form.word.readings.isEmpty || form.word.zipf >= NameForm.common
  }

  private func pair(_ rare: NameForm, _ frequent: NameForm) -> NameVariantPair? {
    let limit = min(rare.key.count, frequent.key.count) >= Self.longName ? 2 : 1
    guard let distance = editDistance(rare.key, frequent.key, limit: limit), distance > 0 else { return nil }
    guard rare.key[0] == frequent.key[0] || distance == 1 && rare.key[0] == frequent.key[1] else { return nil }
    guard !Inflection.relates(rare.key, frequent.key), !Self.isNumbered(rare.key), !Self.isNumbered(frequent.key) else { return nil }
    if rare.word.role == .office || frequent.word.role == .office {
      // Sheik is a title, unless it stands after the given name of Mr Shaik.
      return rare.word.role == .office && sharesContext(rare, frequent) && rare.count == 1
        ? NameVariantPair(rare: rare, frequent: frequent, distance: distance, isWeak: false) : nil
    }
    if frequent.count < 2, distance > 1 || isOtherPerson(rare, frequent) { return nil }
    if isKnown(rare) {
      guard !rare.word.isOrdinary, !isPlace(rare), distance == 1, frequent.count >= 3 else { return nil }
      // A real name in its own right: only the same given name or title makes it the same person.
      return sharesContext(rare, frequent) || isUnintroduced(rare, beside: frequent)
        ? NameVariantPair(rare: rare, frequent: frequent, distance: distance, isWeak: false) : nil
    }
    // “Vosa Vakaviti” is no visa.
    let isPartOfOther = rare.key.count < Self.longName && frequent.word.isOrdinary && (inventory.people.inside[rare.key] ?? 0) > 0 && !sharesContext(rare, frequent)
    let isWeak = isOtherPerson(rare, frequent) || distance > 1 && frequent.count < 3 || isPartOfOther
    return NameVariantPair(rare: rare, frequent: frequent, distance: distance, isWeak: isWeak)
  }

  /// `Apollo11` and `Apollo13` are two.
  static func isNumbered(_ key: [UInt8]) -> Bool { key.contains { $0.isDigit } }

  private func isPlace(_ form: NameForm) -> Bool {
    let kinds = form.word.kinds
    return kinds.contains(.country) || kinds.contains(.capital) || kinds.contains(.demonym) || kinds.contains(.region)
  }

  /// Both have given names and none in common.
  private func isOtherPerson(_ a: NameForm, _ b: NameForm) -> Bool {
    guard let first = inventory.people.surnames[a.key], let second = inventory.people.surnames[b.key] else { return false }
    return !first.given.isEmpty && !second.given.isEmpty && first.given.isDisjoint(with: second.given)
  }

  /// A surname that stands alone where one that is nearly the same has been introduced.
  private func isUnintroduced(_ rare: NameForm, beside frequent: NameForm) -> Bool {
    guard rare.count == 1, !rare.word.isInDictionary || rare.word.kinds.contains(.family),
      rare.word.kinds.isDisjoint(with: .places), let a = inventory.people.surnames[rare.key],
      let b = inventory.people.surnames[frequent.key], b.full > 0, b.mentions.count >= 3,
      inventory.people.inside[rare.key] == nil, inventory.people.firsts[frequent.key] == nil
    else { return false }
    let mention = inventory.mentions[a.mentions[0]]
    return mention.words.count == 1 && a.titles.isSubset(of: b.titles)
  }

  /// The same given name, or the same title and no given name of its own.
  private func sharesContext(_ rare: NameForm, _ frequent: NameForm) -> Bool {
    guard let a = inventory.people.surnames[rare.key], let b = inventory.people.surnames[frequent.key] else { return false }
    if !a.given.isEmpty { return !a.given.isDisjoint(with: b.given) }
    return !a.titles.isDisjoint(with: b.titles)
  }
}

/// Endings that make another word of the same stem.
enum Inflection {
  static func relates(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    if isGender(a, b) { return true }
    guard long.count > short.count, long.starts(with: short) else {
      return isOfOneStem(a, b)
    }
    let ending = Array(long[short.count...])
    // Congresss is no plural of Congress.
    // Apulia and Latin Apuliae.
    if ending.elementsEqual("e".utf8), short.last == UInt8(ascii: "a") { return true }
    if ending.elementsEqual("s".utf8) { return !"sxz".utf8.contains(short[short.count - 1]) }
    return endings.contains(ending)
  }

  /// Russian and Slavic surnames of husband and wife: Ivanov and Ivanova, Kowalski and Kowalska.
  private static func isGender(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count > 5, a.dropLast() == b.dropLast(), let x = a.last, let y = b.last else { return false }
    let stem = a.dropLast()
    return Set([x, y]) == [UInt8(ascii: "i"), UInt8(ascii: "a")] && stem.suffix(2).elementsEqual("sk".utf8)
  }

  /// Bytes of a stem that two words share.
  private static let leastStem = 4

  /// Both are a stem and an ending, wherever that begins: Buddh-ism and Buddh-ist.
  private static func isOfOneStem(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    var n = 0
    while n < a.count, n < b.count, a[n] == b[n] { n += 1 }
    while n >= leastStem {
      if endings.contains(Array(a[n...])), endings.contains(Array(b[n...])) { return true }
      n -= 1
    }
    return false
  }

  private static let endings = WordClass.demonymEnding
}
