/// The 64-bit hash of a word's bytes, shared by the word index, the frequency tables and the script that writes
/// them (`Scripts/build-frequencies`): eight bytes a step, each folded by a 128-bit multiplication.
package enum WordHash {
  /// The letters' case as the hash sees it. Only ASCII letters change; a word with others is folded before.
  package enum Folding { case exact, lower, title }

  private static let lengthFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let stepFactor: UInt64 = 0xA076_1D64_78BD_642F
  private static let tailMask: UInt64 = 0xE703_7ED1_A0B4_28DB
  private static let tailFactor: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  @inline(__always)
  package static func of(_ word: borrowing Span<UInt8>, _ folding: Folding = .exact) -> UInt64 {
    let count = word.count
    var hash = UInt64(truncatingIfNeeded: count) &* lengthFactor
    let bytes = unsafe word.bytes
    var index = 0
    var firstMask: UInt64 = folding == .title ? 0x20 : 0
    while index &+ 8 <= count {
      let chunk = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      hash = mix(hash ^ fold(UInt64(littleEndian: chunk), folding, firstMask), stepFactor)
      firstMask = 0
      index &+= 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while index < count {
      tail |= UInt64(word[index]) &<< shift
      shift &+= 8
      index &+= 1
    }
    return mix(hash ^ fold(tail, folding, firstMask) ^ tailMask, tailFactor)
  }

  /// The hash of a word of at most eight bytes, the first in the lowest place, as they stand.
  @inline(__always)
  static func of(packed word: UInt64, count: Int) -> UInt64 {
    let hash = UInt64(truncatingIfNeeded: count) &* lengthFactor
    return count < 8 ? mix(hash ^ word ^ tailMask, tailFactor) : mix(mix(hash ^ word, stepFactor) ^ tailMask, tailFactor)
  }

  /// A word of at most eight bytes in one number, the first in the lowest place.
  static func pack(_ word: some Sequence<UInt8>) -> UInt64 {
    var (packed, shift): (UInt64, UInt64) = (0, 0)
    for byte in word {
      packed |= UInt64(byte) << shift
      shift += 8
    }
    return packed
  }

  /// The hash of two words in a row.
  package static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    mix(left ^ 0xD6E8_FEB8_6659_FD93, right ^ 0xCA5A_8263_9512_1157)
  }

  @inline(__always)
  private static func fold(_ chunk: UInt64, _ folding: Folding, _ firstMask: UInt64) -> UInt64 {
    switch folding {
    case .exact: chunk
    case .lower: lowercased(chunk)
    case .title: lowercased(chunk) & ~firstMask
    }
  }

  /// Eight bytes with the ASCII capitals among them in lower case; other bytes stay.
  @inline(__always)
  private static func lowercased(_ chunk: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let low = chunk & ~high
    let atLeastA = low &+ 0x3f3f_3f3f_3f3f_3f3f
    let beyondZ = low &+ 0x2525_2525_2525_2525
    return chunk | ((atLeastA & ~beyondZ & ~chunk & high) &>> 2)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
