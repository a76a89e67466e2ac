/// The hash FNV-1a of 64 bits: the same in every run and on every machine, and the one of the scripts that write tables.
@usableFromInline package struct FNV1a: Equatable, Sendable {
  @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

  @inlinable package init() {}

  @inlinable @inline(__always) package init(_ bytes: some Sequence<UInt8>) { combine(bytes) }

  @inlinable @inline(__always) package mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  @inlinable @inline(__always) package mutating func combine(_ bytes: some Sequence<UInt8>) { for byte in bytes { combine(byte) } }

  @inlinable package var value: UInt64 { state }

  /// Sixteen hexadecimal digits.
  package var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
