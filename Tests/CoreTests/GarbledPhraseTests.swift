import Formats
import Foundation
import GalleyCore
import GalleyTesting
import Testing

@Suite struct GarbledPhraseTests {
  private static let sentences = [
    "The committee will decide in the spring what becomes of the old bridge over the river.",
    "She has been told that the money for the school was spent on a new roof.",
    "Some of the farmers could not be reached for comment on the new law.",
    "They have been waiting for the results of the vote since the beginning of the week.",
    "The museum would be open to the public at the end of the year, its director said.",
  ]
  /// Pairs that stand in the sentences and are swapped.
  private static let pairs = ["in the", "of the", "over the", "on a", "for the", "would be", "at the", "to the", "since the"]

  private static func swapped() -> [(text: String, right: String)] {
    sentences.flatMap { sentence in
      Set(pairs).compactMap { pair in
        guard let range = sentence.range(of: " \(pair) ") else { return nil }
        let words = pair.split(separator: " ")
        return (sentence.replacingCharacters(in: range, with: " \(words[1]) \(words[0]) "), sentence)
      }
    }
  }

  private func found(_ text: String) throws -> [Diagnostic] { try Workbench.check(Document(text: text)).filter { $0.rule.name == "garbled-phrase" } }

  @Test func fixesOfSwappedWordsGiveTheSentenceBack() throws {
    var restored = 0
    let all = Self.swapped()
    for (text, right) in all {
      let fixes = try found(text).flatMap(\.fixes)
      if fixes.contains(where: { fix in
        var bytes = Array(text.utf8)
        for edit in fix.edits.reversed() { bytes.replaceSubrange(edit.range.start..<edit.range.end, with: Array(edit.replacement.utf8)) }
        return String(decoding: bytes, as: UTF8.self) == right
      }) {
        restored += 1
      }
    }
    #expect(all.count > 10 && restored * 5 >= all.count * 3, "\(restored) of \(all.count)")
  }

  @Test func rightSentencesAreLeftAlone() throws {
    for sentence in Self.sentences { #expect(try found(sentence).isEmpty, "\(sentence)") }
  }

  @Test(arguments: [
    "Had he been there, would they have come?", "In this he was not alone.", "What will it be for?", "It is not to be had for money.",
    "Was it his, or hers?",
  ])
  func questionsAndEllipsesKeepTheirOrder(text: String) throws { #expect(try found(text).isEmpty) }
}
