extension Unicode.Scalar {
  /// Whether it may drive a terminal or reorder what people see there: controls (C0, DEL, C1), separators of lines, and
  /// whatever Unicode calls `Bidi_Control`.
  package var isTerminalControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// A text as it may be shown on a terminal or written to a log: whatever could drive the terminal, forge a line or turn
/// text round is spelled out, as in `\n` and `\u{1B}`. Everything that is not galley’s own goes through it.
/// - Parameter keepsLines: line feeds and tabs stay, for texts of several lines
package func printable(_ text: String, keepsLines: Bool = false) -> String {
  guard holdsTerminalControls(text) || text.utf8.contains(0xF4) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n", "\t": result += keepsLines ? String(scalar) : scalar == "\n" ? "\\n" : "\\t"
    case "\r": result += "\\r"
    default:
      if let byte = FileName.byte(scalar) {
        result += FileName.spelled(byte)
      } else if scalar.isTerminalControl {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result
}

/// Whether a text may hold a scalar that `isTerminalControl`: told by its first bytes, rarely wrongly so.
package func holdsTerminalControls(_ text: String) -> Bool {
  text.utf8.contains { $0 < .space || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }
}
