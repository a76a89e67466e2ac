import Formats
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
    for finding in report.located() { testCase(finding, path, into: &output) }
    output.append("</testsuite>\n")
  }

  private func testCase(_ finding: Located, _ path: String, into output: inout [UInt8]) {
    let location = finding.location.start
    let message = XML.escaped(finding.messageWithPage)
    output.append(
      "<testcase name=\"\(finding.rule) \(location.line):\(location.column)\" classname=\"\(path)\" file=\"\(path)\" "
        + "line=\"\(location.line)\"><failure message=\"\(message)\" type=\"\(finding.severity.name)\">"
        + "\(path):\(location.line):\(location.column): \(finding.severity.name): \(message) [\(finding.rule)]"
        + "</failure></testcase>\n")
  }

  package mutating func finish(into output: inout [UInt8]) { output.append("</testsuites>\n") }
}
