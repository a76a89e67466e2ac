import Formats
package import GalleyCore

/// Compiler lines: `path:line:column: severity: message [rule]`, one each, related locations after them as notes.
package struct TextReporter: Reporter {
  private let unit: ColumnUnit
  package init(_ options: ReportOptions) { unit = options.columnUnit }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    for finding in report.located(unit) { Self.report(finding, report.shownPath, into: &output) }
  }

  static func report(_ finding: Located, _ path: String, into output: inout [UInt8]) {
    line(path, finding.location, finding.severity.name, finding.messageWithPage, rule: finding.rule.name, into: &output)
    for (location, message) in finding.related { line(path, location, "note", message, rule: nil, into: &output) }
  }

  static func line(
    _ path: String, _ location: Location, _ severity: String, _ message: String, rule: String?, into output: inout [UInt8]
  ) {
    output.append("\(printable(path)):\(location.start.line):\(location.start.column): \(severity): \(printable(message))")
    if let rule { output.append(" [\(rule)]") }
    output.append(0x0A)
  }
}
