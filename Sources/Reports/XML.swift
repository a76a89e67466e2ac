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
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append("&amp;")
      case "<": result.append("&lt;")
      case ">": result.append("&gt;")
      case "\"": result.append("&quot;")
      case "\n": result.append("&#10;")
      case "\r": result.append("&#13;")
      case "\t": result.append("&#9;")
      default:
        if scalar.isTerminalControl || scalar.value & 0xFFFE == 0xFFFE {
          result.append("\\u{\(String(scalar.value, radix: 16, uppercase: true))}")
        } else {
          result += UTF8.encode(scalar).unsafelyUnwrapped
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Printable ASCII that means nothing in markup.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    default: (0x20..<0x7F).contains(byte)
    }
  }
}
