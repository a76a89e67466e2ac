import GalleyTesting
import Spelling
import Testing

@testable import GalleyCore

/// What an unknown word is first corrected to where it stands.
@Suite struct WordCorrectionsTests {
  private func corrections(_ text: String) throws -> [String: String] {
    let document = Document(text: text)
    let analysis = Analysis(document, try Workbench.resources())
    return analysis.shared(SpellingJudgement.self).judged.reduce(into: [:]) {
      $0[document.text(document.tokens[$1.main].range)] = $1.corrections.first?.text
    }
  }

  @Test func possessivesBeforeWhatTheyOwn() throws {
    let found = try corrections("The ministers praised Finlands economy on Monday. Nobody had seen the childrens playground before.")
    #expect(found["Finlands"] == "Finland's")
    #expect(found["childrens"] == "children's")
  }

  @Test func lostLigaturesOfOneText() throws {
    let found = try corrections("The inquiry began with a trial. A signicant error was found in the oce of the mayor, who was terried.")
    #expect(found["signicant"] == "significant")
    #expect(found["terried"] == "terrified")
  }

  @Test(arguments: [("wilI", "will"), ("peopIe", "people"), ("Iarge", "large")])
  func capitalsReadForL(written: String, meant: String) throws {
    let found = try corrections("They said that it \(written) be there when the house was built by the river.")
    #expect(found[written] == meant)
  }
}

/// Apostrophes that are missing from words which are words without them, too.
@Suite struct LostApostropheTests {
  private func found(_ text: String) throws -> [String] {
    let document = Document(text: text)
    return try Workbench.check(document).filter { $0.rule.name == "apostrophe" && $0.severity > .note }.map { document.text($0.range) }
  }

  @Test(arguments: [("I think Ive seen that house before.", "Ive"), ("She says that he cant come to the meeting.", "cant")])
  func contractionsThatAreWords(text: String, word: String) throws {
    #expect(try found(text) == [word])
  }

  @Test(arguments: [
    "Most Thais view an adult in shorts as ill dressed.", "The boats of Air Chathams fly five days a week.",
    "They spoke the cant of thieves, as is their wont.", "Jony Ive drew it.",
  ])
  func wordsWithoutOne(text: String) throws {
    #expect(try found(text) == [])
  }
}
