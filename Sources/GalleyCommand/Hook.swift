import ArgumentParser
import Formats
import GalleyCore
import Platform

struct Hook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Check what is staged before each commit, by a hook of plain git.",
    discussion: """
      For the pre-commit framework see .pre-commit-hooks.yaml instead.

      Examples:
        galley hook install
        galley hook install -- --fail-on error
        galley hook uninstall
      """,
    subcommands: [Install.self, Uninstall.self, Status.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write the hook.")
    @Flag(help: "Set another hook aside; it then runs first, and uninstalling brings it back.")
    var force = false
    @Argument(parsing: .postTerminator, help: "Options for “galley check”, after “--”.")
    var options: [String] = []

    func run() throws {
      let hook = try PreCommitHook()
      try hook.install(options: options, setsAside: force)
      complain("“git commit” now checks what is staged (\(hook.path))")
    }
  }

  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove the hook; one that was set aside comes back.")
    func run() throws {
      let hook = try PreCommitHook()
      complain(try hook.uninstall() ? "removed \(hook.path)" : "there is no hook of galley to remove")
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether the hook is installed (status 0) or not (status 1).")
    func run() throws {
      let hook = try PreCommitHook()
      var stream = OutputStream.standardOutput
      switch hook.state {
      case .own: try stream.write("installed: \(printable(hook.path))\n")
      case .none: try stream.write("not installed\n")
      case .foreign: try stream.write("not installed: \(printable(hook.path)) is another hook\n")
      }
      if hook.state != .own { throw ExitCode(1) }
    }
  }
}
