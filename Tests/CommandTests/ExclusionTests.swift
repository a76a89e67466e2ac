import GalleyCore
import GalleyTesting
import Platform
import Testing

/// What a configuration excludes, by whatever way galley comes to a file.
@Suite struct ExclusionTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("exclude: [archive/, \"!archive/keep.txt\", \"*.draft.txt\", \"!best.draft.txt\"]\n", to: ".galley.yml")
    for name in ["a.txt", "archive/keep.txt", "archive/deep/b.txt", "c.draft.txt", "best.draft.txt", "sub/archive/d.txt"] {
      try folder.write("I saw the the cat.\n", to: name)
    }
  }

  /// The files in which something was found.
  private func files(_ command: String) throws -> [String] {
    let outcome = try Command.run(command, in: folder.path)
    #expect(outcome.status < 2, "\(outcome.errorText)")
    return outcome.text.split(separator: "\n").map { line in
      let path = String(line.prefix { $0 != ":" })
      return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }.sorted()
  }

  private static let check = "galley --select doubled-word"

  @Test func everyWayAgrees() throws {
    let expected = ["a.txt", "best.draft.txt"]
    let all = "find . -name '*.txt'"
    #expect(try files("\(Self.check) .") == expected)
    #expect(try files("git init -q . && git add -A && \(Self.check) --staged") == expected)
    #expect(try files("\(all) -print0 | \(Self.check) --force-exclude --files-from -") == expected)
    #expect(try files("\(Self.check) --force-exclude $(\(all))") == expected)
    #expect(try files("for f in $(\(all)); do \(Self.check) --force-exclude --stdin-filename $f - < $f; done") == expected)
    #expect(try files("for f in $(\(all)); do \(Self.check) --stdin-filename $f - < $f; done") == expected)
    #expect(try files("\(Self.check) --force-exclude archive sub/archive archive/deep") == [])
  }

  @Test func whatAPersonNamesIsRead() throws {
    let named = ["archive/keep.txt", "c.draft.txt"]
    #expect(try files("\(Self.check) archive/keep.txt c.draft.txt") == named)
    #expect(try files("printf 'archive/keep.txt\\0c.draft.txt\\0' | \(Self.check) --files-from -") == named)
    #expect(try files("\(Self.check) archive") == ["archive/deep/b.txt", "archive/keep.txt"])
    #expect(try files("git init -q . && git add -A && \(Self.check) --staged archive") == ["archive/deep/b.txt", "archive/keep.txt"])
  }

  /// Patterns of the command line are seen from the working folder, and judge as those of a configuration do.
  @Test func patternsOfTheCommandLineAreAdded() throws {
    #expect(try files("\(Self.check) --exclude a.txt .") == ["best.draft.txt"])
    #expect(try files("\(Self.check) --exclude '*.txt' --exclude '!best*' .") == ["best.draft.txt"])
    #expect(try files("\(Self.check) --exclude='{a,best.draft}.txt' .") == [])
    #expect(try files("\(Self.check) --no-config --exclude archive/ --exclude '/*.txt' .").allSatisfy { !$0.contains("archive/") && $0.contains("/") })
    #expect(try files("\(Self.check) --exclude a.txt a.txt") == ["a.txt"])
    #expect(try files("\(Self.check) --exclude a.txt --force-exclude a.txt") == [])
    let outcome = try Command.run("\(Self.check) --exclude '#' .", in: folder.path)
    #expect(outcome.status == 2 && outcome.errorText.contains("--exclude: “#” is no pattern of paths"))
  }

  @Test func aTextToBeFixedComesOutAsItIs() throws {
    let outcome = try Command.run(
      "galley fix --select doubled-word --force-exclude --stdin-filename c.draft.txt - < c.draft.txt", in: folder.path)
    #expect(outcome.text == "I saw the the cat.\n")
    #expect(outcome.status == 0)
  }

  /// A folder may have a configuration of its own, which says what is excluded below it.
  @Test func theNearestConfigurationDecides() throws {
    try folder.write("exclude: [d.txt]\n", to: "sub/archive/.galley.yml")
    try folder.write("exclude: [a.txt]\n", to: "sub/.galley.yml")
    try folder.write("I saw the the cat.\n", to: "sub/archive/a.txt")
    try folder.write("I saw the the cat.\n", to: "sub/a.txt")
    let expected = ["a.txt", "best.draft.txt", "sub/archive/a.txt"]
    #expect(try files("\(Self.check) .") == expected)
    #expect(try files("find . -name '*.txt' -print0 | \(Self.check) --force-exclude --files-from -") == expected)
    #expect(try files("git init -q . && git add -A && \(Self.check) --staged") == expected)
  }
}

