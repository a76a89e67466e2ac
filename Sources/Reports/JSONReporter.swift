package import GalleyCore

/// One JSON object with all diagnostics, then a record for each file.
package struct JSONReporter: Reporter {
  private let options: ReportOptions
  private var files: [UInt8] = []
  private var isFirst = true

  package init(_ options: ReportOptions) { self.options = options }

  package mutating func begin(into output: inout [UInt8]) {
    output.append("{\"version\":")
    JSON.string(options.version, into: &output)
    output.append(",\"diagnostics\":[")
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    if let document = report.document {
      for diagnostic in report.diagnostics {
        output.append(isFirst ? "\n" : ",\n")
        isFirst = false
        JSON.diagnostic(diagnostic, document, report.path, into: &output)
      }
    }
    files.append(files.isEmpty ? "\n" : ",\n")
    files.append("{\"file\":")
    JSON.string(report.path, into: &files)
    files.append(",\"words\":\(report.document?.wordCount ?? 0),\"status\":")
    switch report.status {
    case .ok: files.append("\"ok\"")
    case .failed(let message): JSON.string(message, into: &files)
    }
    files.append("}")
  }

  package mutating func finish(into output: inout [UInt8]) {
    output.append("],\"files\":[")
    output += files
    output.append("]}\n")
  }
}

/// The same diagnostic objects, one a line.
package struct JSONLinesReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics {
      JSON.diagnostic(diagnostic, document, report.path, into: &output)
      output.append(0x0A)
    }
  }
}
