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

  /// What the recipes hand to servers, by validators of their schemas: of texts with findings of all kinds and of files that
  /// cannot be read.
  @Test(arguments: [
    "--format gitlab . >report.json; check-jsonschema --schemafile SCHEMAS/gitlab-code-quality.schema.json report.json",
    "--format rdjsonl . | split -l 1 -a 4 --additional-suffix=.line - rd; check-jsonschema --schemafile SCHEMAS/rdjsonl.schema.json rd*.line",
    "--format checkstyle . >report.xml; xmlschema-validate --schema SCHEMAS/checkstyle.xsd report.xml",
  ])
  func reports(command: String) throws {
    try #require(FileManager.default.isExecutableFile(atPath: "\(tools)/xmlschema-validate"), "run Scripts/bootstrap tests, or make test")
    for kind in ["articles", "broken"] {
      for name in Repository.names(in: "Fixtures/\(kind)") where !name.hasPrefix(".") {
        try folder.write(Repository.bytes("Fixtures/\(kind)/\(name)"), to: "\(kind)/\(name)")
      }
    }
    let line = "galley --no-config --quiet --level note " + command.replacing("SCHEMAS", with: Repository.path("Fixtures/schemas"))
    let outcome = try Command.run(line, in: folder.path, path: [tools])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
  }

  /// Servers compare paths with those of a repository, where none begins with “./”.
  @Test(arguments: ["gitlab", "github", "sarif"])
  func paths(format: String) throws {
    let report = try Command.run("galley --format \(format) .", in: folder.path).text
    #expect(report.contains("texts/story.txt") && !report.contains("./texts"), "\(report)")
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

  /// The recipes for many machines, on this one: all parts together report the pages that one process reports.
  @Test(arguments: ["parallel --null", "#SBATCH"]) func cluster(name: String) throws {
    let words = "The rnayor of tbe town saw the harbour".split(separator: " ").map { "<String CONTENT=\"\($0)\"/>" }.joined(
      separator: "<SP/>")
    let page = "<alto><Layout><Page><PrintSpace><TextBlock><TextLine>\(words)</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    for part in 1...5 { try folder.write(page, to: "scans/\(part).xml.gz") }
    let blocks = Repository.text("docs/cluster.md").split(separator: "```", omittingEmptySubsequences: false)
    var script = try #require(blocks.first { $0.contains(name) && $0.contains("galley") }.map(String.init))
    let others = try #require(blocks.first { $0.contains("parallel --null") }.map(String.init))
    let list = try #require(others.split(separator: "\n").first { $0.hasPrefix("find ") })
    if name != "#SBATCH" {
      script = script.replacing("--sshloginfile machines ", with: "").replacing("-N 2000", with: "-N 2")
    } else {
      let tasks = script.replacing("% 500", with: "% 3")
      script = "\(list)\nexport SLURM_CPUS_PER_TASK=2\nfor SLURM_ARRAY_TASK_ID in 0 1 2; do\n\(tasks)done\n"
    }
    let outcome = try Command.run(script, in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let pages = try Command.run("cat report-*.json | grep -o '\"file\":\"scans/[0-9].xml.gz\"' | sort -u", in: folder.path).text
    #expect(pages.split(separator: "\n").count == 5, "\(pages)\(outcome.errorText)")
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
