package import GalleyCore

/// Compiler lines with the repairs after them, as clang prints them with `-fdiagnostics-parseable-fixits`:
/// `fix-it:"path":{line:column-line:column}:"text"`, columns in bytes of UTF-8, the end exclusive.
/// What needs a reader’s eye follows a note of its own, as clang does with what it will not apply unasked.
package struct FixItReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    guard let document = report.document else { return }
    let lines = TextReporter(unit: .utf8)
    for diagnostic in report.diagnostics {
      lines.report(diagnostic, document, report.shownPath, into: &output)
      guard let fix = diagnostic.fixes.first, let edits = document.sourceEdits(of: fix) else { continue }
      if fix.safety == .unsafe {
        let text = edits.map(\.replacement).joined(separator: " … ")
        lines.line(
          report.shownPath, document, document.sourceRange(of: diagnostic), "note", text.isEmpty ? "perhaps remove it" : "perhaps “\(text)”",
          rule: nil, into: &output)
      }
      for edit in edits {
        let region = Region(edit.range, document.source, .utf8)
        output.append(
          "fix-it:\"\(escaped(report.shownPath))\":{\(region.start.line):\(region.start.column)-"
            + "\(region.end.line):\(region.end.column)}:\"\(escaped(edit.replacement))\"\n")
      }
    }
  }

  /// As LLVM writes strings: what is not printable ASCII in octal.
  private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x5C: return "\\\\"
      case 0x22: return "\\\""
      case 0x09: return "\\t"
      case 0x0A: return "\\n"
      case 0x20..<0x7F: return String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }.joined()
  }
}
