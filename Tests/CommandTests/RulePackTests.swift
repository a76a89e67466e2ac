import Foundation
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

  private static let shortWords = """
    ---
    id: short-words
    severity: note
    summary: A short word.
    phrases: {utilise: use}
    ---
    Text.

    ```bad
    We ⟦utilise|note⟧ it.
    message: write “use” instead of “utilise”
    ```
    ```good
    We use it.
    ```

    """

  /// A new card beside galley’s own is tested before it is built in.
  @Test func newCardsOfGalleyNeedNoBuild() throws {
    try folder.write(Repository.text("Rules/repetition/doubled-word.md"), to: "own/repetition/doubled-word.md")
    try folder.write(Self.shortWords, to: "own/repetition/short-words.md")
    let tested = try run("test-rules --select short-words own")
    #expect(tested.status == 0 && tested.errorText.contains("2 examples in 1 card"), "\(tested.text)\(tested.errorText)")
    let all = try run("test-rules own")
    #expect(all.status == 0 && all.errorText.contains("in 2 cards: all hold"), "\(all.text)\(all.errorText)")
  }

  /// What a card of galley lacks or gets wrong is named with its place.
  @Test(arguments: [
    ("A short word.", "A short word", ":1:1: error: the summary is a sentence, with its stop", 1),
    ("Text.", "TODO say why", ":1:1: error: the card still says TODO", 1),
    ("message: write “use” instead of “utilise”\n", "", ":1:1: error: no example says what a finding says", 1),
    ("⟦utilise|note⟧", "⟦utilise⟧", ":1:1: error: no mark says how severe a finding is", 1),
    ("⟦utilise|note⟧", "⟦utilise|not⟧", ":9:1: error: unknown severity “not” in a mark", 1),
    ("```good", "```goood", ":13:1: error: no example is “goood”; did you mean “good”?", 2),
    ("id: short-words", "id: short-word", ":2:5: error: the id is not the name of the file", 2),
    ("severity: note", "severity: note\nlanguages: english", ":4:12: error: “languages” is a list of codes: [en, de]", 2),
    ("severity: note", "severity: note\nrank: high", ":4:7: error: “rank” is a number; usually 50", 2),
    ("severity: note", "severity: note\nscope: text", ":4:8: error: “scope” is “passage”, or is left out", 2),
  ]) func gapsOfOwnCardsAreNamed(_ text: String, _ other: String, _ message: String, _ status: Int32) throws {
    try folder.write(Repository.text("Rules/repetition/doubled-word.md"), to: "own/repetition/doubled-word.md")
    #expect(Self.shortWords.components(separatedBy: text).count == 2)
    try folder.write(Self.shortWords.replacingOccurrences(of: text, with: other), to: "own/repetition/short-words.md")
    let tested = try run("test-rules own")
    #expect(tested.status == status && (tested.text + tested.errorText).contains("own/repetition/short-words.md\(message)"), "\(tested.text)\(tested.errorText)")
  }

  /// A card of the binary never stands in for one that the folder lacks.
  @Test func cardsOfTheBinaryAreNotThoseOfAFolder() throws {
    try folder.write(Repository.text("Rules/repetition/doubled-word.md"), to: "Rules/repetition/doubled-word.md")
    let tested = try run("test-rules --select doubled-phrase Rules")
    #expect(tested.status == 2 && tested.errorText.contains("no rule card"), "\(tested.errorText)")
  }

  @Test func testingNothingIsAnError() throws {
    for arguments in ["--select doubled-word house", "--ignore long-words house", "other"] {
      let tested = try run("test-rules \(arguments)")
      #expect(tested.status == 2 && tested.errorText.contains("no rule card"), "\(tested.errorText)")
    }
  }
}
