import Formats
package import GalleyCore

/// Workflow commands that GitHub Actions shows beside the changed lines. Columns count Unicode scalars.
package struct GitHubReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    let path = FileName.shown(report.repositoryPath)
    if case .failed(let reason) = report.status {
      output.append("::error file=\(property(path))::\(data(reason))\n")
    }
    for finding in report.located() {
      let (start, end) = (finding.location.start, finding.location.end)
      let command = finding.severity == .note ? "notice" : finding.severity.name
      var location = "file=\(property(path)),line=\(start.line),endLine=\(end.line)"
      // Columns of annotations count within one line only.
      if start.line == end.line { location += ",col=\(start.column),endColumn=\(end.column)" }
      output.append("::\(command) \(location),title=\(finding.rule)::\(data(finding.messageWithPage))\n")
    }
  }

  private func data(_ text: String) -> String { escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"]) }

  private func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private func escaped(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { table[$0] ?? printable(String($0)) }.joined()
  }
}
