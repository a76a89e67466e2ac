import ArgumentParser
import GalleyCore
import Platform

struct Fix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Fix texts: the same as “check --fix”.",
    usage: "galley fix [<options>] [<path> ...]",
    discussion: """
      Writes the fixes that are safe and reports what is left. A file keeps its
      encoding, line ends, mode and owner; it is replaced as a whole or not at all.

      Examples:
        galley fix drafts/                   fix what is safe to fix
        galley fix --diff drafts/            only show what would change
        galley fix --unsafe-fixes story.txt  the best guess for the rest, too
        galley fix --annotate scans/         corrections beside what an engine read
        galley fix -i story.txt              ask about each finding
        galley fix - < story.txt > new.txt   the report goes to standard error
      """)

  @Flag(name: .shortAndLong, help: "Go through the findings one by one and ask, on a terminal.")
  var interactive = false

  @OptionGroup var check: Check

  func validate() throws {
    if interactive, check.fixing.isOn {
      throw ValidationError("-i asks about every fix; leave out --fix, --unsafe-fixes, --annotate and --diff")
    }
  }

  mutating func run() throws {
    if interactive { throw ExitCode(try check.fixInteractively()) }
    check.fixing.fix = true
    try check.run()
  }
}

extension Check {
  /// - Returns: the exit status
  func fixInteractively() throws -> Int32 {
    guard let terminal = Terminal() else { throw Failure("galley fix -i needs a terminal; without one, see --diff") }
    let setups = try setups()
    setups.known = try reporting.known()
    var found = try collect(setups).found
    try found.requireSound()
    found.dropRepeated()
    let inputs = found.inputs
    try rules.checkIDs(setups.cards)
    for failure in found.failures {
      if case .failed(let reason) = failure.status { complain("\(failure.path): \(reason)") }
    }
    let least = reporting.shownLevel
    var runner = BatchRunner(jobs: 1, kind: input.kind)
    runner.accepts = { diagnostic, _ in diagnostic.severity >= least }
    let list = try rules.wordFiles.first ?? setups.configuration(for: FilePath("-")).words.lazy.compactMap(\.value.wordList).first
    var fixer = InteractiveFixer(terminal, runner, usesColor: reporting.usesColor(onTerminal: true)) { word in
      guard let list else {
        throw Failure("no list to put it in: name one with --words or in \(ConfigurationSearch.fileName); it is left alone here")
      }
      var vocabulary = try WordListFile(list)
      if vocabulary.add(word) { try vocabulary.write() }
      return list
    }
    for input in inputs where !fixer.isDone { try fixer.fix(input) }
    if !reporting.quiet { complain("\(fixer.fixes) fixed, \(fixer.left) finding\(fixer.left == 1 ? "" : "s") left") }
    if fixer.wasInterrupted { return 130 }
    return fixer.hasFailed || !found.failures.isEmpty ? 2 : fixer.left > 0 ? 1 : 0
  }
}
