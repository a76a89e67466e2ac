import Formats

internal import GalleyCore

/// Text in XML 1.0 and HTML.
enum XML {
  /// For content and for attributes in double quotes. Characters that XML cannot hold, and those that
  /// could turn text round or drive a terminal, are spelled out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      case "\t": result += "&#9;"
      default:
        if scalar.isTerminalControl || scalar.value & 0xFFFE == 0xFFFE {
          result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
