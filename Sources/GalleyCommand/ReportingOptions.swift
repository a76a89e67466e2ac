import ArgumentParser
import GalleyCore
import Platform
import Reports

extension OutputFormat: ExpressibleByArgument {}
extension ColumnUnit: ExpressibleByArgument {}

enum SeverityChoice: String, ExpressibleByArgument, CaseIterable {
  case note, warning, error, never
  var severity: Severity? { Severity(name: rawValue) }
}

enum LevelChoice: String, ExpressibleByArgument, CaseIterable {
  case note, warning, error
  var severity: Severity { Severity(name: rawValue) ?? .warning }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options that shape the report.
struct ReportingOptions: ParsableArguments {
  @Option(help: "Output format (default: pretty on a terminal, text elsewhere).")
  var format: OutputFormat?
  @Option(
    help: ArgumentHelp(
      """
      Another format: a line for each finding, with {path} {line} {column} {endLine} {endColumn} {offset} {endOffset} \
      {severity} {rule} {category} {message} {text} {fix} {fingerprint}.
      """, valueName: "line"))
  var template: String?
  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?
  @Option(help: "Least severity shown: note, warning (default) or error.")
  var level: LevelChoice?
  @Option(help: "Least severity that makes exit status 1 (default: warning).")
  var failOn: SeverityChoice = .warning
  @Option(help: "Colour in pretty output.")
  var color: ColorChoice = .auto
  @Option(help: "What columns count: Unicode scalars (default), utf8, utf16 or display cells.")
  var columnUnit: ColumnUnit = .scalar
  @Option(help: ArgumentHelp("Show at most so many findings of one rule in one file.", valueName: "n"))
  var maxPerRule: Int?
  @Flag(help: "No summary on standard error.")
  var quiet = false
  @Flag(help: "Print counts for each rule and file, and per 1,000 words, on standard error.")
  var statistics = false
  @Option(help: ArgumentHelp("Hide the findings recorded there by “galley baseline”.", valueName: "file"))
  var baseline: String?
  @Flag(help: "Strike out of the baseline what is found no more.")
  var updateBaseline = false

  func validate() throws {
    if updateBaseline, baseline == nil { throw ValidationError("--update-baseline needs --baseline FILE") }
    if template != nil, format != nil { throw ValidationError("--template is a format of its own; leave out --format") }
    do throws(ReportTemplate.Problem) { _ = try parsedTemplate() } catch {
      throw ValidationError("--template: \(error.description)")
    }
    if let maxPerRule, maxPerRule < 1 { throw ValidationError("--max-per-rule must be at least 1") }
  }

  /// The least severity shown: `--fail-on note` shows what makes it fail.
  var shownLevel: Severity {
    let level = level?.severity ?? .warning
    return failOn == .note ? .note : level
  }

  /// What is left for later.
  func known() throws -> KnownFindings? { try baseline.map { KnownFindings(try Baseline(reading: $0)) } }

  func usesColor(onTerminal isTerminal: Bool) -> Bool {
    let noColor = environmentVariable("NO_COLOR").map { !$0.isEmpty } ?? false
    return color == .always || color == .auto && isTerminal && !noColor && environmentVariable("TERM") != "dumb"
  }

  func parsedTemplate() throws(ReportTemplate.Problem) -> ReportTemplate? {
    guard let template else { return nil }
    return try ReportTemplate(template)
  }
}
