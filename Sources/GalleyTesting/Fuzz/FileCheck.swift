import Foundation
import GalleyCore
import Platform
import Spelling

/// What must hold of a file that somebody wrote for galley: it is read, or refused in words.
final class FileCheck {
  private let folder: TemporaryDirectory
  private let packs: RulePacks
  private let document = Document(text: "He saw the the colour of Reykjavik, “said Tom.\n")

  init() throws {
    folder = try TemporaryDirectory()
    packs = try RulePacks()
  }

  func run(_ bytes: [UInt8], _ kind: FuzzKind) -> String? {
    do {
      switch kind {
      case .configuration: try configuration(bytes)
      case .card: try check([("house/card.md", bytes), ("house/table.tsv", Array("teh\tthe\n".utf8))])
      case .table: try check([("house/card.md", Self.card), ("house/table.tsv", bytes)])
      case .words:
        for ending in ["txt", "json", "yml", "dic"] {
          let path = try folder.write(bytes, to: "words." + ending)
          _ = try? EntryFile.words(at: path)
        }
        _ = try EntryFile.words(at: try folder.write(bytes, to: "words.txt"))
      case .names:
        var names = HouseNames()
        names.add(bytes)
        let resources = Resources(lexicon: try Workbench.resources().lexicon, houseNames: names)
        _ = try Workbench.engine().check(document, resources)
      case .dictionary: try dictionary(bytes)
      case .baseline:
        let known = KnownFindings(try Baseline(reading: try folder.write(bytes, to: "baseline")))
        var found = try Workbench.check(document)
        known.strike(from: &found, document, reporting: [])
      default: return "no file of galley's"
      }
      return nil
    } catch { return "\(error)".isEmpty ? "an error without words" : nil }
  }

  private func check(_ files: [(path: String, bytes: [UInt8])]) throws {
    let cards = try CardLibrary.cards(in: files)
    for card in cards { _ = try (card.prose(), card.examples()) }
    let resources = try Workbench.resources()
    _ = try Engine(cards: cards).check(document, resources)
  }

  static let card = Array(
    "---\nid: house-table\nsummary: A table of the house\nkind: table\ntable: table.tsv\n---\nText.\n".utf8)

  private func configuration(_ bytes: [UInt8]) throws {
    let path = try folder.write(bytes, to: "site/.galley.yml")
    try folder.write("colour\n", to: "site/words.txt")
    let setups = Setups(CommandLineSettings(), .file(path), packs: packs, least: .note)
    let file = FilePath(folder.path + "/site/a.txt")
    if try setups.paths.skips(changed: file, named: []) { return }
    let setup = try setups.setup(for: file)
    _ = setup.engine.check(document, setup.resources)
  }

  /// The affix file and the list stand after each other, with a control character between them.
  private func dictionary(_ bytes: [UInt8]) throws {
    let directory = try TemporaryDirectory()
    try Self.writeDictionary(bytes, directory)
    let environment = SpellingEnvironment(dictionaryPath: directory.path, galleyCache: directory.path + "/cache")
    let lexicon = try Lexicon.open(languages: ["zz_ZZ"], environment: environment)
    for word in ["walk", "rewalked", "HOUSES", "tries", "xyz", "naïve", "it’s"] { _ = lexicon.accepts(Array(word.utf8)) }
    _ = lexicon.corrections(of: Array("wlak".utf8))
  }

  static func writeDictionary(_ bytes: [UInt8], _ directory: TemporaryDirectory, below folder: String = "") throws {
    let parts = bytes.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)
    try directory.write(parts[0], to: folder + "zz_ZZ.aff")
    try directory.write(parts.count > 1 ? Array(parts[1]) : [], to: folder + "zz_ZZ.dic")
  }
}
