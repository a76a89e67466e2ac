@testable import GalleyCore
import GalleyTesting
import Testing

/// The table of names and what galley reads off a text with it.
@Suite struct NamesTests {
  private func inventory(_ text: String) throws -> (NameInventory, Document) {
    let document = Document(text: text)
    let analysis = Analysis(document, try Workbench.resources())
    return (analysis.shared(NameInventory.self), document)
  }

  private func key(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The index belongs to the table: whoever edits one alone finds names missing here.
  @Test func everyKeyIsFound() {
    let lines = Repository.bytes("Rules/data/names.tsv").split(separator: 0x0A)
    let keys = Set(lines.map { Array($0.prefix { $0 != 0x09 }) })
    #expect(keys.count > 50_000)
    #expect(keys.filter { Gazetteer.readings(of: $0).isEmpty && Gazetteer.parties(of: $0).isEmpty }.isEmpty)
  }

  @Test func tableIsSearchedByWholeKeys() {
    #expect(Gazetteer.readings(of: key("belarus")).contains { $0.kind == .country && $0.name == "Belarus" })
    #expect(Gazetteer.readings(of: key("belaru")).isEmpty)
    #expect(Gazetteer.readings(of: key("")).isEmpty)
    #expect(Gazetteer.entry(of: key("new")).hasLonger)
    #expect(!Gazetteer.entry(of: key("belarusx")).hasLonger)
  }

  @Test func capitalsWithInhabitantsAndCountry() throws {
    let minsk = try #require(Gazetteer.readings(of: key("minsk")).first { $0.kind == .capital })
    #expect(minsk.number > 1_000_000)
    let belarus = try #require(Gazetteer.readings(of: key("belarus")).first { $0.kind == .country })
    #expect(minsk.countries == belarus.countries)
  }

  @Test func peopleAreFoundByTheirGivenNames() {
    let people = Gazetteer.people(given: key("ashraf"))
    #expect(people.contains { $0.rest == key("ghani") && $0.person.name == "Ashraf Ghani" })
  }

  @Test func politiciansBelongToParties() throws {
    let howard = try #require(KnownPerson.named("Michael Howard").first)
    #expect(howard.parties == ["Conservative Party"])
    #expect(howard.led == ["Conservative Party"])
    #expect(Gazetteer.parties(of: key("tory")).contains { $0.name == "Conservative Party" })
    #expect(Gazetteer.readings(of: key("liberal")).isEmpty)
    let palin = try #require(KnownPerson.named("Sarah Palin").first)
    #expect(palin.place(of: "governor") == "alaska")
  }

  @Test func possessivesAndApostrophes() {
    #expect(NameWord.key(key("Belarus’s")[...]).key == key("belarus"))
    #expect(NameWord.key(key("Belarus’s")[...]).possessive == 4)
    #expect(NameWord.key(key("Belarus's")[...]).possessive == 2)
    #expect(NameWord.key(key("O’Brien")[...]).key == key("o'brien"))
  }

  @Test func mentionsAreReadWhole() throws {
    let (inventory, document) = try inventory(
      "On Monday President Charles de Gaulle met Mrs Ursula von der Leyen in New York. Leyen’s answer was short.")
    #expect(
      inventory.mentions.map { document.text($0.range) }
        == ["Charles de Gaulle", "Ursula von der Leyen", "New York", "Leyen"])
    #expect(inventory.mentions[2].kind == .place)
    #expect(inventory.mentions[3].isPossessive)
  }

  @Test func placesSpeakForTheirCountries() throws {
    let (inventory, _) = try inventory("Minsk is quiet. The Belarusian police left Belarus’s capital on Friday.")
    let belarus = try #require(Gazetteer.readings(of: key("belarus")).first { $0.kind == .country }).countries[0]
    #expect(inventory.places.support[belarus] == 3)
    #expect(inventory.places.entities.count == 2)
  }

  @Test func aPlayerCalledJordanIsNoCountry() throws {
    let (inventory, _) = try inventory("Michael Jordan scored twice. Jordan then left the hall.")
    #expect(inventory.places.entities.isEmpty)
    #expect(inventory.people.surnames[key("jordan")]?.given == [key("michael")])
  }

  @Test(arguments: [
    ("nigeria", "nigerian", true), ("congresss", "congress", false), ("brown", "browns", true),
    ("singaproe", "singapore", false), ("kowalski", "kowalska", true), ("georgias", "georgian", true),
    ("lukashenka", "lukashenko", false),
  ])
  func inflections(a: String, b: String, isInflection: Bool) {
    #expect(Inflection.relates(key(a), key(b)) == isInflection)
    #expect(Inflection.relates(key(b), key(a)) == isInflection)
  }

  @Test func houseNamesVouchForTheirWords() {
    var house = HouseNames()
    house.add(key("# text\tcount\tkind\nOlga Schmidisina\t12\tname\nhoverfly\t7\tword\nNordlicht\n"))
    #expect(house.words == Set(["olga", "schmidisina", "hoverfly", "nordlicht"].map(key)))
    #expect(house.names[key("olga schmidisina")] != nil)
    #expect(house.parts[key("nordlicht")] == key("Nordlicht"))
    #expect(house.parts[key("hoverfly")] == nil)
  }

  @Test func archivesAreCountedInBoundedMemory() throws {
    let resources = try Workbench.resources()
    var counter = ArchiveCounter(capacity: 16)
    for i in 0..<40 {
      counter.add(Document(text: "We met Olga Schmidisina and Person Nummer\(i)xyz in the qwghlmwood."), resources)
    }
    let text = String(decoding: counter.file(count: 10, documents: 2), as: UTF8.self)
    #expect(text.contains("Olga Schmidisina\t"))
    #expect(text.contains("qwghlmwood\t"))
    #expect(text.split(separator: "\n").count < 8)
  }

  @Test func namesAreNames() throws {
    let (inventory, document) = try inventory("We met Olga Schmidisina at noon. The weather was fine.")
    for token in document.tokens where token.kind == .word {
      let text = document.text(token.range)
      #expect(inventory.isName(token.word) == ["Olga", "Schmidisina"].contains(text), "\(text)")
    }
  }
}
