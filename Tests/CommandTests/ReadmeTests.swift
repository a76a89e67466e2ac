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
}
