import Testing

@testable import Spelling

@Suite struct LexiconTests {
  let english: Lexicon

  init() throws {
    english = try Lexicon.open(languages: ["en"])
  }

  @Test(arguments: [
    "cat", "Cat", "CAT", "cats", "Paris", "PARIS", "don't", "don\u{2019}t", "colour", "color", "21st", "113th", "1,200.5",
    "caf\u{E9}", "CAF\u{C9}", "of\u{FB01}ce", "walk\u{AD}ing", "NASA",
  ])
  func acceptsWords(word: String) {
    #expect(!english.accepts(word).isEmpty)
  }

  @Test(arguments: ["paris", "cAt", "tHe", "teh", "21th", "13rd", "beleive", "ofthe", "", "wor,d", "caf\u{E8}"])
  func rejectsOthers(word: String) {
    #expect(english.accepts(word).isEmpty)
  }

  @Test func tellsTheDictionariesApart() throws {
    let british = try #require(english.dictionaries.firstIndex { $0.name == "en_GB" })
    let american = try #require(english.dictionaries.firstIndex { $0.name == "en_US" })
    #expect(english.accepts("colour") == .dictionary(british))
    #expect(english.accepts("color") == .dictionary(american))
    #expect(english.accepts("word").isSuperset(of: [.dictionary(british), .dictionary(american)]))
  }

  @Test func knowsFrequencies() {
    #expect(english.frequency("the") > 70)
    #expect(english.frequency("The") == english.frequency("the"))
    #expect(english.frequency("government") > english.frequency("gourmet"))
    #expect(english.frequency("xqzzt") == 0)
  }

  @Test func knowsWhatFollowsWhat() {
    #expect(english.hasBigram(Array("of".utf8), Array("the".utf8)) > 0)
    #expect(english.hasBigram(Array("the".utf8), Array("of".utf8)) < english.hasBigram(Array("of".utf8), Array("the".utf8)))
    let minister = english.bigram(Array("prime".utf8), Array("minister".utf8))
    #expect(minister > english.bigram(Array("prime".utf8), Array("monster".utf8)))
    #expect(minister < 0)
  }

  @Test func aMissingDictionaryIsNamedInOneLine() {
    // What is there beside it is a dictionary of the test’s own.
    let folder = TemporaryFolder()
    folder.write("SET UTF-8\n", to: "qq_QQ.aff")
    folder.write("1\nword\n", to: "qq_QQ.dic")
    let error = #expect(throws: LexiconError.self) { try Lexicon.open(languages: ["qx_QX"], environment: folder.environment) }
    let line = error?.description ?? ""
    #expect(line.contains("“qx_QX”"))
    #expect(line.contains(folder.path))
    #expect(line.contains("qq_QQ"))
    #expect(line.contains("hunspell-qx-qx"))
    #expect(!line.contains("\n"))
  }

  @Test func oneRegionCanBeNamed() throws {
    let british = try Lexicon.open(languages: ["en-GB"])
    #expect(british.dictionaries.map(\.name) == ["en_GB"])
    #expect(british.accepts("color").isEmpty)
  }
}

@Suite struct IndexCacheTests {
  private static let affix = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"

  private func open(_ folder: TemporaryFolder) throws -> Lexicon {
    try Lexicon.open(languages: ["qq"], environment: folder.environment)
  }

  @Test func followsTheDictionary() throws {
    let folder = TemporaryFolder()
    folder.write(Self.affix, to: "qq_QQ.aff")
    folder.write("1\nblurb/S\n", to: "qq_QQ.dic")
    #expect(try !open(folder).accepts("blurbs").isEmpty)
    folder.write("2\nblurb\nother/S\n", to: "qq_QQ.dic")
    let changed = try open(folder)
    #expect(changed.accepts("blurbs").isEmpty)
    #expect(!changed.accepts("others").isEmpty)
  }

  @Test(arguments: ["", "x", String(repeating: "garbage ", count: 500)])
  func survivesADamagedFile(content: String) throws {
    let folder = TemporaryFolder()
    folder.write(Self.affix, to: "qq_QQ.aff")
    folder.write("1\nblurb/S\n", to: "qq_QQ.dic")
    _ = try open(folder)
    let index = try #require(Files.list(folder.path).first { $0.hasSuffix(".index") })
    folder.write(content, to: index)
    #expect(try !open(folder).accepts("blurbs").isEmpty)
  }

  @Test func survivesAFlippedBit() throws {
    let folder = TemporaryFolder()
    folder.write(Self.affix, to: "qq_QQ.aff")
    folder.write("1\nblurb/S\n", to: "qq_QQ.dic")
    _ = try open(folder)
    let index = try #require(Files.list(folder.path).first { $0.hasSuffix(".index") })
    var bytes = try #require(Files.read(folder.path + "/" + index))
    bytes[bytes.count / 2] ^= 4
    _ = Files.writeAtomically(bytes, to: folder.path + "/" + index)
    #expect(try !open(folder).accepts("blurbs").isEmpty)
  }

  @Test func worksWithoutACache() throws {
    let folder = TemporaryFolder()
    folder.write(Self.affix, to: "qq_QQ.aff")
    folder.write("1\nblurb/S\n", to: "qq_QQ.dic")
    var environment = folder.environment
    environment.galleyCache = "/dev/null/nowhere"
    let lexicon = try Lexicon.open(languages: ["qq"], environment: environment)
    #expect(!lexicon.accepts("Blurbs").isEmpty)
  }
}
