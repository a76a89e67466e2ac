import GalleyCore
import GalleyTesting
import Testing

/// The kinds of cards that carry data: what they find, and how they complain about bad data.
@Suite struct DeclarativeRuleTests {
  /// A card of these lines of front matter.
  private static func card(_ front: String, siblings: [String: [UInt8]] = [:]) throws -> RuleCard {
    let text = "---\nid: probe\nseverity: warning\nsummary: A probe.\n\(front)\n---\nText.\n"
    return try RuleCard(Array(text.utf8), file: "pack/probe.md", category: "house", siblings: siblings)
  }

  private static func marked(_ text: String, _ cards: RuleCard...) throws -> String {
    let document = Document(text: text)
    let found = try Engine(cards: cards).check(document, Workbench.resources())
    return MarkedText.mark(document.bytes, found.map(\.range))
  }

  private static func fixed(_ text: String, _ card: RuleCard) throws -> String {
    let document = Document(text: text)
    let found = try Engine(cards: [card]).check(document, Workbench.resources())
    return String(decoding: FixApplier.apply(found.compactMap(\.fixes.first), to: document.bytes), as: UTF8.self)
  }

  private static func fault(_ front: String, siblings: [String: [UInt8]] = [:]) -> String {
    do {
      _ = try Engine(cards: [card(front, siblings: siblings)])
      return "no fault"
    } catch { return "\(error)" }
  }

  // MARK: phrases

  @Test(arguments: [
    ("He came ⟦in order to⟧ help.", "He came to help."),
    ("⟦In order to⟧ help.", "To help."),
    ("⟦IN ORDER TO⟧ HELP.", "TO HELP."),
    ("They ⟦could of⟧ won; it’s ⟦very very⟧ sad.", "They could have won; it’s very sad."),
    ("He came ⟦in order\nto⟧ help.", "He came to help."),
    ("in order\n\nto help, in or der to, border to, in order, to", "in order\n\nto help, in or der to, border to, in order, to"),
    ("I ⟦don’t got⟧ it.", "I don’t have it."),
    ("a ⟦github⟧ and GitHub and ⟦GITHUB⟧", "a GitHub and GitHub and GitHub"),
  ]) func phrases(marked: String, fixed: String) throws {
    let card = try Self.card(
      "phrases: {in order to: to, could of: [could have, could’ve], very very: very, don't got: don't have, github: GitHub}")
    let text = try #require(MarkedText(marked)).text
    #expect(try Self.marked(text, card) == marked)
    #expect(try Self.fixed(text, card) == fixed)
  }

  @Test func phrasesMayCountCapitals() throws {
    let card = try Self.card("case: sensitive\nphrases: {Internet: internet}")
    #expect(try Self.marked("The Internet, INTERNET, internet", card) == "The ⟦Internet⟧, INTERNET, internet")
  }

  @Test func longestPhraseWins() throws {
    let card = try Self.card("phrases: {due to: because of, due to the fact that: because}")
    #expect(try Self.fixed("Due to the fact that it rained, and due to snow", card) == "Because it rained, and because of snow")
  }

  @Test func onlyOneReplacementIsSafe() throws {
    let engine = try Engine(cards: [Self.card("phrases: {alot: a lot, thru: [through, thorough]}")])
    let found = engine.check(Document(text: "alot thru"), try Workbench.resources())
    #expect(found.map { $0.fixes.map(\.safety) } == [[.safe], [.unsafe, .unsafe]])
    #expect(found.map(\.message) == ["write “a lot” instead of “alot”", "write “through” or “thorough” instead of “thru”"])
  }

  // MARK: table

  @Test func tables() throws {
    let table = Array("# wrong\tright\nalot\ta lot\n\nteh\tthe|ten\t“$0” is a slip for “$1”\n".utf8)
    let card = try Self.card("table: slips.tsv", siblings: ["slips.tsv": table])
    #expect(try Self.marked("Teh cat ate alot.", card) == "⟦Teh⟧ cat ate ⟦alot⟧.")
    let found = try Engine(cards: [card]).check(Document(text: "Teh cat"), Workbench.resources())
    #expect(found.map(\.message) == ["“Teh” is a slip for “The”"])
  }

  // MARK: pattern

