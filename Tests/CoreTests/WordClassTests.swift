import Foundation
import GalleyCore
import GalleyTesting
import Testing

/// The lists of `Rules/lexicon`, and the table that is compiled from them.
@Suite struct WordClassTests {
  private struct Row {
    let file: String, name: String, words: [String]
  }

  private static let rows: [Row] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: Repository.path("Rules/lexicon"))) ?? []
    return files.sorted().filter { $0.hasSuffix(".tsv") }.flatMap { file in
      Repository.text("Rules/lexicon/\(file)").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        let fields = line.split(separator: "\t")
        return Row(file: file, name: String(fields[0]), words: fields[1].split(separator: " ").map(String.init))
      }
    }
  }()

  /// The words of each class, its rows joined.
  private static let lists = Dictionary(rows.map { ($0.name, $0.words) }, uniquingKeysWith: +)

  @Test func listsAreSortedWithoutRepetition() {
    for (name, words) in Self.lists {
      let sorted = Set(words).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      #expect(words == sorted, "\(name)")
    }
  }

  @Test func everyFileSaysWhatItIsAndWhereItComesFrom() {
    for file in Set(Self.rows.map(\.file)) {
      let head = Repository.text("Rules/lexicon/\(file)").split(separator: "\n").prefix(4)
      #expect(head.first?.hasPrefix("# ") == true && head.contains { $0.hasPrefix("# Source: ") }, "\(file)")
    }
  }

  @Test func theTableHoldsExactlyTheLists() {
    #expect(Set(WordClass.allCases.map { "\($0)" }) == Set(Self.lists.keys), "run Scripts/pack")
    for wordClass in WordClass.allCases {
      let members = Set(wordClass.builtIn.map { String(decoding: $0, as: UTF8.self) })
      #expect(members == Set(Self.lists["\(wordClass)"] ?? []), "\(wordClass): run Scripts/pack")
    }
  }

  /// No word may stand in two classes that exclude each other.
  @Test(arguments: [
    ("courtesyTitle", "officeTitle"), ("nameParticle", "courtesyTitle"), ("calendar", "nameParticle"), ("nameless", "calendar"),
    ("nameless", "courtesyTitle"), ("nameless", "officeTitle"), ("nameless", "nameParticle"), ("titleAbbreviation", "abbreviation"),
    ("titleAbbreviation", "numberAbbreviation"), ("abbreviation", "numberAbbreviation"), ("neverDoubled", "doubledIdiom"),
    ("neverDoubled", "doubledAtEdge"), ("neverDoubled", "doubledName"),
  ])
  func contradictingListsShareNoWord(_ one: String, _ other: String) throws {
    let first = try #require(Self.lists[one]), second = try #require(Self.lists[other])
    #expect(Set(first).intersection(second).sorted() == [])
  }

  @Test func aDocumentKnowsTheClassesOfItsWords() {
    let document = Document(text: "THOU sayest so, Mr Kowalski.")
    let words = document.tokens.indices.filter { document.tokens[$0].kind == .word }
    #expect(document.classes(of: words[0]).contains(.archaicSign))
    #expect(document.classes(of: words[3]).contains(.courtesyTitle))
    #expect(!document.classes(of: words[3]).contains(.officeTitle))
    #expect(document.classes(of: words[4]).isEmpty)
    #expect(document.classes(of: words[0] + 1).isEmpty)
    #expect(document.vocabulary.count(.courtesyTitle) == 1)
  }

  /// Words longer than a key are compared in full, not by their hash.
  @Test func longWordsAreFound() {
    #expect(WordClass.officeTitle.contains(Array("superintendent".utf8)))
    #expect(!WordClass.officeTitle.contains(Array("superintendents".utf8)))
    #expect(WordClass.commonUkrainian.contains(Array("після".utf8)))
  }

  /// Lists of packs count while their texts are read and checked, and no longer.
  @Test func listsOfPacksExtendTheLexicon() throws {
    let more = try #require(LexiconExtension([WordClassList(.officeTitle, [Array("shadow-premierette".utf8)]), WordClassList(.unit, [Array("smoot".utf8)])]))
    let text = Array("The Smoot and the shadow-premierette.".utf8)
    let document = try DocumentReader.read(name: "a.txt", bytes: text, kind: .text, extended: more)
    let plain = try DocumentReader.read(name: "a.txt", bytes: text, kind: .text)
    let smoot = try #require(document.tokens.indices.first { document.text(document.tokens[$0].range) == "Smoot" })
    #expect(document.classes(of: smoot).contains(.unit) && !document.classes(of: smoot).contains(.officeTitle))
    #expect(plain.classes(of: smoot).isEmpty)
    LexiconExtension.using(more) {
      #expect(WordClass.officeTitle.contains("shadow-premierette") && WordClass.unit.contains("smoot") && WordClass.unit.contains("km"))
      LexiconExtension.using(nil) { #expect(!WordClass.unit.contains("smoot")) }
      #expect(WordClass.unit.contains("smoot"))
    }
    #expect(!WordClass.unit.contains("smoot"))
    #expect(LexiconExtension([]) == nil)
  }
}
