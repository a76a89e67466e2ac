#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Testing

@testable import Spelling

/// Dictionaries that cost more than they are worth, and caches that others could have written.
@Suite struct DictionaryLimitTests {
  private let folder = TemporaryFolder()

  /// A few lines of affixes can stand for millions of forms, of one stem or of many.
  @Test func affixesThatExplode() throws {
    var affixes = "SET UTF-8\n"
    let size = 300
    for (flag, next) in [("A", "/B"), ("B", "")] {
      affixes += "SFX \(flag) Y \(size)\n" + (0..<size).map { "SFX \(flag) 0 \(flag.lowercased())\($0)\(next) .\n" }.joined()
    }
    affixes += "PFX P Y \(size)\n" + (0..<size).map { "PFX P 0 p\($0) .\n" }.joined()
    let forms = FormExpander.expand(try AffixParser.parse(Array(affixes.utf8), path: "x.aff"), words: Array("1\nstem/AP\n".utf8))
    #expect(forms.isIncomplete, "Hunspell answers for the rest")
    #expect(forms.count <= 3_000_000)
    #expect(forms.bytes.count <= 128 << 20)
  }

  @Test func formsThatAreLong() throws {
    let long = String(repeating: "x", count: 100_000)
    let affixes = "SET UTF-8\nSFX A Y 1\nSFX A 0 \(long) .\n"
    let words = (0..<5000).map { "w\($0)/A\n" }.joined()
    let forms = FormExpander.expand(try AffixParser.parse(Array(affixes.utf8), path: "x.aff"), words: Array(words.utf8))
    #expect(forms.isIncomplete)
    #expect(forms.bytes.count < 140 << 20)
  }

  @Test func linksToOneDictionaryAreOne() throws {
    folder.write("SET UTF-8\n", to: "qx.aff")
    folder.write("1\nzorblatt\n", to: "qx.dic")
    let names = (0..<20).map { "qx_A\($0)" } + ["qx_QX"]
    for name in names {
      for ending in [".aff", ".dic"] { #expect(unsafe symlink("qx\(ending)", folder.path + "/\(name)\(ending)") == 0) }
    }
    let lexicon = try Lexicon.open(languages: ["qx"], environment: folder.environment)
    #expect(lexicon.dictionaries.map(\.name) == ["qx"])
    #expect(!lexicon.accepts("zorblatt").isEmpty)
    #expect(try Lexicon.open(languages: ["qx_A3"], environment: folder.environment).dictionaries.map(\.name) == ["qx_A3"], "one that is named")
  }

  /// Hunspell itself reads beyond its tables where bytes are not the UTF-8 that a dictionary promises.
  @Test(arguments: ["TRY es#t", "KEY qw#|asd", "REP 1\nREP f #h", "MAP 1\nMAP a#", "SFX A Y 1\nSFX A 0 #s .", "ICONV 1\nICONV # e", "WORDCHARS #"], [false, true])
  func bytesThatAreNotTheUTF8ThatIsPromised(line: String, isInWords: Bool) throws {
    func bytes(_ text: String) -> [UInt8] { text.utf8.map { $0 == UInt8(ascii: "#") ? 0xFE : $0 } }
    folder.write(bytes("SET UTF-8\nCOMPOUNDFLAG X\n" + (isInWords ? "" : line) + "\n"), to: "qx.aff")
    folder.write(bytes("2\nhouse/X\n" + (isInWords ? "ho#me/X" : "home/X") + "\n"), to: "qx.dic")
    let lexicon = try Lexicon.open(languages: ["qx"], environment: folder.environment)
    for word in ["hosue", "He", "Reykjavik", "ho\u{FFFD}me"] { _ = (lexicon.accepts(word), lexicon.corrections(of: Array(word.utf8))) }
    #expect(!lexicon.accepts("house").isEmpty)
  }

  @Test func aFileThatIsTooLargeIsSaid() {
    folder.write("SET UTF-8\n", to: "qx.aff")
    folder.write("1\nx\n", to: "qx.dic")
    #expect(unsafe truncate(folder.path + "/qx.dic", 65 << 20) == 0)
    let error = #expect(throws: LexiconError.self) { try Lexicon.open(languages: ["qx"], environment: folder.environment) }
    #expect(error?.description.contains("qx.dic: too large") == true)
  }

  @Test(arguments: 0..<40) func everyByteIsSummedUp(size: Int) {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 37) }
    func sum(_ bytes: [UInt8]) -> UInt64 { unsafe bytes.withUnsafeBytes { unsafe MappedBytes.checksum($0, from: 0) } }
    for i in bytes.indices {
      var damaged = bytes
      damaged[i] ^= 0x10
      #expect(sum(damaged) != sum(bytes), "byte \(i) of \(size)")
    }
    #expect(sum(bytes + [0]) != sum(bytes))
  }

  /// Somebody else's index could say that any slip is a word.
  @Test func foreignCachesAreNotUsed() throws {
    folder.write("SET UTF-8\n", to: "qx.aff")
    folder.write("1\nzorblatt\n", to: "qx.dic")
    let cache = TemporaryFolder()
    var environment = folder.environment
    environment.galleyCache = cache.path
    _ = try Lexicon.open(languages: ["qx"], environment: environment)
    let index = try #require(Files.list(cache.path).first)
    #expect(Files.isOwn(cache.path + "/" + index))
    #expect(unsafe chmod(cache.path, 0o777) == 0)
    _ = unsafe unlink(cache.path + "/" + index)
    #expect(try !Lexicon.open(languages: ["qx"], environment: environment).accepts("zorblatt").isEmpty)
    #expect(Files.list(cache.path).isEmpty, "nothing is kept where everybody may write")
    #expect(unsafe chmod(cache.path, 0o755) == 0)
    guard geteuid() == 0 else { return }
    #expect(unsafe chown(cache.path, 65_534, 65_534) == 0)
    _ = try Lexicon.open(languages: ["qx"], environment: environment)
    #expect(Files.list(cache.path).isEmpty, "nor where another user may")
  }
}
