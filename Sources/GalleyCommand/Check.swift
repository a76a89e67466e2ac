import ArgumentParser
import Formats
import GalleyCore
import Platform
import Reports

enum InputChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, text, markdown, html, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract, pdf
  var kind: InputKind? { InputKind(rawValue: rawValue) }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check texts and report what is wrong with them (the default).",
    discussion: """
      Examples:
        galley article.txt
        galley --format json drafts/
        pandoc draft.docx -t plain | galley --stdin-filename draft.txt -
        galley --select quotes,names --level note article.txt
        galley --baseline known.tsv drafts/

      What is in a .galley.yml counts for the files below it; “galley init” writes
      one. In a text, “galley:off RULE” and “galley:on RULE” on lines of their own
      (or <!-- galley:ignore-line RULE -->) leave something alone, as does [sic].
      """)

  @Argument(help: "Files or directories; “-” reads standard input.", completion: .file())
  var paths: [String] = []

  @OptionGroup var rules: RuleOptions
  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var fixing: FixOptions
  @OptionGroup var git: GitOptions

  @Option(help: ArgumentHelp("The name to report standard input under.", valueName: "name"))
  var stdinFilename = Self.unnamed
  @Option(help: ArgumentHelp("Read paths from a file (“-”: standard input), separated by NUL.", valueName: "file"))
  var filesFrom: String?
  @Option(help: ArgumentHelp("Leave out paths that a pattern as in .gitignore fits (repeatable).", valueName: "pattern"))
  var exclude: [String] = []
  @Flag(help: "Leave out what is excluded even where it is named, as hooks name files.")
  var forceExclude = false
  @Option(help: "What the files are: auto (by name and content), text, markdown, html, hocr, alto, page, abbyy, djvu, tei, tsv, vision, textract or pdf.")
  var input = InputChoice.auto
  @Option(help: ArgumentHelp("Number of files to check at once (default: one for each processor).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Print how long each part took on standard error.")
  var timings = false

  func validate() throws {
    if git.isOn, paths.contains("-") { throw ValidationError("git knows nothing of standard input; leave out “-”") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    _ = try excluded()
  }

  /// What `--exclude` names.
  private func excluded() throws -> GlobList {
    var list = GlobList()
    for pattern in exclude { if let reason = list.add(pattern) { throw ValidationError("--exclude: \(reason)") } }
    return list
  }

  /// - Parameter clock: measures what each rule takes
  func setups(clock: RuleClock? = nil) throws -> Setups {
    var commandLine = rules.commandLine
    (commandLine.exclude, commandLine.forcesExclude) = (try excluded(), forceExclude)
    return try rules.setups(commandLine, least: reporting.shownLevel, clock: clock)
  }

  mutating func run() throws {
    guard !paths.isEmpty || filesFrom != nil || git.isOn || !standardInputIsTerminal() else {
      try reportUsage()
      throw ExitCode(2)
    }
    let start = ContinuousClock.now
    let clock = timings ? RuleClock() : nil
    let setups = try setups(clock: clock)
    var unread: (any Error)?
    do { setups.known = try reporting.known() } catch { unread = error }
    // What a run knows lives as long as the process: the system frees it sooner.
    _ = unsafe Unmanaged.passRetained(setups)
    var (found, stager) = try collect(setups)
    if let unread { found.blameAll(unread) }
    if let output = reporting.output { try Self.refuse(output, amongst: found.inputs) }
    // A faulty card may well be the one that is named.
    if found.isSound { try rules.checkIDs(setups.cards) }
    let inputs = found.inputs
    let least = reporting.shownLevel
    var runner = BatchRunner(jobs: jobs ?? processorCount(), kind: input.kind)
    runner.accepts = { diagnostic, _ in diagnostic.severity >= least }
    runner.writes = !fixing.diff
    let fixesInput = fixing.isOn && !git.isOn && inputs.contains { $0.path == nil }
    var session = try ReportSession(reporting, cards: setups.cards, known: setups.known, usesErrors: fixing.diff || fixesInput)
    session.isDryRun = fixing.diff
    runner.fixer = fixing.fixer
    session.progress = Progress(total: inputs.count, isQuiet: reporting.quiet)
    try session.add(found)
    let checking = ContinuousClock.now
    var fixed = FixedOutput(showsDifferences: fixing.diff)
    try runner.run(inputs) {
      let report = stager?.stage($0, runner) ?? $0
      try fixed.add(report, isStandardInput: report.path == stdinFilename)
      return try session.add(report)
    }
    let status = try session.finish()
    if let clock { try clock.report(setUp: checking - start, checking: ContinuousClock.now - checking) }
    throw ExitCode(fixed.hasDifferences ? max(status, 1) : status)
  }

  private func reportUsage() throws {
    var stream = OutputStream.standardError
    try stream.write(Galley.helpMessage() + "\n")
  }

  /// The names in a list, which NUL separates.
  private static func names(_ list: [UInt8], of file: String) throws -> [String] {
    if list.contains(0x0A), !list.contains(0), DirectoryWalker.kind(of: FileName.text(list[...])) == .missing {
      throw FileError(file, "its names stand in lines, not between NUL bytes; “find -print0” and “git ls-files -z” write such lists")
    }
    return list.split(separator: 0).map(FileName.text)
  }

  /// The files to check, in the order given; directories are walked.
  func collect(_ setups: Setups) throws -> (found: InputCollector, stager: Stager?) {
    var found = InputCollector(setups)
    do {
      var names = paths
      if let filesFrom {
        let list = try filesFrom == "-" ? FileReader.readStandardInput() : FileReader.read(filesFrom, isNamed: true)
        names += try Self.names(list, of: filesFrom)
      }
      if git.isOn {
        let stager = try git.collect(names, into: &found, fixes: fixing.isOn && !fixing.diff)
        return (found, stager)
      }
      if names.isEmpty, filesFrom == nil { names = ["-"] }
      for name in names {
        if name == "-" {
          try addStandardInput(to: &found)
        } else if name == paths.first, let reason = Galley.unknownCommand(name) {
          found.fail(name, reason)
        } else {
          found.add(path: name)
        }
      }
    } catch let error as FileError {
      found.blame(error, error.path)
    } catch let error as GitError {
      found.blameAll(error)
    }
    if fixing.isOn { found.dropRepeated() }
    return (found, nil)
  }

  private func addStandardInput(to found: inout InputCollector) throws {
    let bytes = try FileReader.readStandardInput()
    let place = FilePath(stdinFilename)
    guard stdinFilename != Self.unnamed, found.skips(stdinFilename, { try $0.skips(standardInput: place) }) else {
      return found.add(BatchRunner.Input.Place(name: stdinFilename, path: nil), bytes: bytes)
    }
    // A text that is to be fixed comes out as it is.
    guard fixing.isOn, !fixing.diff else { return }
    var stream = OutputStream.standardOutput
    try stream.write(bytes)
  }

  /// What standard input is called that nobody has named.
  static let unnamed = "<stdin>"

  /// Refuses to write a report over a text that is checked.
  static func refuse(_ output: String, amongst inputs: [BatchRunner.Input]) throws {
    guard let place = FileIdentity.of(output) else { return }
    if inputs.contains(where: { $0.path.flatMap(FileIdentity.of) == place }) {
      throw Failure("--output: \(output) is one of the texts to be checked; name another file")
    }
  }
}
