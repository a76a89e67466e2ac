import LanguageServer
import Testing

@Suite struct TypingTests {
  /// What was shown after each piece that somebody typed into a text.
  private func shown(_ text: String, line: Int, character: Int, _ pieces: [String]) throws -> [[String]] {
    let editor = try Editor()
    editor.open(text)
    editor.work()
    var character = character
    return pieces.enumerated().map { number, piece in
      editor.type(piece, line: line, character: character, version: number + 2)
      character += piece.unicodeScalars.count
      editor.work()
      return editor.pushed().rules
    }
  }

  @Test func whatHalfAWordSaysOfOthersWaits() throws {
    // “in May 2” would be a day, and “in” wrong; “in May 2005” is right.
    let text = "It was a role that he won\n"
    #expect(try shown(text, line: 0, character: 25, [" in May ", "2", "0", "05", " and kept."]) == [[], [], [], [], []])
    #expect(try shown(text, line: 0, character: 25, [" in May ", "2", "0", " and kept."]).last == ["date-preposition"])
  }

  @Test func whatIsWrittenBeforeAWordWaitsForTheGap() throws {
    let text = "Nobody saw them in town. Everybody left.\n"
    #expect(try shown(text, line: 0, character: 25, ["There was rain", ".", " "]) == [[], [], []])
    // Where it stays, it is told once something else is written.
    #expect(try shown(text, line: 0, character: 25, ["There was", " rain.", " We saw the the ", "cat. "]).last == ["doubled-word"])
  }

  @Test func whatWasThereBeforeStays() throws {
    let text = "We saw the the cat in town. Everybody left early.\n"
    #expect(try shown(text, line: 0, character: 28, ["A", "n", " ", "old ", "man came. "]).allSatisfy { $0 == ["doubled-word"] })
  }

  @Test(arguments: [
    ("plaintext", "a.txt"), ("Plain Text", "a.txt"), ("Markdown", "a.md"), ("git-commit", "COMMIT_EDITMSG"),
    ("git commit", "COMMIT_EDITMSG"),
    ("markdown.pandoc", "a.md"), ("text", ".git/COMMIT_EDITMSG"),
  ]) func languagesHaveManyNames(_ id: String, _ name: String) throws {
    let editor = try Editor()
    editor.open("We saw the the cat.\n\n# And and a dog\n", as: id, uri: "file:///texts/\(name)")
    editor.work()
    let isCommit = name.hasSuffix("COMMIT_EDITMSG")
    #expect(editor.pushed(uri: "file:///texts/\(name)").rules == (isCommit ? ["doubled-word"] : ["doubled-word", "doubled-word"]))
  }
}
