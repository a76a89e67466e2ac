import Testing

@testable import Spelling

/// What a reader would expect of the model, and what the library that it comes from answers.
@Suite struct LanguageModelTests {
  let model = LanguageModel.english

  private func word(_ text: String) -> LanguageModel.Word { model.word(Array(text.utf8)) }

  /// log₁₀ of P(last word | the words before it).
  private func probability(_ words: String...) -> Double {
    let words = words.map(word)
    let context = (words.count > 2 ? words[words.count - 3] : nil, words.count > 1 ? words[words.count - 2] : nil)
    return Double(model.score(context, words[words.count - 1])) / Double(LanguageModel.steps)
  }

  /// The values are the answers of the library that the model comes from; a step of the file is 1/30.
  @Test func agreesWithItsSource() {
    #expect(abs(probability("in", "the", "middle") + 1.632) < 0.02)
    #expect(abs(probability("chief", "of", "staff") + 0.645) < 0.02)
    #expect(abs(probability("gulf", "war") + 0.598) < 0.02)
    #expect(abs(probability("proliferation", "of") + 0.384) < 0.02)
  }

  @Test(arguments: [
    ("the dog wagged", "its", "tail and", "it's"), ("he", "passed", "the bill", "past"), ("more", "than", "a year", "then"),
    ("points to the", "fact", "that it", "tact"), ("they took", "their", "children with", "there"),
  ])
  func prefersWhatAReaderWould(before: String, right: String, after: String, wrong: String) {
    let before = before.split(separator: " ").suffix(2).map { word(String($0)) }
    let after = after.split(separator: " ").prefix(2).map { word(String($0)) }
    let far = before.count > 1 ? before[0] : nil
    let gap = model.gap(far: far, near: before.last, next: after[0], last: after[1])
    func score(_ candidate: String) -> Int32 { model.fit(word(candidate), in: gap)?.sum ?? .min }
    for candidate in [right, wrong] {
      // What is found once for a gap is what every score finds for itself.
      let word = word(candidate)
      let fit = model.fit(word, in: gap)
      #expect(fit?.itself == model.score((far, before.last), word))
      #expect(fit?.next == model.score((before.last, word), after[0]))
      #expect(fit?.last == model.score((word, after[0]), after[1]))
    }
    #expect(score(right) > score(wrong) + Int32(LanguageModel.steps) / 2)
  }

  @Test func numbersNamesAndUnknownWordsAreClasses() {
    let known = word("government")
    #expect(known.isKnown)
    let name = model.word(Array("zxqvian".utf8), otherwise: .name), other = model.word(Array("zxqvian".utf8), otherwise: .unknown)
    #expect(!name.isKnown && !other.isKnown && name != other)
    // Any number is a number, and a frequent unknown word is likelier than a rare one.
    #expect(model.word(Array("1,947".utf8), otherwise: .number) == model.word(Array("83".utf8), otherwise: .number))
    let frequent = model.word(Array("zxqvian".utf8), otherwise: .unknown, frequency: 30)
    #expect(model.score((nil, known), frequent) > model.score((nil, known), other))
  }

  @Test func knowsWhichWordsHaveCapitals() throws {
    #expect(try #require(word("friday").capitals) > 0)
    #expect(try #require(word("table").capitals) < 0)
  }

  @Test func withoutContextAWordStandsAlone() {
    let word = word("house")
    #expect(model.score((nil, nil), word) == word.alone)
    #expect(model.fit(word, in: model.gap(far: nil, near: nil, next: nil, last: nil))?.sum == word.alone)
  }
}