  @Test func patterns() throws {
    let card = try Self.card(
      #"pattern: '\bto (?<flag>(\w+)ly) (\w+)'"# + "\n" + #"message: "“$2ly $3” splits it""# + "\n" + #"replacement: "$2-ly""#)
    #expect(try Self.marked("to boldly go, TO SLOWLY GO, to go", card) == "to ⟦boldly⟧ go, TO ⟦SLOWLY⟧ GO, to go")
    #expect(try Self.fixed("to boldly go", card) == "to bold-ly go")
    let found = try Engine(cards: [card]).check(Document(text: "to boldly go"), Workbench.resources())
    #expect(found.map(\.message) == ["“boldly go” splits it"])
  }

  @Test func patternsSeeLinesUnicodeAndNoAddresses() throws {
    let card = try Self.card(#"pattern: '^\w+$'"#)
    #expect(try Self.marked("Über\r\nzwei Wörter\r\nnaïve", card) == "⟦Über⟧\r\nzwei Wörter\r\n⟦naïve⟧")
    let news = try Self.card("pattern: news\ncase: sensitive")
    #expect(try Self.marked("news, News, see www.news.com", news) == "⟦news⟧, News, see www.news.com")
  }

  @Test func anchorsSkipTheSearch() throws {
    let card = try Self.card("pattern: '[ck]at'\nanchor: CAT")
    #expect(try Self.marked("a kat", card) == "a kat")
    #expect(try Self.marked("a kat and a Cat", card) == "a ⟦kat⟧ and a ⟦Cat⟧")
  }

  @Test(.timeLimit(.minutes(10))) func runawayPatternsEnd() throws {
    let card = try Self.card(#"pattern: '(x+x+)+[yz]'"#)
    let text = String(repeating: "x", count: 20_000)
    let found = try Engine(cards: [card]).check(Document(text: text), Workbench.resources())
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.message.contains("takes too long") == true)
  }

  @Test func matchesAreFoundInLongLines() throws {
    let card = try Self.card("pattern: needle")
    let text = String(repeating: "some hay ", count: 5000) + "needle" + String(repeating: " more hay", count: 5000)
    #expect(try Self.marked(text, card).contains("hay ⟦needle⟧ more"))
  }

  // MARK: limit, consistency, excuse

  @Test func limits() throws {
    let card = try Self.card("limit: {of: words, in: sentence, most: 4}")
    let text = "One two three four. One two, three four five. He said so, to them, he did."
    #expect(try Self.marked(text, card) == "One two three four. ⟦One two, three four five.⟧ ⟦He said so, to them, he did.⟧")
    let commas = try Self.card("limit: {of: commas, in: sentence, most: 1}")
    #expect(try Self.marked(text, commas).hasSuffix("⟦He said so, to them, he did.⟧"))
  }

  @Test func consistency() throws {
    let card = try Self.card("consistency:\n  - [adviser, advisor]\n  - [e-mail, email]")
    #expect(try Self.marked("An adviser, an Advisor, an adviser.", card) == "An adviser, an ⟦Advisor⟧, an adviser.")
    #expect(try Self.fixed("An adviser, an Advisor, an adviser.", card) == "An adviser, an Adviser, an adviser.")
    #expect(try Self.marked("An e-mail. Advisor!", card) == "An e-mail. Advisor!")
    #expect(try Self.marked("An email and an e-mail.", card) == "An email and an ⟦e-mail⟧.")
  }

  @Test func excuses() throws {
    let accuser = try RuleCard(
      Array("---\nid: accuser\nseverity: error\nsummary: X.\npattern: '(\\w+) \\1'\n---\n".utf8), file: "a.md", category: "house")
    let excuse = try Self.card("excuse: [Duran Duran]\nfor: accuser")
    #expect(try Self.marked("the the Duran Duran", accuser, excuse) == "⟦the the⟧ Duran Duran")
    #expect(try Self.marked("the the Duran Duran", accuser) == "⟦the the⟧ ⟦Duran Duran⟧")
  }

  // MARK: faults

  @Test(arguments: [
    ("pattern: '(a'", "pack/probe.md:5:10: error: missing closing parenthesis (after 2 characters of the pattern)"),
    ("pattern: a\nreplacement: $2", "pack/probe.md:6:14: error: the pattern has no group 2"),
    ("pattern: a\npatterns: [b]", "pack/probe.md:6:11: error: a card has “pattern” or “patterns”, not both"),
    ("patterns:\n  - {pattern: a, mesage: b}", "pack/probe.md:6:18: error: unknown key “mesage”; did you mean “message”?"),
    ("phrases: {A b: c, a b: d}", "pack/probe.md:5:19: error: “a b” is listed twice"),
    ("phrases: {a: a}", "pack/probe.md:5:11: error: “a” is its own replacement"),
    ("phrases: {'--': '–'}", "pack/probe.md:5:11: error: “--” holds no word; use a pattern for marks alone"),
    ("phrases: x", "pack/probe.md:5:10: error: “phrases” maps each wrong phrase to the right one"),
    ("phrase: {a: b}", "pack/probe.md:5:1: error: unknown key “phrase”; did you mean “phrases”?"),
    ("table: none.tsv", "pack/probe.md:5:8: error: no table “none.tsv” beside the card"),
    ("table: bad.tsv", "pack/bad.tsv:2:1: error: this row has 1 fields instead of 2 to 3"),
    ("limit: {of: words, in: sentence, most: 0}", "pack/probe.md:5:40: error: “most” is a number above 0"),
    ("limit: {of: verbs, in: sentence, most: 9}", "pack/probe.md:5:13: error: “of” is one of “words”, “characters”, “commas”"),
    ("consistency: [a, b]", "pack/probe.md:5:15: error: a group has at least two forms: [adviser, advisor]"),
    ("excuse: [a]\nfor: nobody", "pack/probe.md:6:6: error: unknown rule or category “nobody”"),
    ("phrases: {a: b}\ncase: odd", "pack/probe.md:6:7: error: “case” is “sensitive” or “insensitive”"),
    ("phrases: {a: b}\nlimit: {}", "pack/probe.md:6:8: error: a card has one kind of data"),
    ("phrases: [a", "pack/probe.md:6:1: error: did not find expected ',' or ']'"),
    ("summary: twice", "pack/probe.md:5:1: error: “summary” is given twice"),
  ]) func faultsHavePlaces(front: String, message: String) {
    #expect(Self.fault(front, siblings: ["bad.tsv": Array("a\tb\nno tab\n".utf8)]) == message)
  }
}
