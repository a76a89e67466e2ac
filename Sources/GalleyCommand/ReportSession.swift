import GalleyCore
import Reports

/// One run's report: filters findings, writes them as they come, counts, and knows the exit status.
struct ReportSession {
  private let options: ReportingOptions
  private var reporter: any Reporter
  private var stream: OutputStream
  /// Holds everything if the report goes to a file; else what was not written yet.
  private var buffer: [UInt8] = []
  private var counts: [Severity: Int] = [:]
  private var perRule: [RuleID: Int] = [:]
  private var files = 0, words = 0, filesWithFindings = 0
  private var hasFailures = false

  private var fixes: Int?
  /// Whether fixes are shown only.
  var isDryRun = false

  /// - Parameter usesErrors: whether the report goes to standard error, as standard output is for texts
  init(_ options: ReportingOptions, cards: [RuleCard], usesErrors: Bool = false) throws {
    self.options = options
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

  /// Reports one file; false once nobody reads the output any more.
  mutating func add(_ report: FileReport) throws -> Bool {
    files += 1
    words += report.document?.wordCount ?? 0
    if let mended = report.mended { fixes = (fixes ?? 0) + mended.fixes }
    let report = shown(report)
    if case .failed(let reason) = report.status {
      hasFailures = true
      complain("\(report.path): \(reason)")
    }
    for diagnostic in report.diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      perRule[diagnostic.rule, default: 0] += 1
    }
    if !report.diagnostics.isEmpty { filesWithFindings += 1 }
    reporter.report(report, into: &buffer)
    if options.output == nil, buffer.count >= 1 << 16 || stream.isTerminal { try flush() }
    return !stream.isClosed
  }

  /// Ends the report; gives the exit status.
  mutating func finish() throws -> Int32 {
    reporter.finish(into: &buffer)
    try flush()
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

  private mutating func flush() throws {
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
    if options.statistics {
      for (rule, count) in perRule.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        try? errors.write("\(String(repeating: " ", count: max(0, 7 - String(count).count)))\(count)  \(rule)\n")
      }
      let total = counts.values.reduce(0, +)
      let perThousand = words == 0 ? 0 : (total * 100_000 + words / 2) / words
      let decimals = String(perThousand % 100)
      try? errors.write(
        "\(plural(words, "word")), \(perThousand / 100).\(decimals.count < 2 ? "0" : "")\(decimals) findings per 1,000 words\n")
    }
    guard !options.quiet else { return }
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      counts[severity].map { plural($0, severity.name) }
    }
    let found = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    let mended = fixes.map { "\($0) \(isDryRun ? "to fix" : "fixed"), " } ?? ""
    try? errors.write("galley: \(mended)\(found) in \(plural(files, "file"))\n")
  }

  private func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
