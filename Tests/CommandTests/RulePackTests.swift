import GalleyTesting
import Testing

/// Folders of cards bring tables and lists of words with them.
@Suite struct RulePackTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    let card = """
      ---
      id: long-words
      severity: warning
      summary: A long word where a short one does.
      table: long-words.tsv
      ---
      Text.

      ```bad
      We ⟦utilise|warning⟧ it.
      message: write “use” instead of “utilise”
      ```
      ```good
      We use it.
      ```

      """
    try folder.write(card, to: "house/style/long-words.md")
    try folder.write("# wrong, right\nutilise\tuse\n", to: "house/style/long-words.tsv")
    try folder.write("# What our region says twice.\ndoubledIdiom\tbridge Council\n\ndoubledIdiom\tferry\n", to: "house/lexicon/repetition.tsv")
    try folder.write("We utilise it. The council council met at the bridge bridge.\n", to: "a.txt")
    try folder.write("The council council met.\n", to: "other/b.txt")
    try folder.write("extends: house\n", to: ".galley.yml")
    try folder.write("{}\n", to: "other/.galley.yml")
  }

  private func run(_ arguments: String) throws -> Command.Outcome { try Command.run("galley \(arguments)", in: folder.path) }

  private func repetitions(_ arguments: String) throws -> String {
    try run("--quiet --select doubled-word --level note --template '{path} {text}' \(arguments)").text
  }

  @Test func tablesBesideCardsAreRead() throws {
    #expect(try run("--quiet --select long-words a.txt").text == "a.txt:1:4: warning: write “use” instead of “utilise” [long-words]\n")
    let tested = try run("test-rules house")
    #expect(tested.status == 0 && tested.errorText.contains("2 examples in 1 card: all hold"), "\(tested.text)\(tested.errorText)")
  }

  /// Words of a list count where the pack does: not for the file beside it, whose configuration knows nothing of the pack.
  @Test func listsCountWhereThePackDoes() throws {
    #expect(try repetitions("a.txt other/b.txt") == "other/b.txt council council\n")
    #expect(try repetitions("--no-config a.txt") == "a.txt council council\na.txt bridge bridge\n")
    #expect(try repetitions("--no-config --rules house a.txt other/b.txt").isEmpty)
    #expect(try run("inspect words --rules house other/b.txt").text.contains("doubledIdiom"))
  }

  @Test(arguments: [
    ("doubledIdioms\tbo\n", "1:1: error: “doubledIdioms” is no class of words; did you mean “doubledIdiom”?"),
    ("# bo\n\ndoubledIdiom bo\n", "3:1: error: “doubledIdiom bo” is no class of words"),
    ("doubledIdiom\t \n", "1:1: error: a row is a class of words, a tab, and the words with spaces between them"),
    ("doubledIdiom\tbo\tba\n", "1:1: error: this row has 3 fields"),
  ]) func aFaultyListIsAnErrorWithItsPlace(_ list: String, _ message: String) throws {
    try folder.write(list, to: "house/lexicon/repetition.tsv")
    let found = try run("a.txt")
    #expect(found.status == 2 && found.errorText.contains("house/lexicon/repetition.tsv:\(message)"), "\(found.errorText)")
  }

  /// A new card beside galley’s own is tested before it is built in.
  @Test func newCardsOfGalleyNeedNoBuild() throws {
    try folder.write(Repository.text("Rules/repetition/doubled-word.md"), to: "own/repetition/doubled-word.md")
    let card = "---\nid: short-words\nseverity: note\nsummary: A short word.\nphrases: {utilise: use}\n---\nText.\n\n"
    try folder.write(card + "```bad\nWe ⟦utilise|note⟧ it.\n```\n```good\nWe use it.\n```\n", to: "own/repetition/short-words.md")
    let tested = try run("test-rules --select short-words own")
    #expect(tested.status == 0 && tested.errorText.contains("2 examples in 1 card"), "\(tested.text)\(tested.errorText)")
    let all = try run("test-rules own")
    #expect(all.status == 0 && all.errorText.contains("in 2 cards: all hold"), "\(all.text)\(all.errorText)")
  }

  @Test func testingNothingIsAnError() throws {
    for arguments in ["--select doubled-word house", "--ignore long-words house", "other"] {
      let tested = try run("test-rules \(arguments)")
      #expect(tested.status == 2 && tested.errorText.contains("no rule card"), "\(tested.errorText)")
    }
  }
}
