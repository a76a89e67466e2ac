import Foundation
import GalleyTesting
import Testing

/// What is installed or copied beside the binary: manual, completions, files for CI.
@Suite struct InstalledFilesTests {
  private let folder: TemporaryDirectory
  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("Žižek saw the the cat.\n", to: "story.txt")
  }

  private struct Tool: Decodable {
    let command: Command
    struct Command: Decodable {
      let commandName: String
      let shouldDisplay: Bool?
      let arguments: [Argument]?
      let subcommands: [Command]?
    }
    struct Argument: Decodable {
      let preferredName: Name?
      let shouldDisplay: Bool?
      struct Name: Decodable { let kind: String, name: String }
    }
  }

  /// Every command and option has its entry in the manual.
  @Test func manualIsCurrent() throws {
    let dump = try Command.run("galley --experimental-dump-help", in: folder.path)
    let tool = try JSONDecoder().decode(Tool.self, from: Data(dump.output))
    let lines = Set(Repository.text("docs/galley.1").split(separator: "\n"))
    let options = Set(lines.filter { $0.hasPrefix(".It Fl") }.flatMap { $0.split(separator: " ") })
    var missing: [String] = []
    func look(_ command: Tool.Command) {
      for argument in command.arguments ?? [] where argument.shouldDisplay != false {
        guard let name = argument.preferredName, name.kind == "long" else { continue }
        if !options.contains("-\(name.name)") { missing.append("--\(name.name)") }
      }
      for sub in command.subcommands ?? [] where sub.shouldDisplay != false && sub.commandName != "help" {
        if !lines.contains(".It Em \(sub.commandName)") { missing.append(sub.commandName) }
        look(sub)
      }
    }
    look(tool.command)
    #expect(missing.isEmpty, "“make manual” writes docs/galley.1 anew")
  }

  @Test func bashCompletes() throws {
    try folder.write(
      """
      eval "$(galley --generate-completion-script bash)"
      complete_line() {
        COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
        _galley galley "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        echo "${COMPREPLY[@]}"
      }
      complete_line galley hoo
      complete_line galley check --sta
      complete_line galley check --format sar
      """, to: "complete.bash")
    let outcome = try Command.run("bash complete.bash", in: folder.path)
    let lines = outcome.text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.count == 3 && lines[0] == ["hook"] && lines[1].contains("--staged") && lines[2] == ["sarif"], "\(outcome.text)")
  }

  @Test(arguments: ["zsh", "fish"]) func otherShellsHaveScripts(shell: String) throws {
    let outcome = try Command.run("galley --generate-completion-script \(shell)", in: folder.path)
    #expect(outcome.status == 0 && outcome.text.contains("unsafe-fixes"))
    // Where the shell is installed it has a look, too.
    let read = try Command.run(
      "command -v \(shell) >/dev/null || exit 0; galley --generate-completion-script \(shell) >script; \(shell) -n script", in: folder.path)
    #expect(read.status == 0, "\(read.errorText)")
  }

  /// GitHub’s problem matcher reads compiler lines.
  @Test func problemMatcher() throws {
    let json = try JSONSerialization.jsonObject(with: Data(Repository.bytes("ci/galley-problem-matcher.json"))) as? [String: Any]
    let matcher = (json?["problemMatcher"] as? [[String: Any]])?.first
    let pattern = try #require((matcher?["pattern"] as? [[String: Any]])?.first)
    let expression = try NSRegularExpression(pattern: try #require(pattern["regexp"] as? String))
    let line = try Command.run("galley --quiet --select doubled-word story.txt", in: folder.path).text.split(separator: "\n").joined()
    let match = try #require(expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)), "\(line)")
    func group(_ key: String) -> String? {
      (pattern[key] as? Int).flatMap { Range(match.range(at: $0), in: line) }.map { String(line[$0]) }
    }
    #expect(group("file") == "story.txt" && group("line") == "1" && group("column") == "11")
    #expect(group("severity") == "error" && group("code") == "doubled-word" && group("message") == "“the” is written twice")
  }
}
