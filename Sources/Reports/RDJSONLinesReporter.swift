package import GalleyCore

/// Reviewdog’s diagnostic format, one JSON object a line. Columns count bytes of UTF-8, ends are exclusive.
package struct RDJSONLinesReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      output.append("{\"message\":")
      JSON.string(diagnostic.located(in: document), into: &output)
      output.append(",\"location\":{\"path\":")
      JSON.string(report.shownPath, into: &output)
      output.append(",\"range\":")
      range(document.sourceRange(of: diagnostic), document.source, into: &output)
      let severity = diagnostic.severity == .note ? "INFO" : diagnostic.severity.name.uppercased()
      output.append("},\"severity\":\"\(severity)\",\"source\":{\"name\":\"galley\"}")
      output.append(",\"code\":{\"value\":\"\(diagnostic.rule)\"}")
      // Suggestions are put in together: only the best fix is one.
      if let fix = diagnostic.fixes.first, let edits = document.sourceEdits(of: fix) {
        output.append(",\"suggestions\":")
        JSON.array(edits, into: &output) { edit, output in
          output.append("{\"range\":")
          range(edit.range, document.source, into: &output)
          output.append(",\"text\":")
          JSON.string(edit.replacement, into: &output)
          output.append("}")
        }
      }
      output.append("}\n")
    }
  }

  private func range(_ range: TextRange, _ source: Source, into output: inout [UInt8]) {
    let region = Region(range, source, .utf8)
    output.append("{\"start\":{\"line\":\(region.start.line),\"column\":\(region.start.column)}")
    output.append(",\"end\":{\"line\":\(region.end.line),\"column\":\(region.end.column)}}")
  }
}
