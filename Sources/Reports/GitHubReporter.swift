package import GalleyCore

/// Workflow commands that GitHub Actions shows beside the changed lines. Columns count Unicode scalars.
package struct GitHubReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    if case .failed(let reason) = report.status {
      output.append("::error file=\(property(report.shownPath))::\(data(reason))\n")
    }
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      let region = Region(diagnostic, in: document, .scalar)
      let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.name
      var place = "file=\(property(report.shownPath)),line=\(region.start.line),endLine=\(region.end.line)"
      // Columns of annotations count within one line only.
      if region.start.line == region.end.line { place += ",col=\(region.start.column),endColumn=\(region.end.column)" }
      output.append("::\(command) \(place),title=\(diagnostic.rule)::\(data(diagnostic.located(in: document)))\n")
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
