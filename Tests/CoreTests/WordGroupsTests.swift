import GalleyTesting
import Testing

@testable import GalleyCore

@Suite struct WordGroupsTests {
  private func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

  @Test func countsEachGroup() {
    let document = Document(Source(path: "a.txt", bytes: Array("The cat saw a cat, the Dog and an extraordinarily fat dog.".utf8)))
    let groups = WordGroups([words("cat dog"), words("the"), words("bird"), [], words("extraordinarily cat cat")])
    #expect(groups.counts(in: document.vocabulary) == [4, 2, 0, 0, 3])
  }
}
