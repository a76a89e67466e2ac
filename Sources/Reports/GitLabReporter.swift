package import GalleyCore

/// GitLab’s code quality report: one JSON array, an object for each finding, which merge requests show beside the lines.
/// Paths are relative to the repository, columns count Unicode scalars, fingerprints are unique in the report.
package struct GitLabReporter: Reporter {
  private var isFirst = true
  /// How often a finding was seen whose words and neighbours are the same in the same file.
  private var seen: [String: Int] = [:]
  package init(_ options: ReportOptions) {}

  package mutating func begin(into output: inout [UInt8]) { output.append("[") }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    seen.removeAll(keepingCapacity: true)
    let path = report.shownPath.hasPrefix("./") ? String(report.shownPath.dropFirst(2)) : report.shownPath
    if case .failed(let reason) = report.status {
      entry(reason, "galley", "blocker", path, "unread", into: &output)
      output.append("\"lines\":{\"begin\":1}}}")
    }
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      let severity = switch diagnostic.severity {
        case .error: "major"
        case .warning: "minor"
        case .note: "info"
      }
      let print = fingerprint(of: diagnostic, in: document)
      entry(diagnostic.located(in: document), diagnostic.rule.name, severity, path, print, into: &output)
      let region = Region(diagnostic, in: document, .scalar)
      output.append("\"positions\":{\"begin\":{\"line\":\(region.start.line),\"column\":\(region.start.column)}")
      output.append(",\"end\":{\"line\":\(region.end.line),\"column\":\(region.end.column)}}}}")
    }
  }

  /// All of an entry but where in the file it is.
  private mutating func entry(
    _ message: String, _ rule: String, _ severity: String, _ path: String, _ print: String, into output: inout [UInt8]
  ) {
    output.append(isFirst ? "\n" : ",\n")
    isFirst = false
    output.append("{\"description\":")
    JSON.string(message, into: &output)
    output.append(",\"check_name\":")
    JSON.string(rule, into: &output)
    let count = seen[print, default: 0]
    seen[print] = count + 1
    output.append(",\"fingerprint\":")
    JSON.string("\(path):\(print)" + (count > 0 ? ":\(count)" : ""), into: &output)
    output.append(",\"severity\":\"\(severity)\",\"location\":{\"path\":")
    JSON.string(path, into: &output)
    output.append(",")
  }

  package mutating func finish(into output: inout [UInt8]) { output.append("\n]\n") }
}
