import Formats
import GalleyTesting
import Spelling
import Testing

@testable import GalleyCore

/// The words for which the pack says that no misreading could be reported.
@Suite struct UnmistakableWordsTests {
  @Test(arguments: [
    "The house stood on the hill, and from its windows one could see the whole of the harbour.",
    "Nobody had expected the committee to publish the figures before the summer, least of all the chairman.",
  ])
  func areThoseThatTheModelWouldSay(text: String) throws {
    let lexicon = try Workbench.resources().lexicon
    let words = Document(text: text).vocabulary.folds.map(\.text).filter { $0.count > 1 && $0.allSatisfy(\.isLowercase) }
    let listed = words.filter { lexicon.isUnmistakable(Lexicon.key($0[...])) }
    #expect(listed.count * 2 > words.count)
    for word in words {
      #expect(MisreadingModel.isUnmistakable(word, lexicon) == listed.contains(word), "\(String(decoding: word, as: UTF8.self))")
    }
  }

  @Test func areNoWordsThatAreOftenMisread() throws {
    let lexicon = try Workbench.resources().lexicon
    for word in ["arid", "tact", "modem"] { #expect(!lexicon.isUnmistakable(Lexicon.key(Array(word.utf8)[...])), "\(word)") }
  }
}
