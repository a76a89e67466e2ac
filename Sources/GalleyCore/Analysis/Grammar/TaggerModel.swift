private import CSpellingData

/// What `Scripts/fit tagger` learnt from a treebank: which tags a word may have, and weights of the evidence for each.
/// Embedded; nothing is read until a word is asked for.
struct TaggerModel: Sendable {
  /// What is known of a word apart from its neighbours.
  struct Entry: Sendable {
    var tags: TagSet
    /// Stands for what dictionaries say of it.
    var kind: UInt64
    /// Whether a capital may make it a name.
    var isName: Bool
  }

  private let slots: UInt64
  private let entriesAt: UInt, slotsAt: UInt, weightsAt: UInt

  static let shared = unsafe TaggerModel(galley_tagger(), size: Int(galley_tagger_size))

  private init(_ start: UnsafeRawPointer, size: Int) {
    let header = unsafe start.assumingMemoryBound(to: UInt32.self)
    let (slots, entries) = unsafe (Int(header[3]), Int(header[4]))
    let isSound = unsafe header[0] == 0x4754_4C47 && header[1] == 1 && header[2] == UInt32(Tagger.weightBits)
    precondition(isSound && size == 32 + 16 * entries + 4 * slots + 1 << Tagger.weightBits, "the tagger's model is damaged")
    self.slots = UInt64(slots)
    entriesAt = UInt(bitPattern: start) &+ 32
    slotsAt = entriesAt &+ UInt(16 * entries)
    weightsAt = slotsAt &+ UInt(4 * slots)
  }

  /// - Parameter hash: of the word in lower case
  func entry(_ hash: UInt64) -> Entry? {
    guard let base = unsafe UnsafePointer<UInt32>(bitPattern: slotsAt) else { return nil }
    var hash = (hash ^ hash &>> 32) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash &>> 29
    let fingerprint = UInt32(truncatingIfNeeded: hash &>> 44)
    var slot = Int(truncatingIfNeeded: ((hash & 0xFFFF_FFFF) &* slots) &>> 32)
    while true {
      let value = unsafe base[slot]
      if value == .max { return nil }
      if value &>> 12 == fingerprint { return entry(number: Int(value & 0xFFF)) }
      slot &+= 1
      if slot == Int(slots) { slot = 0 }
    }
  }

  private func entry(number: Int) -> Entry? {
    guard let base = unsafe UnsafeRawPointer(bitPattern: entriesAt) else { return nil }
    let tags = unsafe base.load(fromByteOffset: number * 16, as: UInt64.self)
    let kind = unsafe base.load(fromByteOffset: number * 16 + 8, as: UInt32.self)
    let name = unsafe base.load(fromByteOffset: number * 16 + 12, as: UInt32.self)
    return Entry(tags: TagSet(rawValue: tags), kind: UInt64(kind), isName: name == 1)
  }

  /// One of 2^`Tagger.weightBits` weights.
  @inline(__always) func weight(_ slot: Int) -> Int { unsafe Int(UnsafePointer<Int8>(bitPattern: weightsAt).unsafelyUnwrapped[slot]) }
}
