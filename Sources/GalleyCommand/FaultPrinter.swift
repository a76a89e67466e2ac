import Formats
import GalleyCore
import Platform
import Reports

/// Shows faults in the user’s files on standard error: as compiler lines, so that editors jump to them, or with their
/// lines on a terminal.
enum FaultPrinter {
  static func print(_ log: FaultLog, usesColor: (Bool) -> Bool = { _ in false }) throws {
    guard !log.isEmpty else { return }
    var stream = OutputStream.standardError
    var options = ReportOptions()
    options.usesColor = usesColor(stream.isTerminal)
    var reporter: any Reporter = (stream.isTerminal ? OutputFormat.pretty : .text).reporter(options)
    var lines: [UInt8] = []
    for report in log.reports {
      if report.document == nil {
        for fault in log.faults where fault.file == report.path { lines += "\(printable(fault.description))\n".utf8 }
      } else {
        reporter.report(report, into: &lines)
      }
    }
    try stream.write(lines)
  }
}
