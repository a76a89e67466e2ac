import Formats
import GalleyTesting
import Testing

@testable import GalleyCore

@Suite struct KeyGroupsTests {
  private func present(_ text: String, _ groups: [String]) -> [Bool] {
    var made = KeyGroups()
    for group in groups {
      for word in group.split(separator: " ") { made.add(Vocabulary.key(Array(word.utf8))) }
      made.close()
    }
    return made.present(in: Document(text: text).vocabulary)
  }

  @Test func tellsWhichGroupsATextHasAWordOf() {
    let text = "The cat saw an extraordinarily fat dog."
    #expect(present(text, ["cat dog", "bird", "the", "", "bird extraordinarily"]) == [true, false, true, false, true])
  }

  @Test func tellsWhetherWordsFollowEachOther() throws {
    let keys = ["a", "one", "long", "can't"].map { Vocabulary.key(Array($0.utf8)) }
    var groups = KeyGroups()
    for (group, adjoins) in [(keys[0...1], false), (keys[2...2], true), (keys[3...3], false)] {
      for key in group { groups.add(key) }
      groups.close(adjoins: adjoins)
    }
    func follow(_ text: String, _ range: Range<Int> = 0..<3) throws -> Bool {
      try groups.follow(range, in: Analysis(Document(text: text), Workbench.resources()).shared(AdjacentWords.self))
    }
    #expect(try follow("It is a long one that can’t end."))
    #expect(try follow("It is One\nLong way that can't end."))
    #expect(try !follow("It is a very long one that can't end."))
    #expect(try !follow("It is a, long way that can't end."))
    #expect(try follow("It is a long way", 1..<3))
  }

  /// What the pack step tells of the words that a card’s sequences ask for is what reading them tells.
  @Test func compiledSequencesAskForWordsThatTheyHave() throws {
    let cards = try CardLibrary.builtIn().filter { $0.compiledSequences != nil }
    #expect(!cards.isEmpty)
    for card in cards {
      let compiled = try #require(card.compiledSequences)
      #expect(compiled.groupsOf.count == compiled.count)
      for i in 0..<compiled.count {
        let node = compiled[i]
        let text = try #require(node.string ?? node["match"]?.string, "\(card.id) \(i)")
        let asked = try SequencePattern(text).anchors.map { Set($0.words.members.flatMap(keys)) }
        let groups = compiled.groupsOf[i].map { CardImage.groups.all.keys(of: $0) }
        #expect(!groups.isEmpty, "nothing tells before it is read whether a text has \(text)")
        for group in groups { #expect(asked.contains { $0.isSuperset(of: group) }, "\(text)") }
      }
    }
  }

  /// A word as texts may have it.
  private func keys(_ word: [UInt8]) -> [UInt64] {
    [Vocabulary.key(word), Vocabulary.key(Array(String(decoding: word, as: UTF8.self).replacing("'", with: "’").utf8))]
  }

  @Test func aWordOfASequenceMayHaveACurlyApostrophe() throws {
    let compiled = try #require(try CardLibrary.builtIn().first { $0.id == "double-negative" }?.compiledSequences)
    let present = CardImage.groups.all.present(in: Document(text: "He didn’t hardly walk.").vocabulary)
    #expect((0..<compiled.count).contains { compiled.groupsOf[$0].allSatisfy { present[$0] } })
  }
}
