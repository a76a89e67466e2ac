import GalleyCore
import Platform
import Reports

/// One run's report: filters findings, writes them as they come, counts, and knows the exit status.
struct ReportSession {
  private let options: ReportingOptions
  private var reporter: any Reporter
  private var stream: OutputStream
  /// Holds everything if the report goes to a file; else what was not written yet.
  private var buffer: [UInt8] = []
  private var counts: [Severity: Int] = [:]
  private var statistics = Statistics()
  private var files = 0
  private var hasFailures = false
  /// What is known and left for later.
  private let known: KnownFindings?
  /// Shows how far the run is.
  var progress: Progress?

  private var fixes: Int?
  /// Whether fixes are shown only.
  var isDryRun = false

  /// - Parameter usesErrors: whether the report goes to standard error, as standard output is for texts
  init(_ options: ReportingOptions, cards: [RuleCard], known: KnownFindings? = nil, usesErrors: Bool = false) throws {
    (self.options, self.known) = (options, known)
    stream = usesErrors ? .standardError : .standardOutput
    var settings = ReportOptions()
    settings.columnUnit = options.columnUnit
    settings.version = Galley.version
    settings.cards = cards
    let isTerminal = stream.isTerminal && options.output == nil
    settings.usesColor = options.usesColor(onTerminal: isTerminal)
    if let template = try options.parsedTemplate() {
      settings.template = template
      reporter = TemplateReporter(settings)
    } else {
      reporter = (options.format ?? (isTerminal ? .pretty : .text)).reporter(settings)
    }
    reporter.begin(into: &buffer)
  }

  /// Reports what kept files from being checked: on standard error for people, and in the report for programs.
  mutating func add(_ found: InputCollector) throws {
    for failure in found.failures { _ = try add(failure) }
    guard !found.isSound else { return }
    hasFailures = true
    for problem in found.problems { complain(problem) }
    try FaultPrinter.print(found.faults, usesColor: options.usesColor)
    guard !isForPeople else { return }
    for report in found.faults.reports + found.unchecked { reporter.report(report, into: &buffer) }
  }

  /// Whether the format is one that only people read, who see faults on standard error.
  private var isForPeople: Bool {
    options.template == nil && [.text, .pretty].contains(options.format ?? .text)
  }

  /// Reports one file; false once nobody reads the output any more.
  mutating func add(_ report: FileReport) throws -> Bool {
    files += 1
    progress?.show(files)
    if let fixed = report.fixed { fixes = (fixes ?? 0) + fixed.fixes }
    let report = shown(report)
    if case .failed(let reason) = report.status {
      hasFailures = true
      progress?.clear()
      complain("\(report.path): \(reason)")
    }
    for diagnostic in report.diagnostics {
      counts[diagnostic.severity, default: 0] += 1
    }
    if options.statistics { statistics.add(report) }
    reporter.report(report, into: &buffer)
    if options.output == nil, buffer.count >= 1 << 16 || stream.isTerminal { try flush() }
    return !stream.isClosed
  }

  /// Ends the report; gives the exit status.
  mutating func finish() throws -> Int32 {
    reporter.finish(into: &buffer)
    try flush()
    progress?.clear()
    try updateBaseline()
    if !stream.isClosed { summarise() }
    if hasFailures { return 2 }
    guard let least = options.failOn.severity else { return 0 }
    return counts.contains { $0.key >= least && $0.value > 0 } ? 1 : 0
  }

  private func shown(_ report: FileReport) -> FileReport {
    guard let limit = options.maxPerRule else { return report }
    var seen: [RuleID: Int] = [:]
    return report.keeping { diagnostic, _ in
      seen[diagnostic.rule, default: 0] += 1
      return (seen[diagnostic.rule] ?? 0) <= limit
    }
  }

  /// Known findings that are no more are struck out; none is ever added.
  private func updateBaseline() throws {
    guard options.updateBaseline, let path = options.baseline, let known else { return }
    let shrunk = known.shrunk()
    if shrunk.bytes != (try FileReader.read(path)) { try FileWriter.replace(path, with: shrunk.bytes) }
    if !options.quiet { complain("\(path): \(plural(shrunk.count, "known finding")) left") }
  }

  private mutating func flush() throws {
    if !buffer.isEmpty { progress?.clear() }
    do throws(FileError) {
      if let path = options.output {
        try FileWriter.replace(path, with: buffer)
      } else {
        try stream.write(buffer)
      }
    } catch { throw Failure(error.description) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func summarise() {
    var errors = OutputStream.standardError
    if options.statistics { try? errors.write(statistics.text) }
    // Where nothing could be checked nothing is said of findings.
    guard !options.quiet, files > 0 || !hasFailures else { return }
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      counts[severity].map { plural($0, severity.name) }
    }
    let found = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    let fixed = fixes.map { "\($0) \(isDryRun ? "to fix" : "fixed"), " } ?? ""
    try? errors.write("galley: \(fixed)\(found) in \(plural(files, "file"))\n")
  }
}
