import Formats
import GalleyTesting
import Testing

@testable import GalleyCore

@Suite struct SequenceIndexTests {
  private func hits(_ text: String) throws -> Int {
    let hits = Analysis(Document(text: text), try Workbench.resources()).shared(SequenceHits.self)
    return hits.of(0..<Int(UInt32.max)).count
  }

  /// What the pack step lists is where each sequence is found when its card is read and every text searched for its words.
  @Test func listedSequencesAreFoundWhereReadOnesAre() throws {
    let compiled = try CardLibrary.builtIn().filter { $0.compiledSequences != nil }
    let ids = Set(compiled.map(\.id))
    let read = try CardLibrary.cards(in: EmbeddedFile.all(), prefix: "Rules/").filter { ids.contains($0.id) }
    #expect(read.count == compiled.count && !compiled.isEmpty)
    let (fast, slow) = (try Engine(cards: compiled), try Engine(cards: read))
    let resources = try Workbench.resources()
    var count = 0
    for card in read {
      for example in try card.examples() {
        let document = Document(text: example.text)
        let found = fast.check(document, resources), expected = slow.check(document, resources)
        #expect(found == expected, "\(card.id): \(example.text)")
        count += found.count
      }
    }
    #expect(count > 50)
  }

  @Test func everySequenceIsListed() throws {
    let index = try #require(SequenceIndex.embedded)
    for card in try CardLibrary.builtIn() {
      guard let compiled = card.compiledSequences else { continue }
      for i in 0..<compiled.count { #expect(index.contains(compiled.first + i), "\(card.id), sequence \(i + 1), names no word") }
    }
  }

  @Test func wordsThatAskForEachOtherStandSideBySide() throws {
    #expect(try hits("He can hardly wait.") < hits("He can’t hardly wait."))
    #expect(try hits("He can't hardly wait.") == hits("He can’t\nhardly wait."))
    #expect(try hits("He can't, hardly wait.") < hits("He can't hardly wait."))
    #expect(try hits("") == 0)
  }
}
