import Formats

/// The hook that git runs before a commit, in the folder that git says: settings and worktrees are respected.
package struct PreCommitHook {
  package enum State { case none, own, foreign }

  package let path: String
  private var aside: String { path + ".before-galley" }
  private static let mark = "# Written by “galley hook install”; “galley hook uninstall” removes it."

  package init() throws(GitError) {
    _ = try GitRepository(for: "galley hook")
    let outcome = try GitRepository.git(["rev-parse", "--git-path", "hooks/pre-commit"], for: "galley hook")
    guard outcome.status == 0 else { throw GitError(description: "galley hook: git does not say where hooks live") }
    path = String(decoding: outcome.output.dropLast(), as: UTF8.self)
  }

  package var state: State {
    guard FileFacts.exists(path) else { return .none }
    guard let bytes = try? FileReader.read(path) else { return .foreign }
    return bytes.firstRange(of: Array(Self.mark.utf8)) == nil ? .foreign : .own
  }

  /// - Parameters:
  ///   - options: further options of “galley check”
  ///   - setsAside: whether another hook is kept for later instead of being an obstacle
  package func install(options: [String], setsAside: Bool) throws {
    if state == .foreign {
      guard setsAside else {
        throw GitError(
          description: "\(path) is another hook: call “galley check --staged” in it, or set it aside with --force")
      }
      guard !FileFacts.exists(aside) else { throw GitError(description: "\(aside) exists already; move it away first") }
      try FileFacts.move(path, to: aside)
    }
    let binary = FileFacts.executable ?? "galley"
    let arguments = options.map { " " + Self.quoted($0) }.joined()
    let script = """
      #!/bin/sh
      \(Self.mark)
      if [ -x "$0.before-galley" ]; then "$0.before-galley" "$@" || exit; fi
      galley=\(Self.quoted(binary))
      [ -x "$galley" ] || galley=galley
      exec "$galley" check --staged --format text\(arguments)

      """
    try FileFacts.makeFolder(of: path)
    try FileWriter.replace(path, with: Array(script.utf8))
    try FileFacts.makeExecutable(path)
  }

  /// False where there was none of galley’s.
  package func uninstall() throws(FileError) -> Bool {
    guard state == .own else { return false }
    if FileFacts.exists(aside) { try FileFacts.move(aside, to: path) } else { try FileFacts.remove(path) }
    return true
  }

  /// For a shell.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
