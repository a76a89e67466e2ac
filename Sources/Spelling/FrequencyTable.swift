private import CSpellingData

/// A table written by `Scripts/build-frequencies`: a small number for each of many hashes.
///
/// Open addressing over 32-bit slots, a 24-bit fingerprint above an 8-bit value; a hash that is not in the table is
/// taken for one that is once in some five million look-ups.
struct FrequencyTable: Sendable {
  private let address: UInt
  private let slots: UInt64

  /// Zipf × 10 of lower-cased English words.
  static let unigrams = unsafe FrequencyTable(galley_unigrams(), size: Int(galley_unigrams_size))
  /// 20 × log₁₀ of the count of two English words in a row, lower-cased.
  static let bigrams = unsafe FrequencyTable(galley_bigrams(), size: Int(galley_bigrams_size))
  /// Zipf × 10 in its language of a word that is common in another one and that English dictionaries lack.
  static let foreignWords = unsafe FrequencyTable(galley_foreign_words(), size: Int(galley_foreign_words_size))
  /// Words that the usual dictionaries lack: 1 for those of other regions’ English, 2 for those of large lists alone, 3
  /// for the names among these.
  static let rareWords = unsafe FrequencyTable(galley_rare_words(), size: Int(galley_rare_words_size))

  private init(_ start: UnsafeRawPointer, size: Int) {
    let header = unsafe start.assumingMemoryBound(to: UInt32.self)
    let count = unsafe Int(header[2])
    let isSound = unsafe header[0] == 0x5146_4C47 && header[1] == 1 && size >= 16 + 4 * count
    slots = isSound ? UInt64(count) : 0
    address = UInt(bitPattern: start) &+ 16
  }

  /// The value of a hash; 0 when the table does not hold it.
  func value(_ hash: UInt64) -> Int {
    guard slots > 0, let base = unsafe UnsafePointer<UInt32>(bitPattern: address) else { return 0 }
    let fingerprint = UInt32(truncatingIfNeeded: hash &>> 40)
    var slot = Int(truncatingIfNeeded: ((hash & 0xFFFF_FFFF) &* slots) &>> 32)
    while true {
      let entry = unsafe base[slot]
      if entry == 0 { return 0 }
      if entry &>> 8 == fingerprint { return Int(entry & 0xFF) }
      slot &+= 1
      if slot == Int(slots) { slot = 0 }
    }
  }
}
