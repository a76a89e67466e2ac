private import CSpellingData

/// A table written by `Scripts/build-frequencies`: a small number for each of many hashes.
///
/// Open addressing, of which only the taken slots are kept (`TakenSlots`): a fingerprint of 24 bits for each, then a value of
/// eight. A hash that is not in the table is taken for one that is once in some five million look-ups.
struct FrequencyTable: Sendable {
  private let slots: TakenSlots
  /// Where fingerprints and values begin.
  private let fingerprints: UInt, values: UInt

  /// Zipf × 10 of lower-cased English words.
  static let unigrams = unsafe FrequencyTable(galley_unigrams(), size: Int(galley_unigrams_size))
  /// 20 × log₁₀ of the count of two English words in a row, lower-cased.
  static let bigrams = unsafe FrequencyTable(galley_bigrams(), size: Int(galley_bigrams_size))
  /// Zipf × 10 in its language of a word that is common in another one and that English dictionaries lack.
  static let foreignWords = unsafe FrequencyTable(galley_foreign_words(), size: Int(galley_foreign_words_size))
  /// Words that the usual dictionaries lack: 1 for those of other regions’ English, 2 for those of large lists alone, 3
  /// for the names among these.
  static let rareWords = unsafe FrequencyTable(galley_rare_words(), size: Int(galley_rare_words_size))

  /// 1 for words that are misread for no other: see `Lexicon.isUnmistakable`.
  static let unmistakable = unsafe FrequencyTable(galley_unmistakable(), size: Int(galley_unmistakable_size))

  private init(_ start: UnsafeRawPointer, size: Int) {
    let header = unsafe start.assumingMemoryBound(to: UInt32.self)
    let (count, entries) = unsafe (Int(header[2]), Int(header[3]))
    let at = 16 + TakenSlots.size(count)
    let isSound = unsafe header[0] == 0x5146_4C47 && header[1] == 2 && size == at + 4 * entries
    slots = TakenSlots(isSound ? count : 0, at: UInt(bitPattern: start) &+ 16)
    fingerprints = UInt(bitPattern: start) &+ UInt(at)
    values = fingerprints &+ UInt(3 * entries)
  }

  /// The value of a hash; 0 when the table does not hold it.
  func value(_ hash: UInt64) -> Int {
    if slots.count == 0 { return 0 }
    var slot = slots.slot(of: hash)
    guard slots.isTaken(slot) else { return 0 }
    let wanted = UInt32(truncatingIfNeeded: hash &>> 40)
    var place = slots.rank(slot)
    repeat {
      if fingerprint(place) == wanted { return unsafe Int(UnsafePointer<UInt8>(bitPattern: values).unsafelyUnwrapped[place]) }
      (slot, place) = (slot &+ 1, place &+ 1)
      if slot == Int(slots.count) { (slot, place) = (0, 0) }
    } while slots.isTaken(slot)
    return 0
  }

  /// Of the three bytes and the one after them, which there always is: values follow.
  @inline(__always)
  private func fingerprint(_ place: Int) -> UInt32 {
    let four = unsafe UnsafeRawPointer(bitPattern: fingerprints &+ UInt(3 &* place)).unsafelyUnwrapped.loadUnaligned(as: UInt32.self)
    return UInt32(littleEndian: four) & 0xFF_FFFF
  }
}
