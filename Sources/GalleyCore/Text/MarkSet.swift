/// Some ASCII characters.
package struct MarkSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  package init(_ marks: StaticString) {
    for byte in "\(marks)".utf8 { if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) } }
  }

  @inline(__always) package func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }
}
