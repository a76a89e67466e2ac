import GalleyTesting
import Testing

/// Texts in other languages than English: with their dictionary they are checked, without it one line says that they are not.
@Suite struct LanguageTests {
  private func galley(_ arguments: String) throws -> Command.Outcome {
    try Command.run("galley check --no-config --quiet \(arguments)", in: Repository.root)
  }

  private func lines(_ outcome: Command.Outcome) -> [Substring] { outcome.text.split(separator: "\n") }

  /// Whether the dictionary of a language is installed; `Scripts/bootstrap tests` does that.
  private func hasDictionary(_ language: String) throws -> Bool {
    let outcome = try galley("--language \(language) Fixtures/languages/latin.txt")
    guard outcome.errorText.contains("no dictionary") else { return true }
    Issue.record("the tests need the dictionary of \(language): Scripts/bootstrap tests")
    return false
  }

  @Test(arguments: [("de", "german"), ("fr", "french")]) func cleanProseIsQuiet(language: String, name: String) throws {
    guard try hasDictionary(language) else { return }
    let outcome = try galley("--language \(language) --level note Fixtures/languages/\(name).txt")
    let words = Repository.text("Fixtures/languages/\(name).txt").split { $0.isWhitespace }.count
    #expect(lines(outcome).count * 1000 <= 3 * words, "\(outcome.text)")
  }

  @Test(arguments: [("de", "german-damaged"), ("fr", "french-damaged")]) func damagedPageIsChecked(language: String, name: String) throws {
    guard try hasDictionary(language) else { return }
    let outcome = try galley("--language \(language) --level note Fixtures/languages/\(name).txt")
    let defects = Repository.text("Fixtures/languages/\(name).defects").split(separator: "\n").map { $0.split(separator: "\t") }
    let found = defects.filter { outcome.text.contains("“\($0[0])") }
    let right = defects.filter { outcome.text.contains("“\($0[0])") && outcome.text.contains("“\($0[1])”") }
    #expect(found.count * 4 >= defects.count * 3, "found \(found.count) of \(defects.count)")
    #expect(right.count * 3 >= found.count * 2, "right \(right.count) of \(found.count)")
    // What is found beside them are false alarms.
    #expect(lines(outcome).count <= found.count + 3, "\(outcome.text)")
  }

  @Test(arguments: [
    ("german", "German"), ("french", "French"), ("latin", "Latin"), ("german-in-fraktur", "German in Fraktur"),
    ("early-modern-english", "early modern English"), ("german-damaged", "German"),
  ]) func otherLanguageIsSaidOnce(name: String, language: String) throws {
    let outcome = try galley("--level note Fixtures/languages/\(name).txt")
    #expect(lines(outcome).count == 1 && outcome.text.contains("looks like \(language), its words are not checked"), "\(outcome.text)")
    let report = try Command.run("galley ocr-report --quiet Fixtures/languages/\(name).txt", in: Repository.root)
    #expect(report.text.contains("not checked (\(language), no dictionary)") && !report.text.contains("readable"))
  }

  /// What is wrong in English stays wrong beside paragraphs in other languages.
  @Test func mixedPageIsCheckedByBlock() throws {
    let folder = try TemporaryDirectory()
    #expect(try galley("--level note Fixtures/languages/mixed.txt").text == "")
    let text = Repository.text("Fixtures/languages/mixed.txt")
    try folder.write(text.replacing("the old bridge", with: "teh old bridge").replacing("die alte Brücke", with: "die alle Brücke"), to: "a.txt")
    let outcome = try Command.run("galley --no-config --quiet --level note a.txt", in: folder.path)
    #expect(lines(outcome).count == 1 && outcome.text.contains("“teh”"), "\(outcome.text)")
  }

  /// In a file of an engine the first passage in each language is named.
  @Test func blocksOfAPageAreNamed() throws {
    let folder = try TemporaryDirectory()
    let blocks = Repository.text("Fixtures/languages/mixed.txt").split(separator: "\n\n").map { block in
      "<TextBlock><TextLine>\(block.split(separator: " ").map { "<String CONTENT=\"\($0.filter { $0 != "\n" })\"/>" }.joined(separator: "<SP/>"))</TextLine></TextBlock>"
    }
    try folder.write("<alto><Layout><Page><PrintSpace>\(blocks.joined(separator: "\n"))</PrintSpace></Page></Layout></alto>", to: "a.xml")
    let outcome = try Command.run("galley --no-config --quiet --level note a.xml", in: folder.path)
    let found = lines(outcome)
    #expect(found.count == 2, "\(outcome.text)")
    #expect(found.count { $0.contains("this passage looks like German") } == 1 && found.count { $0.contains("this passage looks like French") } == 1)
  }
}
