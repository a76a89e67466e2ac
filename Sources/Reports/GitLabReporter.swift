import Formats
package import GalleyCore

/// GitLab’s code quality report: one JSON array, an object for each finding, which merge requests show beside the lines.
/// Paths are relative to the repository, columns count Unicode scalars, fingerprints are unique in the report.
package struct GitLabReporter: Reporter {
  private var json = JSONWriter()
  /// How often a finding was seen whose words and neighbours are the same in the same file.
  private var seen: [String: Int] = [:]
  package init(_ options: ReportOptions) {}

  package mutating func begin(into output: inout [UInt8]) { json.write(into: &output) { $0.open("[") } }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    seen.removeAll(keepingCapacity: true)
    let path = FileName.shown(report.repositoryPath)
    if case .failed(let reason) = report.status {
      write(reason, "galley", "blocker", path, "unread", into: &output) { $0.member("lines") { $0.member("begin", 1) } }
    }
    for finding in report.located() {
      let severity = switch finding.severity {
        case .error: "major"
        case .warning: "minor"
        case .note: "info"
      }
      write(finding.messageWithPage, finding.rule.name, severity, path, finding.fingerprint, into: &output) {
        $0.member("positions") { $0.lines(finding.location, names: ("begin", "end")) }
      }
    }
  }

  /// - Parameter location: writes where in the file it is
  private mutating func write(
    _ message: String, _ rule: String, _ severity: String, _ path: String, _ print: String, into output: inout [UInt8],
    _ location: (inout JSONWriter) -> Void
  ) {
    let count = seen[print, default: 0]
    seen[print] = count + 1
    json.write(into: &output) {
      $0.breakLine()
      $0.object {
        $0.member("description", message)
        $0.member("check_name", rule)
        $0.member("fingerprint", "\(path):\(print)" + (count > 0 ? ":\(count)" : ""))
        $0.member("severity", severity)
        $0.member("location") {
          $0.member("path", path)
          location(&$0)
        }
      }
    }
  }

  package mutating func finish(into output: inout [UInt8]) { output.append("\n]\n") }
}
