import Foundation
import GalleyCore
import GalleyTesting
import Platform
import Testing

/// Folders are walked as git would have them: `git check-ignore` is the judge.
@Suite struct WalkerTests {
  private static let ignoreFiles = [
    ".gitignore": """
    # comment
    build/
    *.log.txt
    !keep.log.txt
    /top.txt
    doc/*.txt
    **/temp/**
    a/**/z.txt
    [xy]?.txt
    \\#odd.txt
    foo\\ .txt
    trailing.txt   
    deep/inner/
    """,
    "sub/.gitignore": "!top.txt\n*.md\n!/readme.md\n/only-here.txt\n",
    "sub/deeper/.gitignore": "*\n!*/\n!yes.txt\n",
  ]
  private static let files = [
    "build/a.txt", "sub/build/b.txt", "x.log.txt", "keep.log.txt", "top.txt", "sub/top.txt", "doc/a.txt", "doc/deep/a.txt", "temp/a.txt",
    "s/temp/q/a.txt", "a/z.txt", "a/b/c/z.txt", "xa.txt", "za.txt", "x.txt", "#odd.txt", "foo .txt", "trailing.txt", "deep/inner/a.txt",
    "deep/inner.txt", "sub/notes.md", "sub/readme.md", "sub/in/readme.md", "sub/only-here.txt", "sub/in/only-here.txt", "only-here.txt",
    "sub/deeper/no.txt", "sub/deeper/yes.txt", "sub/deeper/in/yes.txt", "sub/deeper/in/no.txt", "build.txt", "é.txt",
  ]

  private func folder(isRepository: Bool) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (name, text) in Self.ignoreFiles { try folder.write(text, to: name) }
    for name in Self.files { try folder.write("A text.\n", to: name) }
    if isRepository { _ = try Command.run("git init -q .", in: folder.path) }
    return folder
  }

  /// - Parameter start: the folder where the walk begins
  @Test(arguments: ["", "/sub", "/sub/deeper", "/a"]) func agreesWithGit(start: String) throws {
    let folder = try folder(isRepository: true)
    let root = folder.path + start
    let found = DirectoryWalker.files(under: root) { Issue.record("\($0)") }.map { String($0.dropFirst(folder.path.count + 1)) }
    let listed = try Command.run("git -c core.quotePath=false ls-files --others --exclude-standard", in: root)
    let expected = listed.text.split(separator: "\n").map { start.isEmpty ? String($0) : "\(start.dropFirst())/\($0)" }
      .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }
    #expect(found.sorted() == expected.sorted())
  }

  @Test func ignoreFilesCountOutsideRepositories() throws {
    let folder = try folder(isRepository: false)
    let found = DirectoryWalker.files(under: folder.path) { Issue.record("\($0)") }
    #expect(!found.contains { $0.hasSuffix("/build/a.txt") })
    #expect(found.contains { $0.hasSuffix("/keep.log.txt") })
  }

  @Test func hiddenAndLinkedFoldersAreSkipped() throws {
    let folder = try TemporaryDirectory()
    for name in ["a.txt", ".hidden/b.txt", ".c.txt"] { try folder.write("A text.\n", to: name) }
    _ = try Command.run("ln -s . loop && ln -s a.txt link.txt && ln -s nowhere dangling.txt", in: folder.path)
    let found = DirectoryWalker.files(under: folder.path) { Issue.record("\($0)") }
    #expect(found.map { $0.split(separator: "/").last ?? "" } == ["a.txt", "link.txt"])
  }

  /// What is named is read, also if it would be left out of a walk.
  @Test func folderThatIsNamedIsWalked() throws {
    let folder = try folder(isRepository: true)
    let found = DirectoryWalker.files(under: folder.path + "/build") { Issue.record("\($0)") }
    #expect(found == [folder.path + "/build/a.txt"])
  }
}
