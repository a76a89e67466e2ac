import Formats

extension PersonSuspects {
  /// Somebody who is called by title and surname once and introduced nowhere.
  package struct Unintroduced {
    package let surname: Surname
    /// Who may be meant: the only one with the same title who is introduced, or the only one near by; else the only one of
    /// all whom the title suits.
    package let only: Surname?
    /// The text introduces everybody else whom it calls so.
    package let isStranger: Bool
  }

  /// Surnames after “Mr” and the like that stand once and are introduced nowhere, in a text that introduces people.
  package func unintroduced() -> [Unintroduced] {
    let byTitle = introducedByTitle(), introduced = introduced, introducesAll = reporting.isPresent && reporting.words >= Self.leastWords && !introduced.isEmpty && introducesAll()
    if byTitle.isEmpty, !introducesAll { return [] }
    let lone = people.surnames.values.filter { isLone($0) && isCourteous(inventory.mentions[$0.mentions[0]]) && variants(of: $0.key).isEmpty }
      .sorted { $0.mentions[0] < $1.mentions[0] }
    return lone.compactMap { surname in
      let mention = inventory.mentions[surname.mentions[0]]
      guard let title = mention.title else { return nil }
      guard let same = byTitle[document.vocabulary.fold(of: title).text] else {
        return introducesAll && isStranger(surname, title) ? Unintroduced(surname: surname, only: only(title, introduced), isStranger: true) : nil
      }
      // “Neither Mr Howard nor Mr Letwin”: nobody stands beside himself.
      if same.bySentence[mention.sentence] != nil { return nil }
      let near = Set((-Self.nearby...Self.nearby).flatMap { same.bySentence[mention.sentence + $0] ?? [] })
      let only = near.count == 1 ? near.first : same.all.count == 1 ? same.all.first : nil
      let isStranger = introducesAll && isStranger(surname, title)
      return Unintroduced(surname: surname, only: only.map { candidates[$0] } ?? (isStranger ? self.only(title, introduced) : nil), isStranger: isStranger)
    }
  }

  /// Indices into `candidates`.
  private struct Introduced {
    var all: [Int] = []
    /// Those who are named in a sentence.
    var bySentence: [Int: [Int]] = [:]
  }

  /// The candidates with a full name, by each of their titles.
  private func introducedByTitle() -> [[UInt8]: Introduced] {
    var introduced: [[UInt8]: Introduced] = [:]
    for index in candidates.indices where candidates[index].full > 0 {
      for title in candidates[index].titles {
        introduced[title, default: Introduced()].all.append(index)
        for sentence in sentences[index] { introduced[title]?.bySentence[sentence, default: []].append(index) }
      }
    }
    return introduced
  }

  /// Sentences in which a person is still spoken of.
  private static let nearby = 2
  /// A text of fewer words has no room to introduce everybody.
  private static let leastWords = 40

  /// Not Lord Ashcroft, whose whole name that is, nor Mr Right.
  private func isStranger(_ surname: Surname, _ title: WordID) -> Bool {
    guard let last = inventory.mentions[surname.mentions[0]].words.last, let word = inventory.words[Int(last)] else { return false }
    return !Self.peerage.contains(document.vocabulary.fold(of: title).text) && (!word.isOrdinary || word.kinds.contains(.family))
  }

  private static let peerage = WordSet("dame lady lord sir")

  /// Whether the text gives everybody a full name whom it goes on to call by title and surname, as newspapers do and
  /// stories do not.
  private func introducesAll() -> Bool {
    !people.surnames.values.contains { surname in
      surname.full == 0 && surname.mentions.count > 1 && surname.mentions.contains { isCourteous(inventory.mentions[$0]) }
    }
  }

  /// Those with a given name.
  private var introduced: [Surname] {
    people.surnames.values.filter { surname in
      surname.full > 0 && surname.mentions.contains { inventory.mentions[$0].kind == .person && inventory.mentions[$0].words.count > 1 }
    }
  }

  /// Of more people who are introduced nobody is the only one.
  private static let mostIntroduced = 16

  /// The only person introduced whom a title suits.
  private func only(_ title: WordID, _ introduced: [Surname]) -> Surname? {
    if introduced.count > Self.mostIntroduced { return nil }
    let title = document.vocabulary.fold(of: title).text
    let suited = introduced.filter { surname in
      if surname.titles.contains(title) { return true }
      guard let sex = Self.sex(title: title) else { return true }
      return surname.titles.allSatisfy { Self.sex(title: $0) ?? sex == sex } && surname.given.allSatisfy { Self.sex(given: $0) ?? sex == sex }
    }
    return suited.count == 1 ? suited[0] : nil
  }

  private static func sex(title: [UInt8]) -> UInt8? {
    men.contains(title) ? UInt8(ascii: "m") : women.contains(title) ? UInt8(ascii: "f") : nil
  }

  private static let men = WordSet("herr lord mr señor signor sir"), women = WordSet("dame frau lady miss mlle mme mrs ms")

  /// nil of a given name that both have, and of what is none.
  private static func sex(given: [UInt8]) -> UInt8? {
    Gazetteer.readings(of: given).first { $0.kind == .given }?.extraText.utf8.last.flatMap { $0 == UInt8(ascii: "b") ? nil : $0 }
  }
}
