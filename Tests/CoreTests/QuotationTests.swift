import GalleyCore
import GalleyTesting
import Testing

/// Places of missing quotation marks, and marks that are damaged besides.
@Suite struct QuotationTests {
  private static let rules = ["unclosed-quote", "unopened-quote", "unquoted-speech", "quote-spacing", "missing-space", "odd-quote", "reversed-quote", "nested-quote-level"]

  /// Rules and what they mark, in reading order.
  private func found(_ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.severity > .note && Self.rules.contains($0.rule.name) }
      .map { "\($0.rule.name) \(document.text($0.range))" }
  }

  private func fixed(_ text: String, _ rule: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.rule.name == rule }.compactMap { $0.fixes.first?.edits.first?.replacement }
  }

  @Test(arguments: [
    "The keeper said &quot;the lamp is out&quot; and went home. “It is dark,” he said.",
    "The keeper said \u{93}the lamp is out\u{94} and went home. “It is dark,” he said.",
    "The keeper said, \u{FFFD}the lamp is out,” and went home. “It is dark,” he said.",
    "The keeper said, “the lamp is out,\u{FFFD} and went home. “It is dark,” he said.",
  ])
  func damagedMarksAreMarks(text: String) throws {
    #expect(try found(text) == [])
  }

  @Test func lostMarksAreProposed() throws {
    #expect(try fixed("The keeper said, “the lamp is out,\u{FFFD} and went home. “It is dark,” he said.", "replacement-character") == ["”"])
    #expect(try fixed("The ferry cost \u{FFFD}5 in “high season”, and the caf\u{FFFD} was “closed”.", "replacement-character").first == "£")
  }

  /// A sentence that is told of begins where it begins, not after any comma.
  @Test(arguments: [
    ("The ferry runs to Arran, Bute and Islay. The last boat leaves at nine,\" the captain said.", "unopened-quote T"),
    ("The ferry runs to Arran, Bute and Islay. The captain was clear: The last boat leaves at nine.\"", "unopened-quote T"),
    ("\"The wind is up,\" the captain said. We shall not sail tonight. I am sorry for it.\"", "unopened-quote W"),
    ("The mate ran up. Hey! Not so fast!\" he shouted.", "unopened-quote H"),
  ])
  func placesOfOpeningMarks(text: String, expected: String) throws {
    #expect(try found(text) == [expected])
  }

  /// What both of two marks lack is told at two places.
  @Test(arguments: [
    ("\"The wind is up,\" the captain said.\n\nThe last boat leaves at nine, \" the mate said.", ["unopened-quote T", "quote-spacing  "]),
    ("\"The wind is up,\" the captain said.\n\nThe last boat leaves at nine,\"the mate said.", ["unopened-quote T", "missing-space \"the"]),
  ])
  func twoDefectsAtOneMark(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  @Test(arguments: [
    ("The pier costs a\"small fortune\" each year.", ["missing-space a\""]),
    ("The pier is a \"small fortune\"for the town.", ["missing-space \"for"]),
    ("The tower of L\"Aquila\" is old.", []),
  ])
  func spacesOfShortWords(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  /// “, he said” never stands inside the quotation that it tells of.
  @Test func attributionsOfNames() throws {
    let text = "\"The pier is for the whole town, the owners said in a statement. \"The council knows it well,\" the mayor said."
    #expect(try found(text) == ["unclosed-quote ,"])
  }

  /// No sentence is quoted with its attribution inside another quotation of the same marks.
  @Test func wholeSentencesAreNotNested() throws {
    let text = """
      “There was no sign of a boat. The coxswain went out again at noon. “When the sea is like this, we stay near the rocks,” Coxswain Mary Doyle said.
      """
    #expect(try found(text).allSatisfy { $0.hasPrefix("unclosed-quote") })
  }

  @Test(arguments: [
    ("The pier is closed, “for good,” the mayor said. I will not see it open again, she told the council.", true),
    ("The pier is closed, “for good,” the mayor said. She would not see it open again, she told the council.", false),
    ("The pier is closed, “for good”. The mayor said: The council has no money for the repair.", true),
    ("The pier is closed, “for good”. Among other things, he said: Trams will stop at the town hall, and boats at the mole.", false),
    ("Seven towns want a pier, “for good”. Town claims: The council has no money for the repair.", false),
    ("The pier is closed, “for good”. Along the way, one of the men, David Redpath, 34, said he and his brother would pay.", false),
  ])
  func speechWithoutMarks(text: String, isFound: Bool) throws {
    #expect(try found(text).map { $0.hasPrefix("unquoted-speech") } == (isFound ? [true, true] : []))
  }

  /// A paragraph that was cut in two goes on with its quotation.
  @Test func cutParagraphs() throws {
    let text = "“People are often busy like all of us and so they do not have\n\ntime for the long way round,” she said of the new road to the harbour."
    #expect(try found(text) == [])
  }

  @Test func mixedPairs() throws {
    #expect(try found("They call it “the ladder\" here. “It is steep,” he said.") == ["odd-quote \""])
  }
}

/// Words beside others that are misspelt or confused.
@Suite struct CrowdedSlipTests {
  private func marked(_ rule: String, _ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.rule.name == rule && $0.severity > .note }.map { document.text($0.range) }
  }

  @Test(arguments: [
    ("The old harbour would of being closed by now, said the pilot.", ["of", "being"]),
    ("He said that the trip should of being cheaper for the school.", ["of", "being"]),
  ])
  func besideConfusedWords(text: String, expected: [String]) throws {
    #expect(try marked("confused-word", text) == expected)
  }

  @Test func besideMisspeltWords() throws {
    #expect(try marked("apostrophe", "She was the keeper of the harbour for threee term's, from the war to the great flood.") == ["term's"])
    #expect(try marked("missing-capital", "He stood up. “That is not so, and i thught it was all taken care of,” he said.") == ["i"])
  }

  @Test func afterAMisspeltWord() throws {
    #expect(try marked("lowercase-sentence-start", "The visitors were tired of the whole sytem. we took the last ferry home.") == ["we"])
    #expect(try marked("missing-capital", "He told us all about it. “i dont know the way to the pier,” he said.") == ["i"])
  }
}
