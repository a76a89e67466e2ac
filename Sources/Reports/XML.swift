import Formats

internal import GalleyCore

/// Text in XML 1.0 and HTML.
enum XML {
  /// For content and for attributes in double quotes. Characters that XML cannot hold, and those that
  /// could turn text round or drive a terminal, are spelled out.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(2 * text.utf8.count)
    append(Array(text.utf8)[...], to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// The same for a report: text that is hardly ever anything but plain.
  static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if text.allSatisfy(isPlain) {
      output += text
      return
    }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "&": output.append("&amp;")
      case "<": output.append("&lt;")
      case ">": output.append("&gt;")
      case "\"": output.append("&quot;")
      case "\n": output.append("&#10;")
      case "\r": output.append("&#13;")
      case "\t": output.append("&#9;")
      default:
        if scalar.isTerminalControl || scalar.value & 0xFFFE == 0xFFFE {
          output.append("\\u{\(String(scalar.value, radix: 16, uppercase: true))}")
        } else {
          output += UTF8.encode(scalar).unsafelyUnwrapped
        }
      }
    }
  }

  /// Printable ASCII that means nothing in markup.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    default: (0x20..<0x7F).contains(byte)
    }
  }
}
