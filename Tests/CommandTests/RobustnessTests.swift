import Foundation
import GalleyTesting
import Testing

/// Bad input: the right exit status, a clear message, nothing lost.
@Suite struct RobustnessTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  private func galley(_ arguments: String) throws -> Command.Outcome {
    try Command.run("galley --no-config \(arguments)", in: folder.path)
  }

  @Test func emptyFile() throws {
    try folder.write("", to: "empty.txt")
    let outcome = try galley("empty.txt")
    #expect(outcome.status == 0)
    #expect(outcome.text == "")
  }

  @Test func fileOfNULs() throws {
    try folder.write(repeatElement(0, count: 10_000), to: "nul.txt")
    let outcome = try galley("nul.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.hasPrefix("galley: nul.txt: not text"))
  }

  @Test func fileThatIsNoText() throws {
    var random = SeededGenerator(7)
    try folder.write((0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }, to: "image.txt")
    let outcome = try galley("image.txt")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty, "what is no text is not proofread")
  }

  /// Marks and parts of names without end, each of which could make a rule look at all of the others.
  @Test(.timeLimit(.minutes(10)), arguments: ["“", "a-", "“‘(", "a_", "a/", "a. ", "'a", "[", "**a*"]) func endlessMarks(mark: String)
    throws
  {
    #if DEBUG
      let copies = 20_000
    #else
      let copies = 200_000
    #endif
    try folder.write(String(repeating: mark, count: copies), to: "marks.txt")
    try folder.write(String(repeating: mark, count: copies), to: "marks.md")
    #expect(try galley("--format jsonl --level note marks.txt marks.md").status < 2)
  }

  /// The size is that of a large book in one line; with a debug build less, as that is what a test may take.
  @Test(.timeLimit(.minutes(5))) func oneVeryLongLine() throws {
    #if DEBUG
      let copies = 10_000
    #else
      let copies = 1_000_000
    #endif
    let text = String(repeating: "The ferry left the harbor at noon, as it always did. ", count: copies)
    try folder.write(text + "Then came the the storm.", to: "line.txt")
    let outcome = try galley("--select doubled-word --format jsonl line.txt")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("\"offset\":\(text.utf8.count + 10)"), "the last finding is not lost")
  }

  @Test func missingFileAndTheRest() throws {
    try folder.write("I saw the the cat.\n", to: "b.txt")
    let outcome = try galley("a.txt b.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("a.txt: No such file or directory"))
    #expect(outcome.text.hasPrefix("b.txt:1:7: error: "))
    let json = try galley("--format json a.txt b.txt")
    #expect(json.text.contains("{\"file\":\"a.txt\",\"words\":0,\"status\":\"No such file or directory\"}"))
    #expect(json.text.contains("{\"file\":\"b.txt\",\"words\":5,\"status\":\"ok\"}"))
  }

  @Test func unreadableFile() throws {
    let path = try folder.write("I saw the cat.\n", to: "secret.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // Root reads everything; then the file is as good as any.
    let isReadable = FileManager.default.isReadableFile(atPath: path)
    let outcome = try galley("secret.txt")
    #expect(outcome.status == (isReadable ? 0 : 2))
    #expect(isReadable || outcome.errorText.contains("secret.txt: Permission denied"))
  }

  @Test func folderWithoutTexts() throws {
    try folder.write("x", to: "sub/picture.png")
    let outcome = try galley("sub")
    #expect(outcome.status == 0)
    #expect(outcome.errorText == "galley: no findings in 0 files\n")
  }

  @Test func invalidUTF8() throws {
    try folder.write([0x41, 0x20, 0xFF, 0xC3, 0x28, 0x2E, 0x0A], to: "bad.txt")
    let outcome = try galley("--format json bad.txt")
    #expect([0, 1].contains(outcome.status))
    #expect(String(validating: outcome.output, as: UTF8.self) != nil, "the report is UTF-8")
  }

  @Test func closedPipe() throws {
    try folder.write(String(repeating: "I saw the cat .\n\n", count: 20_000), to: "many.txt")
    let outcome = try Command.run(
      "{ galley --no-config --select space-before-punctuation many.txt; echo $? >status; } | head -n 1; cat status", in: folder.path)
    #expect(outcome.text.hasPrefix("many.txt:1:"))
    #expect(outcome.errorText == "", "a reader that went away is no error")
    #expect(outcome.text.hasSuffix("\n1\n"))
  }

  @Test func fullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try folder.write("I saw the the cat.\n", to: "a.txt")
    let outcome = try galley("a.txt >/dev/full")
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("No space left on device"))
  }

  @Test(.timeLimit(.minutes(5))) func tenThousandFiles() throws {
    for i in 0..<10_000 {
      try folder.write(i % 100 == 7 ? "I saw the the cat.\n" : "I saw the cat.\n", to: "d\(i / 100)/f\(i % 100).txt")
    }
    let outcome = try galley("--select doubled-word .")
    #expect(outcome.status == 1)
    #expect(outcome.text.split(separator: "\n").count == 100)
    #expect(outcome.errorText == "galley: 100 errors in 10000 files\n")
    let serial = try galley("--select doubled-word --jobs 1 .")
    #expect(serial.output == outcome.output, "the order does not depend on how many work")
    let list = try Command.run(
      "find . -name 'f7.txt' -print0 | galley --no-config --select doubled-word --files-from -", in: folder.path)
    #expect(list.text.split(separator: "\n").count == 100)
  }

  @Test func outputIsWrittenWhole() throws {
    try folder.write("I saw the the cat.\n", to: "a.txt")
    try folder.write("old", to: "report.txt")
    let outcome = try galley("--select doubled-word --output report.txt a.txt")
    #expect(outcome.status == 1)
    #expect(outcome.text == "")
    #expect(String(decoding: try folder.read("report.txt"), as: UTF8.self).hasPrefix("a.txt:1:7: error: "))
    #expect(try galley("--output no/such/folder/report.txt a.txt").status == 2)
  }

  /// The fixtures that are hard to read: every one is read, and no report is broken.
  @Test(arguments: Repository.names(in: "Fixtures/broken").filter { !$0.hasPrefix(".") })
  func brokenInput(name: String) throws {
    let outcome = try Command.run("galley --no-config --format json \(name)", in: Repository.path("Fixtures/broken"))
    #expect(name == "all-nul.txt" ? outcome.status == 2 : [0, 1].contains(outcome.status), "\(outcome.errorText)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    let found = try #require(object?["diagnostics"] as? [[String: Any]])
    let size = Repository.bytes("Fixtures/broken/\(name)").count
    for diagnostic in found {
      let range = try #require(diagnostic["range"] as? [String: [String: Int]])
      let start = try #require(range["start"]?["offset"]), end = try #require(range["end"]?["offset"])
      #expect(0 <= start && start <= end && end <= size, "\(diagnostic)")
    }
  }
}
