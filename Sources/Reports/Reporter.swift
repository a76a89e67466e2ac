package import GalleyCore

/// Turns findings into bytes of one output format. Files come in order; one reporter serves one run.
package protocol Reporter {
  init(_ options: ReportOptions)
  /// What stands before the first file.
  mutating func begin(into output: inout [UInt8])
  mutating func report(_ report: FileReport, into output: inout [UInt8])
  /// What stands after the last file.
  mutating func finish(into output: inout [UInt8])
}

extension Reporter {
  package mutating func begin(into output: inout [UInt8]) {}
  package mutating func finish(into output: inout [UInt8]) {}
}

package struct ReportOptions: Sendable {
  package var columnUnit: ColumnUnit = .scalar
  package var usesColor = false
  package var version = ""
  /// The cards in force, for formats that describe rules.
  package var cards: [RuleCard] = []
  package var template = ReportTemplate()
  package init() {}
}

/// Output formats by their name on the command line.
package enum OutputFormat: String, CaseIterable, Sendable {
  case text, pretty, json, jsonl, sarif, github, checkstyle, junit, gitlab, rdjsonl, fixits, html

  package func reporter(_ options: ReportOptions) -> any Reporter {
    switch self {
    case .text: TextReporter(options)
    case .pretty: PrettyReporter(options)
    case .json: JSONReporter(options)
    case .jsonl: JSONLinesReporter(options)
    case .sarif: SARIFReporter(options)
    case .github: GitHubReporter(options)
    case .checkstyle: CheckstyleReporter(options)
    case .junit: JUnitReporter(options)
    case .gitlab: GitLabReporter(options)
    case .rdjsonl: RDJSONLinesReporter(options)
    case .fixits: FixItReporter(options)
    case .html: HTMLReporter(options)
    }
  }
}

extension FileReport {
  /// The name for servers that compare it with the paths of a repository, which begin with no “./”.
  var repositoryPath: String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}
