import ArgumentParser
import GalleyCore

struct Fix: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mend texts: the same as “check --fix”.",
    usage: "galley fix [<options>] [<path> ...]",
    discussion: """
      Writes the fixes that are safe and reports what is left. A file keeps its
      encoding, line ends, mode and owner; it is replaced as a whole or not at all.

      Examples:
        galley fix drafts/                   mend what is safe to mend
        galley fix --diff drafts/            only show what would change
        galley fix --unsafe-fixes story.txt  the best guess for the rest, too
        galley fix -i story.txt              ask about each finding
        galley fix - < story.txt > new.txt   the report goes to standard error
      """)

  @Flag(name: .shortAndLong, help: "Go through the findings one by one and ask, on a terminal.")
  var interactive = false

  @OptionGroup var check: Check

  func validate() throws {
    if interactive, check.fixing.isOn {
      throw ValidationError("-i asks about every fix; leave out --fix, --unsafe-fixes and --diff")
    }
  }

  mutating func run() async throws {
    if interactive { throw ExitCode(try check.fixInteractively()) }
    check.fixing.fix = true
    try await check.run()
  }
}

extension Check {
  /// - Returns: the exit status
  func fixInteractively() throws -> Int32 {
    guard let terminal = Terminal() else { throw Failure("galley fix -i needs a terminal; without one, see --diff") }
    var failures: [FileReport] = []
    let inputs = distinct(try collect(&failures))
    for failure in failures {
      if case .failed(let reason) = failure.status { complain("\(failure.path): \(reason)") }
    }
    let setup = try rules.setUp(least: reporting.shownLevel)
    let least = reporting.shownLevel
    var runner = BatchRunner(engine: setup.engine, resources: setup.resources, jobs: 1)
    runner.accepts = { diagnostic, _ in diagnostic.severity >= least }
    let list = rules.wordFiles.first
    var fixer = InteractiveFixer(terminal, runner, usesColor: reporting.usesColor(onTerminal: true)) { word in
      guard let list else { throw Failure("no list to put it in: name one with --words; it is left alone here") }
      try WordList.add(word, to: list)
      return list
    }
    for input in inputs where !fixer.isDone { try fixer.mend(input) }
    if !reporting.quiet { complain("\(fixer.fixes) fixed, \(fixer.left) finding\(fixer.left == 1 ? "" : "s") left") }
    if fixer.wasInterrupted { return 130 }
    return fixer.hasFailed || !failures.isEmpty ? 2 : fixer.left > 0 ? 1 : 0
  }
}
