import Foundation
import GalleyTesting
import Testing

/// The hook under the real pre-commit, which `Scripts/bootstrap tests` installs.
@Suite struct PreCommitTests {
  @Test(.timeLimit(.minutes(3))) func hookStopsAGarbledText() throws {
    let tools = Repository.path(".build/tools/bin")
    try #require(
      FileManager.default.isExecutableFile(atPath: "\(tools)/pre-commit"), "run Scripts/bootstrap tests, or make test")
    let folder = try TemporaryDirectory()
    func shell(_ command: String) throws -> Command.Outcome {
      try Command.run(
        command, in: folder.path, path: [tools],
        environment: [
          "PRE_COMMIT_HOME": "\(folder.path)/cache", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
          "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
        ])
    }
    // A repository that offers the hook, as users see it: a commit that holds the hook's description.
    try folder.write(Repository.text(".pre-commit-hooks.yaml"), to: "hook/.pre-commit-hooks.yaml")
    let hook = try shell("cd hook && git init -q && git add -A && git commit -qm hook && git rev-parse HEAD")
    try #require(hook.status == 0, "\(hook.errorText)")
    let revision = hook.text.prefix { $0 != "\n" }
    try folder.write(
      "repos:\n  - repo: \(folder.path)/hook\n    rev: \(revision)\n    hooks:\n      - id: galley\n",
      to: "work/.pre-commit-config.yaml")
    try folder.write("I saw the the cat.\n", to: "work/drafts/story.txt")
    try folder.write("I saw the the dog.\n", to: "work/drafts/story.swift")
    let first = try shell("cd work && git init -q && pre-commit install && git add -A && git commit -qm story")
    #expect(first.status != 0)
    let said = first.text + first.errorText
    #expect(said.contains("drafts/story.txt:1:7: error: “the” is written twice [doubled-word]"), "\(said)")
    #expect(!said.contains("story.swift"), "only texts are checked")
    try folder.write("I saw the cat.\n", to: "work/drafts/story.txt")
    let second = try shell("cd work && git add -A && git commit -qm story && git log --oneline")
    #expect(second.status == 0, "\(second.text)\(second.errorText)")
    #expect(second.text.contains("story"))
  }
}
