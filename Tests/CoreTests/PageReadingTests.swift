import GalleyTesting
import Testing

@testable import GalleyCore

/// Known words, numbers and marks of pages that a machine misread.
@Suite struct PageReadingTests {
  private static let page = """
    THE HARBOUR BOARD.

    The monthly meeting was held ou Monday evening, when there
    were present the chairman, Mr. Penrose, and eight members.
    The secretary read a letter from the engineer, who said that
    tho new pier would be ready hefore the end of the month, and
    that he had ordered the lamps. It was stated that the cost had
    been 3501. in the first year, and that the e bank would lend
    the rest. The chairman; said that be was glad to hear it, and
    moved that tbe report be received. The motion was carried.
    A vote of thanks to tho chairman closed the procecdings.
    """
  /// The same as it was printed.
  private static let printed =
    page.replacing("tho ", with: "the ").replacing("3501.", with: "350l.").replacing("the e bank", with: "the bank").replacing("chairman;", with: "chairman")
    .replacing("that be was", with: "that he was").replacing("tbe", with: "the").replacing("ou ", with: "on ").replacing("hefore", with: "before")
    .replacing("procecdings", with: "proceedings")

  private func reading(_ text: String) throws -> (document: Document, reading: PageReading) {
    let document = Document(Source(path: "page.txt", bytes: Array(text.utf8)))
    return (document, Analysis(document, try Workbench.resources()).shared(PageReading.self))
  }

  @Test func knownWordsAreSuspected() throws {
    let (document, reading) = try reading(Self.page)
    #expect(reading.isPage)
    let words = reading.words.map { document.text(document.tokens[$0.token].range) }
    for word in ["tho", "e", "be"] { #expect(words.contains(word), "\(words)") }
  }

  @Test func whatWasPrintedIsNoPage() throws {
    let (_, reading) = try reading(Self.printed)
    #expect(!reading.isPage && reading.words.isEmpty)
  }

  /// The same misread words in what nobody printed: with an address, as a list with typed bullets, about a program, marked up.
  @Test(arguments: [
    page + "\n\nSee https://example.org/harbour for more.",
    page.split(separator: "\n").map { "* \($0)" }.joined(separator: "\n"),
    page + "\n\nClick OK in the Settings menu, or drag the toolbar; the dialog has a checkbox and a button.",
  ])
  func whatIsBornDigitalIsNoPage(text: String) throws {
    let (_, reading) = try reading(text)
    #expect(!reading.isPage && reading.words.isEmpty)
  }

  @Test func markdownIsNoPage() throws {
    let document = try DocumentReader.read(name: "page.md", bytes: Array(Self.page.utf8))
    #expect(!Analysis(document, try Workbench.resources()).shared(PageReading.self).isPage)
  }

  @Test func poundsAreTold() throws {
    let document = Document(Source(path: "page.txt", bytes: Array(Self.page.utf8)))
    let messages = try Workbench.check(document).map(\.message)
    #expect(messages.contains("“3501.” looks misread for “350l.”, pounds"))
    #expect(messages.contains("a stray “;” after “chairman”"))
  }

  /// What is offered first for unknown words, known ones and letters, weighed where they stand.
  @Test func firstFixesFitTheLine() throws {
    let text = Self.page.replacing("3501. in the first year", with: "3501. in the first year, wae toid")
    let document = Document(Source(path: "page.txt", bytes: Array(text.utf8)))
    let first = try Workbench.check(document).compactMap { found in found.fixes.first.map { (document.text(found.range), $0.edits.map(\.replacement)) } }
    for (misread, printed) in [
      ("ou", "on"), ("tho", "the"), ("hefore", "before"), ("wae", "was"), ("toid", "told"), ("be", "he"), ("tbe", "the"), ("e", ""),
      ("procecdings", "proceedings"),
    ] {
      #expect(first.contains { $0.0 == misread && $0.1 == [printed] }, "\(misread): \(first)")
    }
  }
}
