import Formats
package import GalleyCore

/// Compiler lines with the repairs after them, as clang prints them with `-fdiagnostics-parseable-fixits`:
/// `fix-it:"path":{line:column-line:column}:"text"`, columns in bytes of UTF-8, the end exclusive.
/// What needs a reader’s eye follows a note of its own, as clang does with what it will not apply unasked.
package struct FixItReporter: Reporter {
  package init(_ options: ReportOptions) {}

  package mutating func report(_ report: FileReport, into output: inout [UInt8]) {
    for finding in report.located(.utf8) {
      TextReporter.report(finding, report.shownPath, into: &output)
      guard let repair = finding.bestRepair else { continue }
      if repair.safety == .unsafe {
        let text = repair.edits.map(\.replacement).joined(separator: " … ")
        TextReporter.line(
          report.shownPath, finding.location, "note", text.isEmpty ? "perhaps remove it" : "perhaps “\(text)”", rule: nil, into: &output)
      }
      for (location, replacement) in repair.edits {
        output.append(
          "fix-it:\"\(escaped(report.shownPath))\":{\(location.start.line):\(location.start.column)-"
            + "\(location.end.line):\(location.end.column)}:\"\(escaped(replacement))\"\n")
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
