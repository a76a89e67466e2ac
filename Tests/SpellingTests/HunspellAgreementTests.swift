import Testing

@testable import Spelling

/// The index against Hunspell itself: small dictionaries that use one feature each, and the installed English ones.
@Suite struct HunspellAgreementTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let affix: String
    let words: String
    let tried: [String]
  }

  static let examples = [
    Example(
      testDescription: "cross products and conditions",
      affix: "SET UTF-8\nPFX U Y 1\nPFX U 0 un .\nSFX D Y 2\nSFX D 0 d e\nSFX D y ied [^aeiou]y\nSFX N N 1\nSFX N 0 ness .\n",
      words: "3\nlove/UD\ntry/D\nkind/UN\n",
      tried: ["love", "unlove", "loved", "unloved", "tried", "tryed", "kindness", "unkind", "unkindness", "Unloved", "LOVED"]),
    Example(
      testDescription: "continuation classes",
      affix: "SET UTF-8\nSFX A Y 1\nSFX A 0 able/B .\nSFX B Y 2\nSFX B 0 s .\nSFX B 0 ness .\n",
      words: "1\nread/A\n", tried: ["read", "readable", "readables", "reads", "readabless"]),
    Example(
      testDescription: "long flags and aliases",
      affix: "SET UTF-8\nFLAG long\nAF 2\nAF aaBb\nAF Bb\nSFX aa Y 1\nSFX aa 0 ing .\nSFX Bb Y 1\nSFX Bb 0 ed .\n",
      words: "2\nwalk/1\ntalk/2\n", tried: ["walk", "walking", "walked", "talk", "talking", "talked"]),
    Example(
      testDescription: "numeric flags, needaffix, forbiddenword",
      affix:
        "SET UTF-8\nFLAG num\nNEEDAFFIX 10\nFORBIDDENWORD 11\nSFX 1 Y 1\nSFX 1 0 s .\n",
      words: "4\nscissor/1,10\ncat/1\nfoot/1\nfoots/11\n", tried: ["scissor", "scissors", "cat", "cats", "foot", "foots", "Foots"]),
    Example(
      testDescription: "keepcase and mixed case",
      affix: "SET UTF-8\nKEEPCASE K\n", words: "3\nkg/K\nOpenOffice\nmiddle\n",
      tried: ["kg", "Kg", "KG", "OpenOffice", "OPENOFFICE", "Openoffice", "openoffice", "MIDDLE", "Middle", "mIddle"]),
    Example(
      testDescription: "Latin-1",
      affix: "SET UTF-8\nFLAG UTF-8\nSFX é Y 1\nSFX é r rés r\n", words: "2\nmarcher/é\nÉtat\n",
      tried: ["marcher", "marchés", "marcherés", "État", "ÉTAT", "état"]),
    Example(
      testDescription: "compounds, which cannot be listed",
      affix: "SET UTF-8\nCOMPOUNDFLAG C\nCOMPOUNDMIN 3\n", words: "2\nhaus/C\nboot/C\n",
      tried: ["haus", "hausboot", "boothaus", "hausboothaus", "hausbo", "Hausboot"]),
  ]

  @Test(arguments: examples)
  func agrees(example: Example) throws {
    let folder = TemporaryFolder()
    folder.write(example.affix, to: "qq_QQ.aff")
    folder.write(example.words, to: "qq_QQ.dic")
    let lexicon = try Lexicon.open(languages: ["qq_QQ"], environment: folder.environment)
    let hunspell = HunspellSpeller(lexicon.dictionaries[0])
    for word in example.tried {
      #expect(!lexicon.accepts(word).isEmpty == hunspell.accepts(Array(word.utf8)), "\(word)")
    }
  }

  /// Every distinct word of the texts that a Debian system brings, in three cases, and inflected forms of each.
  @Test(arguments: ["en_US", "en_GB"])
  func agreesOnEveryWordOfALargeText(language: String) throws {
    let lexicon = try Lexicon.open(languages: [language])
    let hunspell = HunspellSpeller(lexicon.dictionaries[0])
    var words: Set<[UInt8]> = []
    let folders = ["/usr/share/common-licenses", "/usr/share/perl5/pod", "/usr/share/doc/git", "/usr/share/hunspell"]
    for folder in folders {
      for name in Files.list(folder) where !name.hasSuffix(".gz") {
        for run in (Files.read("\(folder)/\(name)") ?? []).split(whereSeparator: { ($0 | 0x20) &- 0x61 >= 26 }) {
          guard run.count < 40, run.count > 1 else { continue }
          let lower = run.map { $0 | 0x20 }
          let title = [lower[0] & ~0x20] + lower.dropFirst()
          words.formUnion([Array(run), lower, title, lower + Array("s".utf8)])
        }
      }
    }
    #expect(words.count > 50_000)
    // CDS for CDs: Hunspell takes the plurals of some abbreviations in capitals and not of others.
    var differing: [String] = []
    for word in words where LetterCase.ofASCII(word.span) != .upper && !lexicon.accepts(word).isEmpty != hunspell.accepts(word) {
      differing.append(String(decoding: word, as: UTF8.self))
    }
    #expect(differing.isEmpty)
  }
}
