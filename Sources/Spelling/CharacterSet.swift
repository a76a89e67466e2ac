import CSpellingData

/// The encoding of a dictionary (`SET` in its affix file) and the way to and from UTF-8.
enum CharacterSet: Equatable, Sendable {
  case utf8, latin1
  /// Any other eight-bit set: the UTF-8 of each of its 256 bytes (empty where undefined).
  case table([[UInt8]])

  /// nil when the name is unknown.
  init?(name: String) {
    switch name.uppercased() {
    case "UTF-8", "UTF8": self = .utf8
    case "ISO8859-1", "ISO-8859-1", "ASCII": self = .latin1
    default:
      guard let table = Self.table(of: name) else { return nil }
      self = .table(table)
    }
  }

  func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8:
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    case .latin1:
      var decoded: [UInt8] = []
      decoded.reserveCapacity(bytes.count + bytes.count / 16)
      for byte in bytes {
        if byte < 0x80 {
          decoded.append(byte)
        } else {
          decoded.append(0xC0 | byte >> 6)
          decoded.append(0x80 | byte & 0x3F)
        }
      }
      return decoded
    case .table(let table):
      return bytes.flatMap { $0 < 0x80 ? [$0] : table[Int($0)] }
    }
  }

  /// The dictionary's bytes for a text; nil when it cannot spell one of the characters.
  func encode(_ text: [UInt8]) -> [UInt8]? {
    if self == .utf8 || text.allSatisfy({ $0 < 0x80 }) { return text }
    var encoded: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        encoded.append(UInt8(scalar.value))
      } else if self == .latin1 {
        guard scalar.value < 0x100 else { return nil }
        encoded.append(UInt8(scalar.value))
      } else if case .table(let table) = self {
        guard let byte = table.firstIndex(of: Self.encode(scalar)) else { return nil }
        encoded.append(UInt8(byte))
      }
    }
    return encoded
  }

  /// The characters of an eight-bit set, from `Rules/data/charsets.tsv`. They are galley’s own: the C library reads its sets
  /// from files that a bare system lacks, and that a program with another C library in it cannot use.
  private static func table(of name: String) -> [[UInt8]]? {
    var key = name.uppercased()
    for prefix in ["MICROSOFT-", "WINDOWS-"] where key.hasPrefix(prefix) {
      key = (prefix == "WINDOWS-" ? "CP" : "") + key.dropFirst(prefix.count)
    }
    key.removeAll { $0 == "-" || $0 == "_" }
    let bytes = unsafe UnsafeRawBufferPointer(start: galley_charsets(), count: Int(galley_charsets_size))
    var rows = unsafe TableFields(Array(bytes))
    while rows.nextRow() {
      guard rows.text() == key, let first = Int(rows.text(), radix: 16) else { continue }
      let scalars = Array(rows.text().unicodeScalars)
      return (0..<256).map { byte in
        guard byte >= first else { return encode(Unicode.Scalar(UInt8(byte))) }
        guard byte - first < scalars.count, scalars[byte - first] != "\u{FFFD}" else { return [] }
        return encode(scalars[byte - first])
      }
    }
    return nil
  }

  private static func encode(_ scalar: Unicode.Scalar) -> [UInt8] { Array(String(scalar).utf8) }
}
