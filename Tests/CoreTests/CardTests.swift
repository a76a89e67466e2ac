import GalleyCore
import GalleyTesting
import Testing

/// Every example of every card, as it stands and in disguise.
@Suite struct CardTests {
  private static let ids = (try? Workbench.cards().map(\.id.name)) ?? []

  @Test func cardsAreRead() throws {
    #expect(try !Workbench.cards().isEmpty)
  }

  @Test(arguments: ids) func examplesHold(id: String) throws {
    let cards = try Workbench.cards()
    let card = try #require(cards.first { $0.id.name == id })
    let runner = try ExampleRunner(cards: cards, resources: Workbench.resources())
    for failure in runner.run(card) {
      Issue.record(
        "\(failure)",
        sourceLocation: SourceLocation(
          fileID: "Galley/\(failure.file)", filePath: Repository.path(failure.file), line: failure.line, column: 1))
    }
  }

  @Test(arguments: ids) func cardIsNamedForItsID(id: String) throws {
    let card = try #require(try Workbench.cards().first { $0.id.name == id })
    #expect(card.file.hasSuffix("/\(card.category)/\(id).md"), "a card is named for its id")
  }
}
