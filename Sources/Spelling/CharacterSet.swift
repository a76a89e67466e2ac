#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The encoding of a dictionary (`SET` in its affix file) and the way to and from UTF-8.
enum CharacterSet: Equatable, Sendable {
  case utf8, latin1
  /// Any other eight-bit set: the UTF-8 of each of its 256 bytes (empty where undefined).
  case table([[UInt8]])

  /// nil when the name is unknown to this system.
  init?(name: String) {
    switch name.uppercased() {
    case "UTF-8", "UTF8": self = .utf8
    case "ISO8859-1", "ISO-8859-1", "ASCII": self = .latin1
    default:
      guard let table = Self.table(of: Self.systemName(name)) else { return nil }
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
        guard let byte = table.firstIndex(of: FoldedWord.encode([scalar])) else { return nil }
        encoded.append(UInt8(byte))
      }
    }
    return encoded
  }

  /// Hunspell's name for a set as iconv spells it.
  private static func systemName(_ name: String) -> String {
    let upper = name.uppercased()
    if upper.hasPrefix("ISO8859-") { return "ISO-8859-" + upper.dropFirst(8) }
    if upper.hasPrefix("MICROSOFT-CP") { return "CP" + upper.dropFirst(12) }
    return upper
  }

  private static func table(of name: String) -> [[UInt8]]? {
    #if canImport(Glibc)
      guard let converter = unsafe iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
        return nil
      }
      defer { unsafe _ = iconv_close(converter) }
      return (0..<256).map { byte in
        var input: [CChar] = [CChar(bitPattern: UInt8(byte))]
        var output = [CChar](repeating: 0, count: 8)
        var inputLeft = 1
        var outputLeft = 8
        let converted = unsafe input.withUnsafeMutableBufferPointer { source in
          unsafe output.withUnsafeMutableBufferPointer { target in
            var from = source.baseAddress
            var to = target.baseAddress
            return unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
          }
        }
        return converted == -1 || inputLeft > 0
          ? [] : output.prefix(8 - outputLeft).map { UInt8(bitPattern: $0) }
      }
    #else
      return nil
    #endif
  }
}
