import Foundation
import GalleyTesting
import Testing

/// The hook under the real pre-commit, which `Scripts/bootstrap tests` installs.
@Suite struct PreCommitTests {
  private let folder: TemporaryDirectory
  private let tools = Repository.path(".build/tools/bin")

  /// `hook/` is a repository that offers the hook, as users see it; `work/` one that uses it.
  init() throws { folder = try TemporaryDirectory() }

  private func shell(_ command: String) throws -> Command.Outcome {
    try Command.run(
      command, in: folder.path, path: [tools],
      environment: [
        "PRE_COMMIT_HOME": "\(folder.path)/cache", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
      ])
  }

  private func setUp(_ arguments: String = "") throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: "\(tools)/pre-commit"), "run Scripts/bootstrap tests, or make test")
    try folder.write(Repository.text(".pre-commit-hooks.yaml"), to: "hook/.pre-commit-hooks.yaml")
    let hook = try shell("cd hook && git init -q && git add -A && git commit -qm hook && git rev-parse HEAD")
    try #require(hook.status == 0, "\(hook.errorText)")
    let revision = hook.text.prefix { $0 != "\n" }
    try folder.write(
      """
      repos:
        - repo: \(folder.path)/hook
          rev: \(revision)
          hooks:
            - id: galley
              args: [\(arguments)]

      """, to: "work/.pre-commit-config.yaml")
    let work = try shell("cd work && git init -q && pre-commit install")
    try #require(work.status == 0, "\(work.text)\(work.errorText)")
  }

  private func commit() throws -> (status: Int32, said: String) {
    let outcome = try shell("cd work && git commit -qm story")
    return (outcome.status, outcome.text + outcome.errorText)
  }

  @Test(.timeLimit(.minutes(5))) func garbledNameIsStopped() throws {
    try setUp()
    let story = Repository.text("Fixtures/clean/two-countries.txt")
    let garbled = story.replacing("Tanzania’s transport", with: "Tunisia’s transport")
    try #require(garbled != story)
    try folder.write(garbled, to: "work/drafts/story.txt")
    try folder.write("I saw the the dog.\n", to: "work/drafts/story.swift")
    _ = try shell("cd work && git add -A")
    let first = try commit()
    #expect(first.status != 0)
    #expect(first.said.contains("drafts/story.txt:") && first.said.contains("[garbled-name]"), "\(first.said)")
    #expect(!first.said.contains("story.swift"), "only texts are checked")
    try folder.write(story, to: "work/drafts/story.txt")
    _ = try shell("cd work && git add -A")
    let second = try commit()
    #expect(second.status == 0, "\(second.said)")
    let all = try shell("cd work && pre-commit run --all-files")
    #expect(all.status == 0, "\(all.text)")
  }

  /// Whole files are judged unless `--staged` is given: then only what is staged, before the first commit too.
  @Test(.timeLimit(.minutes(5)), arguments: [false, true]) func stagedLines(onlyStaged: Bool) throws {
    try setUp(onlyStaged ? "--staged" : "")
    try folder.write("I saw the the cat.\n\nIt ran.\n", to: "work/story.txt")
    _ = try shell("cd work && git add -A")
    let first = try commit()
    #expect(first.status != 0 && first.said.contains("story.txt:1:7: error: "), "before the first commit: \(first.said)")
    _ = try shell("cd work && git commit -qnm past")
    try folder.write("I saw the the cat.\n\nIt ran away.\n", to: "work/story.txt")
    _ = try shell("cd work && git add -A")
    let second = try commit()
    #expect(second.status == (onlyStaged ? 0 : 1), "\(second.said)")
    try folder.write("I saw the the cat.\n\nIt it ran.\n", to: "work/story.txt")
    _ = try shell("cd work && git add -A")
    let third = try commit()
    #expect(third.status != 0)
    #expect(third.said.contains("story.txt:3:1: error: "), "\(third.said)")
    #expect(third.said.contains("story.txt:1:7: ") != onlyStaged, "\(third.said)")
  }
}
