import Foundation
import GalleyTesting
import Testing

/// The recipes for CI servers: valid by the public schemas, and their commands do what they say.
@Suite struct RecipeTests {
  private let folder: TemporaryDirectory
  private let tools = Repository.path(".build/tools/bin")

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("I saw the the cat.\n", to: "texts/story.txt")
  }

  @Test(arguments: [
    "check-jsonschema --builtin-schema vendor.github-workflows ci/github-actions.yml",
    "check-jsonschema --builtin-schema vendor.gitlab-ci ci/gitlab-ci.yml",
    "pre-commit validate-manifest .pre-commit-hooks.yaml",
  ])
  func schemas(command: String) throws {
    try #require(FileManager.default.isExecutableFile(atPath: "\(tools)/check-jsonschema"), "run Scripts/bootstrap tests, or make test")
    // pre-commit keeps a cache, which must not lie in the repository.
    let outcome = try Command.run(
      command, in: Repository.path(""), path: [tools], environment: ["PRE_COMMIT_HOME": "\(folder.path)/cache"])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  /// Each line of a recipe that runs galley, as the server’s shell runs it.
  @Test(arguments: ["ci/github-actions.yml", "ci/gitlab-ci.yml", "ci/Jenkinsfile"])
  func commands(recipe: String) throws {
    let lines = try Repository.text(recipe).split(separator: "\n").compactMap { line -> String? in
      guard let start = line.range(of: "galley --format"), !line.contains("#") else { return nil }
      return String(line[start.lowerBound...].replacing("'", with: ""))
    }
    #expect(!lines.isEmpty)
    for line in lines {
      let outcome = try Command.run(line, in: folder.path, environment: ["TEXTS": "."])
      let passes = line.contains("--fail-on never")
      #expect(outcome.status == (passes ? 0 : 1), "\(line): \(outcome.errorText)")
      if let output = line.split(separator: " ").drop(while: { $0 != "--output" }).dropFirst().first {
        let report = try String(contentsOfFile: "\(folder.path)/\(output)", encoding: .utf8)
        #expect(report.contains("doubled-word") && report.contains("texts/story.txt"))
      }
    }
  }

  /// reviewdog gets its format and its options; a stand-in keeps what it was given.
  @Test func reviewdog() throws {
    try folder.write("#!/bin/sh\necho \"$@\" >arguments\ncat >findings\n", to: "bin/reviewdog")
    let script = Repository.path("ci/reviewdog.sh")
    let outcome = try Command.run(
      "chmod +x bin/reviewdog && \(script) github-pr-review texts", in: folder.path, path: ["\(folder.path)/bin"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let arguments = try String(contentsOfFile: "\(folder.path)/arguments", encoding: .utf8)
    #expect(arguments.contains("-f=rdjsonl") && arguments.contains("-reporter=github-pr-review"))
    #expect(try String(contentsOfFile: "\(folder.path)/findings", encoding: .utf8).contains("\"path\":\"texts/story.txt\""))
  }

  /// What names a version names the one that is built.
  @Test(arguments: [
    "pyproject.toml", "README.md", "ci/github-actions.yml", "ci/gitlab-ci.yml", "packaging/homebrew/galley.rb",
    "packaging/nix/default.nix",
  ])
  func versions(file: String) throws {
    let version = try Command.run("galley --version", in: folder.path).text.split(separator: "\n")[0]
    let text = try Repository.text(file)
    let named = text.matches(of: /(?:version(?:"|) ?[=:] ?"|galley-lint==|rev: v|galley-)(\d+\.\d+\.\d+)/).map(\.output.1)
    #expect(!named.isEmpty && named.allSatisfy { $0 == version }, "\(named) where \(version) is built")
  }
}
