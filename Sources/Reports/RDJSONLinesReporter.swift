import Formats
package import GalleyCore

/// Reviewdog’s diagnostic format, one JSON object a line. Columns count bytes of UTF-8, ends are exclusive.
package struct RDJSONLinesReporter: Reporter {
  private var json = JSONWriter()
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    json.write(into: &output) { json in
      for finding in report.located(.utf8) {
        json.object { Self.write(finding, report.shownPath, to: &$0) }
        json.end()
      }
    }
  }

  private static func write(_ finding: Located, _ path: String, to json: inout JSONWriter) {
    json.member("message", finding.messageWithPage)
    json.member("location") {
      $0.member("path", path)
      $0.member("range") { $0.lines(finding.location) }
    }
    json.member("severity", finding.severity == .note ? "INFO" : finding.severity.name.uppercased())
    json.member("source") { $0.member("name", "galley") }
    json.member("code") { $0.member("value", finding.rule.name) }
    // Suggestions are put in together: only the best fix is one.
    guard let repair = finding.bestRepair else { return }
    json.member("suggestions", repair.edits) { json, edit in
      json.object {
        $0.member("range") { $0.lines(edit.location) }
        $0.member("text", edit.replacement)
      }
    }
  }
}
