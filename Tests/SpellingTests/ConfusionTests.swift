import Testing

@testable import Spelling

@Suite struct ConfusionTests {
  /// A confusion is the word with what was observed replaced, whatever the length of either.
  @Test(arguments: ["clay", "modem", "arid", "bum", "tumed", "ham", "comer", "burning", "darling", "claiming", "counterclaims"])
  func confusionsAreWhatTheySay(_ text: String) throws {
    let lexicon = try Lexicon.open(languages: ["en"])
    let word = Array(text.utf8)
    for confusion in lexicon.confusions(of: word, least: 30, withSlips: true) {
      #expect(confusion.key == Lexicon.key(confusion.word[...]))
      #expect(!lexicon.accepts(confusion.word).isEmpty)
      let places = word.indices.filter { word[$0...].starts(with: confusion.observed) } + [word.count]
      let made = places.map { place in
        Array(word[..<place]) + confusion.intended + (place < word.count ? word[(place + confusion.observed.count)...] : [])
      }
      let inserted = confusion.observed.isEmpty ? word.indices.map { Array(word[..<$0]) + confusion.intended + word[$0...] } : []
      #expect((made + inserted).contains(confusion.word), "\(text): \(String(decoding: confusion.word, as: UTF8.self))")
    }
  }

  @Test func scannersReadLettersForOthers() throws {
    let lexicon = try Lexicon.open(languages: ["en"])
    for (read, meant) in [("modem", "modern"), ("clay", "day"), ("bum", "burn")] {
      let found = lexicon.confusions(of: Array(read.utf8), least: 30, withSlips: false).map { String(decoding: $0.word, as: UTF8.self) }
      #expect(found.contains(meant), "\(read): \(found)")
    }
  }
}
