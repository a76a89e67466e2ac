package import GalleyCore

/// Compiler lines: `path:line:column: severity: message [rule]`, one each, related places after them as notes.
package struct TextReporter: Reporter {
  private let unit: ColumnUnit
  package init(_ options: ReportOptions) { unit = options.columnUnit }
  init(unit: ColumnUnit) { self.unit = unit }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics { self.report(diagnostic, document, report.shownPath, into: &output) }
  }

  func report(_ diagnostic: Diagnostic, _ document: Document, _ path: String, into output: inout [UInt8]) {
    line(
      path, document, document.sourceRange(of: diagnostic), diagnostic.severity.name, diagnostic.located(in: document),
      rule: diagnostic.rule.name, into: &output)
    for related in diagnostic.related {
      line(path, document, document.sourceRange(related.range), "note", related.message, rule: nil, into: &output)
    }
  }

  func line(
    _ path: String, _ document: Document, _ range: SourceRange, _ severity: String, _ message: String, rule: String?,
    into output: inout [UInt8]
  ) {
    let position = document.source.position(of: range.start, unit: unit)
    output.append("\(printable(path)):\(position.line):\(position.column): \(severity): \(printable(message))")
    if let rule { output.append(" [\(rule)]") }
    output.append(0x0A)
  }
}
