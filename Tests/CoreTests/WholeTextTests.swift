import GalleyCore
import GalleyTesting
import Testing

/// What only the rest of a text tells.
@Suite struct WholeTextTests {
  private func findings(_ rule: RuleID, _ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.rule == rule }.map { document.text($0.range) }
  }

  private static let prose = "Nobody dared to ask the driver whom he had brought with him, and the horses were tired.\n\n"

  /// The head of a page repeats the words that the text begins with.
  @Test func headsMadeOfTheFirstWords() throws {
    let first = "The carriage had been waiting at the gate since the early morning, and nobody knew why.\n\n"
    #expect(try findings("running-header", first + Self.prose + "212 The Carriage Had Been Waiting at the\n\n" + Self.prose) == ["212 The Carriage Had Been Waiting at the"])
    #expect(try findings("running-header", first + Self.prose + "12 carriages were waiting\n\n" + Self.prose) == [])
  }

  /// A title may hold a number of its own.
  @Test func headsOfTitlesWithNumbers() throws {
    let title = "The Harbour in 1912\n\n"
    #expect(try findings("running-header", title + Self.prose + "44 The Harbour in 1912\n\n" + Self.prose) == ["44 The Harbour in 1912"])
  }

  /// The name of a paper above two pages is its head; a chapter is none.
  @Test func namesThatComeTwice() throws {
    let short = "It rained.\n\n"
    #expect(try findings("running-header", short + "THE DAILY COURIER 53\n\n" + short + "THE DAILY COURIER 54\n\n" + short).count == 1)
    #expect(try findings("running-header", short + "PART ONE CHAPTER 1\n\n" + short + "PART ONE CHAPTER 2\n\n" + short) == [])
  }

  /// Lines of verse go on in lower case, paragraphs of prose do not.
  @Test func verseIsNoBrokenProse() throws {
    let verse = "The curfew tolls the knell of day\n\nthe lowing herd winds over the lea\n\nthe ploughman homeward plods his way\n\nand leaves the world to me\n"
    #expect(try findings("broken-paragraph", verse) == [])
  }

  /// Somebody who says “I” throughout narrates.
  @Test func narratorsNeedNoMarks() throws {
    let news = "“The pitch is ready,” the groundsman said. The club plays “whatever the weather” on Sunday.\n\n"
    let words = "We are going to need every hand on the day, she added.\n\n"
    #expect(try findings("unquoted-speech", news + words) == ["We", ","])
    #expect(try findings("unquoted-speech", news + "I was a boy then. We had no boots. My father played. I watched him.\n\n" + words) == [])
  }

  /// Replacements of cards carry the apostrophes of the text.
  @Test func apostrophesOfTheText() throws {
    let document = Document(text: "It doesn’t matter, and it isn’t late, because its not our house.\n")
    let found = try #require(try Workbench.check(document).first { $0.rule == "confused-construction" })
    #expect(found.fixes.first?.edits.first?.replacement == "it’s")
  }
}
