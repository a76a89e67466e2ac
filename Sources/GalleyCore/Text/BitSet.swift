/// Numbers from 0 to below `count`, a bit each.
struct BitSet {
  let count: Int
  private var bits: [UInt64]

  init(count: Int) {
    self.count = count
    bits = Array(repeating: 0, count: (count + 63) / 64)
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool { bits[number / 64] & Self.bit(number) != 0 }

  /// Tells whether the number was there before.
  @inline(__always) @discardableResult
  mutating func insert(_ number: Int) -> Bool {
    let known = contains(number)
    bits[number / 64] |= Self.bit(number)
    return known
  }

  private static func bit(_ number: Int) -> UInt64 { 1 << UInt64(number % 64) }
}
