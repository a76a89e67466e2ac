import Foundation
import GalleyTesting
import Testing

/// The outputs in README.md are real: every console block is what its command prints at the top of the package.
@Suite struct ReadmeTests {
  @Test func consoleBlocksAreReal() throws {
    var lines: [Substring] = []
    var isConsole = false
    let text = Repository.text("README.md")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isConsole {
        if line == "```" { isConsole = false } else { continue }
      }
      lines.append(line)
      if line == "```console" { isConsole = true }
    }
    // The first line of a block is its command.
    let commands = text.split(separator: "\n").filter { $0.hasPrefix("$ ") }
    var next = 0
    var real = ""
    for (number, line) in lines.enumerated() {
      real += (number == 0 ? "" : "\n") + line
      guard line == "```console" else { continue }
      let command = try #require(commands.indices.contains(next) ? commands[next] : nil)
      next += 1
      let outcome = try Command.run("\(command.dropFirst(2)) 2>&1", in: Repository.root)
      real += "\n\(command)\n\(outcome.text)"
      if real.hasSuffix("\n") { real.removeLast() }
    }
    if Repository.updates { try Repository.write(real, to: "README.md") }
    #expect(real == text, "GALLEY_UPDATE=1 make test rewrites the outputs in README.md")
  }

  /// What README.md gives to be copied is accepted as it stands.
  @Test func configurationsCanBeCopied() throws {
    let text = Repository.text("README.md")
    let blocks = text.components(separatedBy: "\n```").filter { $0.hasPrefix("yaml\n") || $0.hasPrefix("markdown\n") }
      .map { String($0.drop { $0 != "\n" }.dropFirst()) }
    let folder = try TemporaryDirectory()
    func galley(_ arguments: String) throws -> Command.Outcome { try Command.run("galley --quiet \(arguments)", in: folder.path) }
    try folder.write("I saw a zorblatt.\n", to: "a.txt")
    let configuration = try #require(blocks.first { $0.hasPrefix("languages:") })
    try folder.write(configuration + "\n", to: ".galley.yml")
    #expect(try galley("a.txt").errorText == "")
    let frontMatter = try #require(blocks.first { $0.hasPrefix("---\ngalley:") })
    try folder.write(frontMatter + "\nA zorblatt met Zyx Quorble.\n", to: "front.txt")
    let front = try galley("--no-config front.txt")
    #expect(front.text == "" && front.status == 0)
    let card = try #require(blocks.first { $0.hasPrefix("---\nid: plain-words") })
    try folder.write(card + "\n", to: "house/plain-words.md")
    try folder.write("We utilise it in order to win.\n", to: "b.txt")
    #expect(try galley("--no-config --rules house b.txt").text.split(separator: "\n").count == 2)
  }
}
