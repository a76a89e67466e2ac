import Foundation
import GalleyCore
import GalleyTesting
import Platform
import Testing

/// `--fix` on real files: everything but the fixed places stays as it was, and nothing is ever half written.
@Suite struct FixTests {
  private let folder: TemporaryDirectory
  init() throws { folder = try TemporaryDirectory() }

  @discardableResult
  private func galley(_ arguments: String) throws -> Command.Outcome {
    try Command.run("galley --no-config \(arguments)", in: folder.path)
  }

  private func attributes(_ name: String) throws -> (mode: Int?, number: Int?) {
    let all = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
    return ((all[.posixPermissions] as? NSNumber)?.intValue, (all[.systemFileNumber] as? NSNumber)?.intValue)
  }

  @Test func encodingLineEndsAndModeStay() throws {
    let texts = "The the café “opened”.\r\n\r\nA 😀 quiet quiet day.\r\n"
    let fixed = "The café “opened”.\r\n\r\nA 😀 quiet day.\r\n"
    func utf16(_ text: String) -> [UInt8] { ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    let path = try folder.write(Array("\u{FEFF}\(texts)".utf8), to: "a.txt")
    try folder.write(utf16(texts), to: "b.txt")
    try folder.write(Array("The the caf".utf8) + [0xE9, 0x0D], to: "c.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o751], ofItemAtPath: path)
    try galley("--unsafe-fixes --select doubled-word .")
    #expect(try folder.read("a.txt") == Array("\u{FEFF}\(fixed)".utf8))
    #expect(try folder.read("b.txt") == utf16(fixed))
    #expect(try folder.read("c.txt") == Array("The caf".utf8) + [0xE9, 0x0D])
    #expect(try attributes("a.txt").mode == 0o751)
  }

  /// Only root may give files away.
  @Test func ownerStays() throws {
    guard geteuid() == 0 else { return }
    try folder.write("I saw the the cat.\n", to: "a.txt")
    let outcome = try Command.run("chown 1234:2345 a.txt && galley --fix a.txt && stat -c %u:%g a.txt", in: folder.path)
    #expect(outcome.text == "1234:2345\n", "\(outcome.errorText)")
  }

  @Test func changedFileIsLeftAlone() throws {
    let path = try folder.write("I saw the the cat.\n", to: "a.txt")
    let (_, identity) = try FileReader.readWithIdentity(path)
    try folder.write("Somebody else wrote this.\n", to: "a.txt")
    #expect(throws: FileError.self) { try FileWriter.replace(path, with: [0x41], ifStill: identity) }
    #expect(try folder.read("a.txt") == Array("Somebody else wrote this.\n".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
  }

  @Test func nothingToFixLeavesTheFile() throws {
    try folder.write("I saw the cat.\n", to: "a.txt")
    let before = try attributes("a.txt").number
    #expect(try galley("--fix a.txt").status == 0)
    #expect(try attributes("a.txt").number == before, "the file was not even replaced")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
  }

  /// Fixing what was fixed changes nothing, for every text that ships with the tests.
  @Test(arguments: ["articles", "broken", "clean"]) func fixingTwiceIsFixingOnce(fixtures: String) throws {
    let names = Repository.names(in: "Fixtures/\(fixtures)").filter { $0.contains(".txt") || $0.contains(".ht") || $0.contains(".md") }
    for name in names { try folder.write(Repository.bytes("Fixtures/\(fixtures)/\(name)"), to: name) }
    try galley("--unsafe-fixes --level note .")
    let once = try names.map { try folder.read($0) }
    let second = try galley("--unsafe-fixes --level note .")
    #expect(try names.map { try folder.read($0) } == once)
    #expect(second.errorText.contains("galley: 0 fixed"), "\(second.errorText)")
    if fixtures == "articles" {
      #expect(zip(names, once).contains { Repository.bytes("Fixtures/articles/\($0)") != $1 }, "something was fixed")
    }
  }

  /// A patch made of the differences gives the same file as writing them.
  @Test(arguments: Repository.names(in: "Fixtures/articles").filter { $0.hasSuffix(".txt") } + ["none", "long"])
  func differencesArePatches(name: String) throws {
    let made = [
      "none": "the the end", "long": String(repeating: "I saw the the cat.\nA dog.\n\nIt ran.\n\nBye .\n\n\n\n", count: 50) + "\n  ",
    ]
    try folder.write(made[name].map { Array($0.utf8) } ?? Repository.bytes("Fixtures/articles/\(name)"), to: "a.txt")
    let diff = try galley("--diff --unsafe-fixes --level note a.txt")
    try #require(diff.status == 1)
    try folder.write(diff.output, to: "a.diff")
    let patched = try Command.run(
      "cp a.txt b.txt && git apply -p0 --whitespace=nowarn a.diff && mv a.txt patched && mv b.txt a.txt", in: folder.path)
    #expect(patched.status == 0, "\(patched.errorText)")
    try galley("--unsafe-fixes --level note a.txt")
    #expect(try folder.read("patched") == folder.read("a.txt"))
  }

  /// Killed at any moment, a run leaves each file as it was or as it should be.
  @Test(.timeLimit(.minutes(5))) func killedRunLeavesWholeFiles() throws {
    let files = 2_000
    let old = Array("I saw the the cat.\n\nThen the the dog slept .\n".utf8), new = Array("I saw the cat.\n\nThen the dog slept.\n".utf8)
    for i in 0..<files { try folder.write(old, to: "d\(i % 20)/f\(i).txt") }
    func fixed() throws -> Int {
      var count = 0
      for i in 0..<files {
        let bytes = try folder.read("d\(i % 20)/f\(i).txt")
        guard bytes != new else { count += 1; continue }
        try #require(bytes == old, "d\(i % 20)/f\(i).txt is neither old nor new")
      }
      return count
    }
    var kills = 0
    // Each run goes on where the last one was killed; later ones get more time.
    for round in 1...15 {
      let outcome = try Command.run(
        "galley --no-config --quiet --fix . >/dev/null 2>&1 & sleep \(Double(round) * 0.04); kill -9 $! 2>/dev/null; wait $!",
        in: folder.path)
      if outcome.status == 137 { kills += 1 }
      if try fixed() == files { break }
    }
    // One that is left alone does the rest.
    _ = try galley("--fix .")
    #expect(try fixed() == files)
    #expect(kills > 0, "no run was killed in the middle")
  }
}
