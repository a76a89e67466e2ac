package import GalleyCore

/// Reviewdog’s diagnostic format, one JSON object a line. Columns count bytes of UTF-8, ends are exclusive.
package struct RDJSONLinesReporter: Reporter {
  private var json = JSONWriter()
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    json.write(into: &output) { json in
      for diagnostic in report.diagnostics {
        json.object { Self.write(diagnostic, document, report.shownPath, to: &$0) }
        json.end()
      }
    }
  }

  private static func write(_ diagnostic: Diagnostic, _ document: Document, _ path: String, to json: inout JSONWriter) {
    json.member("message", diagnostic.located(in: document))
    json.member("location") {
      $0.member("path", path)
      range(document.sourceRange(of: diagnostic), document.source, to: &$0)
    }
    json.member("severity", diagnostic.severity == .note ? "INFO" : diagnostic.severity.name.uppercased())
    json.member("source") { $0.member("name", "galley") }
    json.member("code") { $0.member("value", diagnostic.rule.name) }
    // Suggestions are put in together: only the best fix is one.
    guard let fix = diagnostic.fixes.first, let edits = document.sourceEdits(of: fix) else { return }
    json.member("suggestions", edits) { json, edit in
      json.object {
        range(edit.range, document.source, to: &$0)
        $0.member("text", edit.replacement)
      }
    }
  }

  private static func range(_ range: SourceRange, _ source: Source, to json: inout JSONWriter) {
    json.member("range") { $0.lines(Region(range, source, .utf8)) }
  }
}
