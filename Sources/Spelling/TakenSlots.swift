/// Which slots of a table with open addressing are taken, so that only these take room: a bit for each slot (UInt64 for each
/// 64), and how many are taken before each 64 (UInt32). `Scripts/lib/hash_table.py` writes the same.
@usableFromInline package struct TakenSlots: Sendable {
  @usableFromInline let count: UInt64
  /// Where the bits begin, and the counts.
  @usableFromInline let bits: UInt, ranks: UInt

  /// The bytes that so many slots need.
  package static func size(_ slots: Int) -> Int { 12 * blocks(slots) }
  private static func blocks(_ slots: Int) -> Int { (slots + 63) / 64 }

  /// - Parameter address: of what stays as long as this
  package init(_ count: Int, at address: UInt) {
    self.count = UInt64(count)
    bits = address
    ranks = address &+ UInt(8 * Self.blocks(count))
  }

  /// Where the search for a hash begins.
  @inlinable @inline(__always)
  package func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: ((hash & 0xFFFF_FFFF) &* count) &>> 32) }

  @inlinable @inline(__always)
  package func isTaken(_ slot: Int) -> Bool { block(slot) &>> UInt64(slot & 63) & 1 == 1 }

  /// How many slots are taken before one.
  @inlinable @inline(__always)
  package func rank(_ slot: Int) -> Int {
    let before = unsafe UnsafePointer<UInt32>(bitPattern: ranks).unsafelyUnwrapped[slot &>> 6]
    return Int(before) &+ (block(slot) & (1 &<< UInt64(slot & 63) &- 1)).nonzeroBitCount
  }

  @inlinable @inline(__always)
  func block(_ slot: Int) -> UInt64 { unsafe UnsafePointer<UInt64>(bitPattern: bits).unsafelyUnwrapped[slot &>> 6] }

  /// The bytes for slots of which these are taken.
  static func bytes(_ isTaken: [Bool]) -> [UInt8] {
    var bits = [UInt64](repeating: 0, count: blocks(isTaken.count)), ranks = [UInt32](repeating: 0, count: blocks(isTaken.count))
    for slot in isTaken.indices where isTaken[slot] { bits[slot >> 6] |= 1 << UInt64(slot & 63) }
    for block in bits.indices.dropFirst() { ranks[block] = ranks[block - 1] + UInt32(bits[block - 1].nonzeroBitCount) }
    return unsafe bits.withUnsafeBytes { unsafe Array($0) } + ranks.withUnsafeBytes { unsafe Array($0) }
  }
}
