import ArgumentParser
import GalleyCore
import Platform

struct WriteBaseline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Record what is found now, so that only new findings show.",
    discussion: """
      Writes every finding down to notes: its rule, text and neighbouring words, not its line.
      Known findings stay known when lines move or the text around them is edited.

      Examples:
        galley baseline drafts/ --output known.tsv          record
        galley --baseline known.tsv drafts/                 show what is new
        galley --baseline known.tsv --update-baseline drafts/
                                                            drop what has been fixed
      """)

  @Argument(help: "Files or directories.", completion: .file())
  var paths: [String] = ["."]
  @OptionGroup var rules: RuleOptions
  @Option(help: ArgumentHelp("Write it there (default: standard output).", valueName: "file"))
  var output: String?

  func run() throws {
    let setups = try rules.setups()
    var baseline = Baseline(for: output ?? "./-")
    var hasFailed = false
    var files = 0
    func fail(_ path: String, _ reason: String) {
      complain("\(path): \(reason)")
      hasFailed = true
    }
    var found = InputCollector(setups)
    for name in paths { found.add(path: name) }
    try found.requireSound()
    for case let (path, .failed(reason)) in found.failures.map({ ($0.path, $0.status) }) { fail(path, reason) }
    let inputs = found.inputs
    if let output { try Check.refuse(output, amongst: inputs) }
    try rules.checkIDs(setups.cards)
    try BatchRunner(jobs: processorCount()).run(inputs) { report in
      if case .failed(let reason) = report.status { fail(report.path, reason) }
      files += 1
      baseline.add(report)
      return true
    }
    if let output {
      try FileWriter.replace(output, with: baseline.bytes)
    } else {
      var stream = OutputStream.standardOutput
      try stream.writeForeign(baseline.bytes)
    }
    let count = baseline.count
    complain("\(count) finding\(count == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s") recorded")
    if hasFailed { throw ExitCode(2) }
  }
}
