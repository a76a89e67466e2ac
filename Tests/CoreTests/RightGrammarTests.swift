import GalleyCore
import GalleyTesting
import Testing

/// Right sentences of the kinds that the grammar cards look at: nothing is said of them.
@Suite struct RightGrammarTests {
  @Test func noCardSpeaksOfRightSentences() throws {
    let text = Repository.text("Fixtures/grammar/right.txt")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count >= 500)
    for line in lines {
      let found = try Workbench.check(Document(text: line)).filter { $0.category == "grammar" && $0.severity > .note }
      #expect(found.isEmpty, "\(line): \(found.map(\.message))")
    }
  }
}
