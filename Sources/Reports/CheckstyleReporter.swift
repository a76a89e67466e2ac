import Formats
package import GalleyCore

/// Checkstyle’s XML, which many CI servers read. Columns count Unicode scalars.
package struct CheckstyleReporter: Reporter {
  private let version: String
  package init(_ options: ReportOptions) { version = options.version }

  package mutating func begin(into output: inout [UInt8]) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"\(XML.escaped(version))\">\n")
  }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    output.append("<file name=\"\(XML.escaped(report.shownPath))\">\n")
    if case .failed(let reason) = report.status {
      output.append("<error line=\"0\" severity=\"error\" message=\"\(XML.escaped(reason))\" source=\"galley\"/>\n")
    }
    for finding in report.located() {
      let location = finding.location.start
      let severity = finding.severity == .note ? "info" : finding.severity.name
      output.append(
        "<error line=\"\(location.line)\" column=\"\(location.column)\" severity=\"\(severity)\" "
          + "message=\"\(XML.escaped(finding.messageWithPage))\" source=\"galley.\(finding.rule)\"/>\n")
    }
    output.append("</file>\n")
  }

  package mutating func finish(into output: inout [UInt8]) { output.append("</checkstyle>\n") }
}
