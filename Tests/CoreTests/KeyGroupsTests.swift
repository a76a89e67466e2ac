import GalleyTesting
import Testing

@testable import GalleyCore

@Suite struct KeyGroupsTests {
  private func present(_ text: String, _ groups: [String]) -> [Bool] {
    var made = KeyGroups()
    for group in groups {
      for word in group.split(separator: " ") { made.add(Vocabulary.key(Array(word.utf8))) }
      made.close()
    }
    return made.present(in: Document(text: text).vocabulary)
  }

  @Test func tellsWhichGroupsATextHasAWordOf() {
    let text = "The cat saw an extraordinarily fat dog."
    #expect(present(text, ["cat dog", "bird", "the", "", "bird extraordinarily"]) == [true, false, true, false, true])
  }

  @Test func sequencesAskForTheirPlainWordsAlone() {
    func groups(_ sequence: String) -> Int {
      var groups = KeyGroups()
      SequencePattern.addPlainWords(of: sequence, to: &groups)
      return groups.count
    }
    #expect(groups("he|she [have] (gone)") == 2)
    #expect(groups("(an) .consonant&!.letter .hyphen?") == 1)
    #expect(groups("most|less? (likely =VB/VBP|be)") == 1)
    #expect(groups("january|may&.capital !not NOUN|more -ed") == 1)
  }

  @Test func aWordOfASequenceMayHaveACurlyApostrophe() {
    var groups = KeyGroups()
    SequencePattern.addPlainWords(of: "don't (nothing)", to: &groups)
    #expect(groups.present(in: Document(text: "I don’t know nothing.").vocabulary) == [true, true])
  }
}