/// The patterns of `exclude` mean what they mean to git: random trees and patterns, judged by both.
@Suite struct GitPatternTests {
  private static let names = ["a", "b", "ab", "c.d"], leaves = ["x.txt", "keep.txt", "ab.txt", "b"]
  private static let parts = ["a", "b", "ab", "*", "a*", "?", "[ab]", "[!a]*", "**", "*.txt", "x.txt", "keep.*", "c.d"]

  private static func pattern(_ random: inout SeededGenerator) -> String {
    var text = (0..<Int.random(in: 1...3, using: &random)).map { _ in parts.randomElement(using: &random) ?? "a" }.joined(separator: "/")
    if Int.random(in: 0..<4, using: &random) == 0 { text = "/" + text }
    if Int.random(in: 0..<4, using: &random) == 0 { text += "/" }
    return Int.random(in: 0..<4, using: &random) == 0 ? "!" + text : text
  }

  @Test(arguments: 1...24) func agreesWithGit(seed: Int) throws {
    var random = SeededGenerator(seed)
    let folder = try TemporaryDirectory()
    var files: Set<String> = []
    for _ in 0..<30 {
      let depth = Int.random(in: 0...3, using: &random)
      let path = (0..<depth).map { _ in Self.names.randomElement(using: &random) ?? "a" } + [Self.leaves.randomElement(using: &random) ?? "b"]
      let name = path.joined(separator: "/")
      // A name is a file or a folder.
      if files.contains(where: { $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }) { continue }
      files.insert(name)
      try folder.write("", to: name)
    }
    let patterns = (0..<Int.random(in: 1...5, using: &random)).map { _ in Self.pattern(&random) }
    try folder.write(patterns.joined(separator: "\n") + "\n", to: ".git-patterns")
    try folder.write("exclude: [\(patterns.map { "'\($0)'" }.joined(separator: ", "))]\n", to: ".galley.yml")
    try folder.write(files.sorted().joined(separator: "\n") + "\n", to: ".list")
    let git = try Command.run(
      "git init -q . && git -c core.excludesFile=$PWD/.git-patterns check-ignore --no-index --stdin < .list", in: folder.path)
    let expected = files.subtracting(git.text.split(separator: "\n").map(String.init)).sorted()

    var commandLine = CommandLineSettings()
    commandLine.forcesExclude = true
    let top = FilePath(folder.path)
    let paths = Setups(commandLine, .file(folder.path + "/.galley.yml"), packs: try RulePacks(), least: .note).paths
    let named = try files.filter { try !paths.skips(named: FilePath($0, in: top)) }.sorted()
    #expect(named == expected, "\(patterns)")
    var faults: [any Error] = []
    let walked = DirectoryWalker.files(under: folder.path, extensions: ["txt", ""]) { path, isFolder in
      do { return try paths.skips(walked: path, isFolder: isFolder) } catch {
        faults.append(error)
        return true
      }
    } unreadable: { faults.append($0) }
    #expect(faults.isEmpty)
    #expect(walked.map { String($0.dropFirst(folder.path.count + 1)) }.sorted() == expected, "\(patterns)")
  }
}
