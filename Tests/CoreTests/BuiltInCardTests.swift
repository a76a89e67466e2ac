import Formats
import GalleyTesting
import Platform
import Testing

@testable import GalleyCore

/// What is left out at start because the cards in the binary are known: it is checked here.
@Suite struct BuiltInCardTests {
  private func files() throws -> [(path: String, bytes: [UInt8])] {
    let root = Repository.path("Rules")
    return try DirectoryWalker.files(under: root, extensions: ["md", "tsv"], unreadable: { _ in })
      .map { (path: String($0.dropFirst(root.count + 1)), bytes: try FileReader.read($0)) }
      .filter { $0.path.contains("/") }
  }

  /// Read as anybody’s cards are, patterns are compiled and messages compared with their groups.
  @Test(arguments: [RuleCard.Kind.pattern, .sequence]) func allIsInOrder(_ kind: RuleCard.Kind) throws {
    let cards = try CardLibrary.cards(in: files()).filter { $0.kind == kind }
    #expect(!cards.isEmpty)
    for card in cards { _ = try DeclarativeRule.make(card) }
  }

  @Test func compiledFrontMatterIsWhatTheCardsSay() throws {
    let texts = Dictionary(uniqueKeysWithValues: try files().map { ("Rules/\($0.path)", $0.bytes) })
    for (number, card) in try CardLibrary.builtIn().enumerated() {
      let bytes = try #require(texts[card.file])
      let parts = try #require(CardImage.parts(number, of: bytes), "Rules/data/cards.bin is stale: run Scripts/pack")
      let (text, _) = try CardBody.split(bytes, file: card.file)
      let front = try YAML.parse(text, firstLine: 2)
      guard case .mapping(let pairs, let at) = front else { Issue.record("\(card.file)"); continue }
      #expect("\(parts.front)" == "\(YAML.mapping(pairs.filter { $0.key != "sequences" }, at: at))", "\(card.file)")
      let sequences = parts.sequences.map { list in (0..<list.count).map { "\(list[$0])" } }
      #expect(sequences == front["sequences"]?.sequence?.map { "\($0)" }, "\(card.file)")
      let read = try RuleCard(bytes, file: card.file, category: card.category, siblings: card.siblings)
      #expect(try card.prose() == read.prose())
      #expect(try card.examples().map(\.line) == read.examples().map(\.line))
    }
  }

  @Test func otherStateOfACardIsReadAnew() throws {
    let card = try #require(try CardLibrary.builtIn().first)
    var bytes = try FileReader.read(Repository.path(card.file))
    #expect(CardImage.parts(0, of: bytes) != nil)
    bytes[bytes.count - 2] ^= 1
    #expect(CardImage.parts(0, of: bytes) == nil)
  }
}
