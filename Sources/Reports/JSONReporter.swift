import Formats
package import GalleyCore

/// One JSON object with all diagnostics, then a record for each file.
package struct JSONReporter: Reporter {
  private let options: ReportOptions
  private var json = JSONWriter(), files = JSONWriter()

  package init(_ options: ReportOptions) { self.options = options }

  package mutating func begin(into output: inout [UInt8]) {
    json.write(into: &output) {
      $0.open("{")
      $0.member("version", options.version)
      $0.key("diagnostics")
      $0.open("[")
    }
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    json.write(into: &output) { json in
      for finding in report.located() {
        json.breakLine()
        json.finding(finding, report.shownPath)
      }
    }
    files.breakLine()
    files.object {
      $0.member("file", report.shownPath)
      $0.member("words", report.words)
      switch report.status {
      case .ok: $0.member("status", "ok")
      case .failed(let message): $0.member("status", message)
      }
    }
  }

  package mutating func finish(into output: inout [UInt8]) {
    json.write(into: &output) { $0.close("]") }
    output.append(",\"files\":[")
    output += files.bytes
    output.append("]}\n")
  }
}

/// The same diagnostic objects, one a line.
package struct JSONLinesReporter: Reporter {
  private var json = JSONWriter()
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    json.write(into: &output) {
      for finding in report.located() {
        $0.finding(finding, report.shownPath)
        $0.end()
      }
    }
  }
}
