import Testing

@testable import Spelling

/// The English dictionaries that are part of the program.
@Suite struct EmbeddedIndexTests {
  @Test func isTheIndexOfTheInstalledDictionaries() throws {
    try #require(CompiledFile.embedded(.words) != nil, "Rules/data lacks the indexes: run Scripts/build-index")
    let installed = try DictionaryLocator(SpellingEnvironment()).find(["en"])
    for kind in [CompiledFile.Kind.words, .candidates] {
      let built = try #require(CompiledFile.embedded(kind))
      // Elsewhere other dictionaries may be installed.
      guard built.isMade(from: installed) else { continue }
      var forms: [WordForms] = []
      for dictionary in installed { forms.append(try FormExpander.expand(dictionary)) }
      let payload = kind == .words ? WordIndex.compile(forms) : CandidateTrie.compile(forms, hasFrequencies: true)
      #expect(built.payloadSize == payload.count, "stale: run Scripts/build-index")
      let isSame = unsafe payload.withUnsafeBytes { unsafe $0.elementsEqual(UnsafeRawBufferPointer(start: built.payload, count: built.payloadSize)) }
      #expect(isSame, "stale: run Scripts/build-index")
    }
  }

  /// An unwritable cache costs nothing but a look at the dictionaries.
  @Test func servesWhereNothingCanBeWritten() throws {
    let lexicon = try Lexicon.open(languages: ["en"], environment: SpellingEnvironment(galleyCache: "/proc/nowhere"))
    #expect(!lexicon.accepts("colour").isEmpty)
    #expect(lexicon.accepts(Array("colouur".utf8)).isEmpty)
    #expect(lexicon.corrections(of: Array("colouur".utf8)).first?.text == "colour")
  }

  @Test func servesWhereNoDictionaryIsInstalled() throws {
    let lexicon = try Lexicon.open(DictionaryInfo.embedded, cacheFolder: nil)
    #expect(lexicon.dictionaries.map(\.name) == ["en_GB", "en_US"])
    #expect(!lexicon.accepts(Array("theatre".utf8)).isEmpty)
    #expect(lexicon.corrections(of: Array("teh".utf8)).first?.text == "the")
  }
}
