import Foundation
import GalleyTesting
import Testing

/// What is wrong with the user's own files is reported in the format that was asked for, and the rest is checked.
@Suite struct FaultTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("I saw the the cat.\n", to: "a.txt")
    try folder.write("I saw the the cat.\n", to: "sub/b.txt")
    try folder.write("words: [éééé]\nrules: {é: off, doubled-wrod: off}\n", to: "sub/.galley.yml")
  }

  private func run(_ arguments: String) throws -> Command.Outcome { try Command.run("galley --quiet \(arguments)", in: folder.path) }

  private func object(_ outcome: Command.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.text)")
  }

  @Test func inJSON() throws {
    let outcome = try run("--format json .")
    #expect(outcome.status == 2)
    let report = try object(outcome)
    let found = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(Set(found.compactMap { $0["file"] as? String }) == ["./a.txt", "sub/.galley.yml"], "the rest is checked")
    let faults = found.filter { $0["file"] as? String == "sub/.galley.yml" }
    #expect(faults.count == 2)
    let places = try faults.map { fault -> [Int] in
      let range = try #require(fault["range"] as? [String: [String: Int]])
      return [range["start"]?["line"], range["start"]?["column"], range["start"]?["offset"]].compactMap(\.self)
    }
    #expect(places == [[2, 9, 26], [2, 17, 35]], "columns count characters, offsets bytes")
    #expect(faults.allSatisfy { $0["rule"] as? String == "invalid-configuration" && $0["severity"] as? String == "error" })
    let files = try #require(report["files"] as? [[String: Any]])
    let status = Dictionary(files.map { ($0["file"] as? String ?? "", $0["status"] as? String ?? "") }) { $1 }
    #expect(status["./a.txt"] == "ok")
    #expect(status["sub/.galley.yml"]?.contains("2 faults") == true)
    #expect(outcome.errorText.contains("sub/.galley.yml:2:17: error: unknown rule or category “doubled-wrod”"))
  }

  @Test func whatIsNotCheckedSaysWhy() throws {
    let report = try object(try run("--format json a.txt sub/b.txt"))
    let files = try #require(report["files"] as? [[String: Any]])
    let status = Dictionary(files.map { ($0["file"] as? String ?? "", $0["status"] as? String ?? "") }) { $1 }
    #expect(status["sub/b.txt"]?.hasPrefix("not checked: sub/.galley.yml") == true)
  }

  @Test(arguments: ["json", "jsonl", "sarif", "github", "checkstyle", "junit", "rdjsonl", "fixits", "html"])
  func everyFormatNamesThePlace(_ format: String) throws {
    let outcome = try run("--format \(format) sub/b.txt")
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("sub/.galley.yml") && outcome.text.contains("doubled-wrod"), "\(outcome.text)")
    switch format {
    case "json", "sarif": _ = try object(outcome)
    case "jsonl", "rdjsonl":
      for line in outcome.text.split(separator: "\n") { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    case "checkstyle", "junit": #expect(outcome.text.hasPrefix("<?xml") && outcome.text.hasSuffix(">\n"))
    default: break
    }
  }

  @Test func faultsOfCardsTablesAndListsHaveTheirPlaces() throws {
    try folder.write("---\nid: house\nseverity: grave\nsummary: A card.\n---\nText.\n", to: "cards/house.md")
    try folder.write("---\nid: slips\nseverity: error\nsummary: A table.\ntable: slips.tsv\n---\nText.\n", to: "tables/slips.md")
    try folder.write("wrong\tright\n\none field too\tmany\there\tand\n", to: "tables/slips.tsv")
    try folder.write("fine\nwrong->right\n", to: "list.txt")
    try folder.write("no baseline\n", to: "known.tsv")
    for (option, place) in [
      ("--rules cards", "cards/house.md:3:11"), ("--rules tables", "tables/slips.tsv:3:1"), ("--words list.txt", "list.txt:2:6"),
      ("--baseline known.tsv", "known.tsv:1:1"),
    ] {
      let outcome = try run("--format json \(option) a.txt")
      #expect(outcome.status == 2)
      #expect(outcome.errorText.hasPrefix("\(place): error: "), "\(outcome.errorText)")
      let found = try #require(try object(outcome)["diagnostics"] as? [[String: Any]])
      #expect(found.map { $0["file"] as? String } == [String(place.prefix { $0 != ":" })])
    }
  }

  @Test func whatHasNoPlaceLeavesValidOutput() throws {
    for arguments in ["--language xx_XX a.txt", "--staged", "--words nothing.txt a.txt", "--files-from nothing"] {
      let outcome = try run("--format json \(arguments)")
      #expect(outcome.status == 2)
      let files = try #require(try object(outcome)["files"] as? [[String: Any]])
      #expect(files.count == 1 && files[0]["status"] as? String != "ok", "\(outcome.text)")
      #expect(!outcome.errorText.isEmpty)
    }
  }

  /// A column of front matter counts characters as all columns do.
  @Test func frontMatterNamesTheRightColumn() throws {
    try folder.write("---\ngalley: {words: [éééééé], ofs: [x]}\n---\nI saw it.\n", to: "front.txt")
    let outcome = try run("front.txt")
    #expect(outcome.text.hasPrefix("front.txt:2:27: warning: unknown key “ofs”"), "\(outcome.text)")
  }

  /// Each fault of front matter is told, at the entry that has it.
  @Test func frontMatterTellsEveryFault() throws {
    let head = "galley: {words: [éé], off: [doubled-word, éé], ofs: [x], nams: y}"
    try folder.write("---\n\(head)\n---\nI saw it.\n", to: "front.txt")
    let lines = try run("front.txt").text.split(separator: "\n").map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
    #expect(lines == ["front.txt:2:43", "front.txt:2:48", "front.txt:2:58"])
    #expect(Array(head)[42] == "é" && Array(head)[47] == "o" && Array(head)[57] == "n")
  }
}
