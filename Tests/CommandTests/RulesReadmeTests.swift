import GalleyCore
import GalleyTesting
import Testing

/// What Rules/README.md shows is what happens.
@Suite struct RulesReadmeTests {
  private let text = Repository.text("Rules/README.md")

  /// The blocks whose fence is `fence`.
  private func blocks(_ fence: String) -> [String] {
    var result: [String] = []
    var open: (fence: Substring, body: String)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = open {
        if line == block.fence.prefix(3) {
          if block.fence == fence { result.append(block.body) }
          open = nil
        } else {
          open?.body += line + "\n"
        }
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        open = (line, "")
      }
    }
    return result
  }

  @Test func theFirstCardHolds() throws {
    let card = try #require(blocks("~~~markdown").first)
    let folder = try TemporaryDirectory()
    try folder.write(card, to: "house/style/plain-words.md")
    try folder.write("We utilise it.\n", to: "article.txt")
    let tested = try Command.run("galley test-rules house", in: folder.path)
    #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    let checked = try Command.run("galley --quiet --rules house article.txt", in: folder.path)
    #expect(text.contains("```\n\(checked.text)```"), "\(checked.text)")
  }

  @Test func theKindsAreRead() throws {
    let data = blocks("```").filter { block in
      ["table:", "pattern:", "limit:", "consistency:", "excuse:"].contains { block.hasPrefix($0) }
    }
    #expect(data.count == 5)
    for (number, front) in data.enumerated() {
      let card = "---\nid: probe-\(number)\nseverity: note\nsummary: A probe.\n\(front)---\nText.\n"
      let cards = try CardLibrary.cards(in: [("house/probe.md", Array(card.utf8)), ("house/slips.tsv", Array("a\tb\n".utf8))])
      _ = try Engine(cards: try Workbench.cards() + cards)
    }
  }
}
