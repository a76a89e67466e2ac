import ArgumentParser
import GalleyCore
import LanguageServer
import Platform

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: the language server protocol on standard input and output.",
    discussion: """
      Editors start it for plain text, Markdown, HTML, AsciiDoc and commit messages; what
      they open in other languages is answered with nothing. docs/language-server.md says
      how to set up an editor, and what may be set there.

      Exit status: 0 the client has shut the server down, 1 the client went away without
      doing so, 2 galley could not start.
      """)

  @OptionGroup var rules: RuleOptions
  @Option(help: "Least severity shown: note, warning (default) or error.")
  var level = LevelChoice.warning
  @Option(help: ArgumentHelp("Serve one client on this port of the loopback address; 0 takes a free one.", valueName: "port"))
  var socket: UInt16?
  @Flag(help: "Use standard input and output (the default; some clients say so).")
  var stdio = false

  func validate() throws {
    if stdio, socket != nil { throw ValidationError("--stdio and --socket contradict each other") }
  }

  func run() throws {
    var options = ServerOptions()
    options.commandLine = rules.commandLine
    options.search = rules.search
    options.settings = ServerSettings(level: level.severity)
    options.version = Version.number
    // Faults of options are told before any client waits.
    let setups = try rules.setups(least: level.severity)
    _ = try setups.configuration(for: FilePath("-"))
    try rules.checkIDs(setups.cards)
    guard let socket else { throw ExitCode(Connection.serve(options, input: 0, output: 1)) }
    let connection = try LoopbackSocket.open(port: socket) { complain("listening on 127.0.0.1:\($0)") }
    throw ExitCode(Connection.serve(options, input: connection, output: connection))
  }
}
