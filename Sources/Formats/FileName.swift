#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Names of files as texts. The system’s are bytes and need not be UTF-8: a byte that is none becomes one of the last
/// private scalars of Unicode, U+10FF80–U+10FFFF, and so do the bytes of those scalars themselves. Each text stands for
/// one name, and whatever is made of texts in between opens the right file.
package enum FileName {
  private static let base: UInt32 = 0x10FF00

  package static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !mayHoldBytes(text) { return text }
    let bytes = Array(bytes)
    var result = ""
    var i = 0
    while i < bytes.count {
      let length = (1...4).first { length in
        i + length <= bytes.count && String(validating: bytes[i..<(i + length)], as: UTF8.self)?.unicodeScalars.count == 1
      }
      let scalar = length.flatMap { String(decoding: bytes[i..<(i + $0)], as: UTF8.self).unicodeScalars.first }
      if let length, let scalar, byte(scalar) == nil {
        result.unicodeScalars.append(scalar)
        i += length
      } else {
        // Those of a private scalar are all beyond ASCII, as are those that are no UTF-8.
        if let scalar = Unicode.Scalar(base + UInt32(bytes[i])) { result.unicodeScalars.append(scalar) }
        i += 1
      }
    }
    return result
  }

  /// The bytes that the system knows a name by.
  package static func bytes(_ text: String) -> [UInt8] {
    guard mayHoldBytes(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in byte(scalar).map { [$0] } ?? Array(String(scalar).utf8) }
  }

  /// For calls of the C library.
  package static func system(_ text: String) -> [CChar] { bytes(text).map { CChar(bitPattern: $0) } + [0] }

  package static func text(_ pointer: UnsafePointer<CChar>) -> String {
    unsafe text(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
  }

  /// For people and for formats that hold nothing but text: bytes that are no UTF-8 are spelled out, as in `\xE9`.
  package static func shown(_ text: String) -> String {
    guard mayHoldBytes(text) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let byte = byte(scalar) { result += spelled(byte) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  static func spelled(_ byte: UInt8) -> String { "\\x" + String(byte, radix: 16, uppercase: true) }

  /// The byte that a scalar stands for in names.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= base + 0x80 ? UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  /// Told by the first byte, rarely wrongly so.
  private static func mayHoldBytes(_ text: String) -> Bool { text.utf8.contains(0xF4) }

  /// The arguments of this process.
  package static let arguments: [String] = (0..<Int(CommandLine.argc)).compactMap { i in
    unsafe CommandLine.unsafeArgv[i].map { unsafe text(UnsafePointer($0)) }
  }
}
