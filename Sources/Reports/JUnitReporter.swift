package import GalleyCore

/// JUnit’s XML: a suite for each file, a failed case for each finding, a passed one where nothing was found.
/// Columns count Unicode scalars.
package struct JUnitReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func begin(into output: inout [UInt8]) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"galley\">\n")
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    let path = XML.escaped(report.shownPath)
    let count = report.diagnostics.count
    var failure: String?
    if case .failed(let reason) = report.status { failure = reason }
    output.append(
      "<testsuite name=\"\(path)\" tests=\"\(max(1, count))\" failures=\"\(count)\" errors=\"\(failure == nil ? 0 : 1)\">\n")
    if let failure {
      output.append(
        "<testcase name=\"readable\" classname=\"\(path)\"><error message=\"\(XML.escaped(failure))\"/></testcase>\n")
    } else if count == 0 {
      output.append("<testcase name=\"no findings\" classname=\"\(path)\"/>\n")
    }
    if let document = report.document {
      for diagnostic in report.diagnostics { testCase(diagnostic, document, path, into: &output) }
    }
    output.append("</testsuite>\n")
  }

  private func testCase(_ diagnostic: Diagnostic, _ document: Document, _ path: String, into output: inout [UInt8]) {
    let place = Region(diagnostic, in: document, .scalar).start
    let message = XML.escaped(diagnostic.located(in: document))
    output.append(
      "<testcase name=\"\(diagnostic.rule) \(place.line):\(place.column)\" classname=\"\(path)\" file=\"\(path)\" "
        + "line=\"\(place.line)\"><failure message=\"\(message)\" type=\"\(diagnostic.severity.name)\">"
        + "\(path):\(place.line):\(place.column): \(diagnostic.severity.name): \(message) [\(diagnostic.rule)]"
        + "</failure></testcase>\n")
  }

  package mutating func finish(into output: inout [UInt8]) { output.append("</testsuites>\n") }
}
