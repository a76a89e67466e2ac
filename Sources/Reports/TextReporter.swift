package import GalleyCore

/// Compiler lines: `path:line:column: severity: message [rule]`, one each, related places behind them as notes.
package struct TextReporter: Reporter {
  private let unit: ColumnUnit
  package init(_ options: ReportOptions) { unit = options.columnUnit }
  init(unit: ColumnUnit) { self.unit = unit }

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    for diagnostic in report.diagnostics { self.report(diagnostic, document, report.path, into: &output) }
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
    _ path: String, _ document: Document, _ range: TextRange, _ severity: String, _ message: String, rule: String?,
    into output: inout [UInt8]
  ) {
    let position = document.source.position(of: range.start, unit: unit)
    output.append("\(singleLine(path)):\(position.line):\(position.column): \(severity): \(singleLine(message))")
    if let rule { output.append(" [\(rule)]") }
    output.append(0x0A)
  }
}

/// Escapes what would break a report's line or drive a terminal: line ends and control characters.
func singleLine(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
