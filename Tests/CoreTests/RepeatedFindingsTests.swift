import GalleyCore
import GalleyTesting
import Testing

/// What is the same slip at many places of a text is told once, with the others beside it and one fix for all.
@Suite struct RepeatedFindingsTests {
  private func findings(_ rule: RuleID, _ text: String) throws -> [Diagnostic] {
    try Workbench.check(Document(text: text)).filter { $0.rule == rule }
  }

  /// The head of each page has another number, and is the same head.
  @Test func headsOfPages() throws {
    let heads = ["3|Page", "4| Page", "15|Page"]
    let text = "We have come a long way since the harbour was built, and our neighbours know it.\n\n"
      + heads.map { $0 + "\nThe council will meet again before the summer, and everybody may speak at its next meeting.\n\n" }.joined()
    let found = try findings("running-header", text)
    #expect(found.count == 1)
    let first = try #require(found.first)
    #expect(first.related.count == heads.count - 1)
    #expect(first.fixes.first?.edits.count == heads.count)
  }

  /// Another title is another head.
  @Test func headsOfChapters() throws {
    let text = "We have come a long way since the harbour was built, and our neighbours know it.\n\nThe Old Harbour | 3\n\n"
      + "The council will meet again before the summer, and everybody may speak.\n\nThe New Bridge | 4\n\nNobody knows what it will cost.\n"
    #expect(try findings("running-header", text).count == 2)
  }
}
