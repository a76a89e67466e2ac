private import CSpellingData

/// The compiled tables; `Scripts/lib/language_model_file.py` describes them.
struct LanguageModelTable: Sendable {
  private static let magic: UInt32 = 0x4D4C_4C47
  private static let version: UInt32 = 2
  private static let slotBits: UInt64 = 17, bucketBits: UInt64 = 18, printBits: UInt64 = 16
  private static let pairBits = 2 * slotBits, tripleBits = slotBits + 21
  private static let headerFields = 16, entrySize = 6
  /// The odds of capitals are kept above this, 0 being unknown.
  private static let evenOdds: Int32 = 128

  private let address: UInt
  private let slots: TakenSlots
  private let pairCount: Int, tripleCount: Int
  private let sections: Sections

  private struct Sections {
    let words, pairStarts, pairPrints, pairScores, contexts, ranks, backoffs, tripleStarts, triplePrints, tripleScores: Int
  }

  /// nil when the bytes are no model of this version.
  init?(_ start: UnsafeRawPointer, size: Int) {
    guard size >= Self.headerFields * 4 else { return nil }
    let header = unsafe UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt32.self), count: Self.headerFields)
    guard unsafe header[0] == Self.magic && header[1] == Self.version else { return nil }
    address = UInt(bitPattern: start)
    pairCount = unsafe Int(header[3])
    tripleCount = unsafe Int(header[4])
    let at = (6..<Self.headerFields).map { unsafe Int(header[$0]) }
    guard at.allSatisfy({ $0 <= size }), at[9] + tripleCount <= size else { return nil }
    slots = TakenSlots(1 << Int(Self.slotBits), at: address &+ UInt(at[0]))
    sections = Sections(
      words: at[0] + TakenSlots.size(1 << Int(Self.slotBits)), pairStarts: at[1], pairPrints: at[2], pairScores: at[3], contexts: at[4], ranks: at[5], backoffs: at[6],
      tripleStarts: at[7], triplePrints: at[8], tripleScores: at[9])
  }

  @inline(__always)
  private func load<Value: BitwiseCopyable>(_ section: Int, _ index: Int, as type: Value.Type) -> Value {
    unsafe UnsafePointer<Value>(bitPattern: address &+ UInt(section)).unsafelyUnwrapped[index]
  }

  func find(_ word: StaticString) -> LanguageModel.Word? {
    word.withUTF8Buffer { bytes in unsafe find(WordHash.of(Array(bytes).span)) }
  }

  /// The word of a hash.
  func find(_ hash: UInt64) -> LanguageModel.Word? {
    let print = hash &>> 40
    var slot = slots.slot(of: hash)
    var rank = slots.rank(slot)
    while slots.isTaken(slot) {
      let start = unsafe UnsafeRawPointer(bitPattern: address &+ UInt(sections.words &+ Self.entrySize &* rank)).unsafelyUnwrapped
      // What is read beyond the entry still lies in the file.
      let entry = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
      if entry & 0xFF_FFFF == print {
        let capitals = Int32(entry &>> 40 & 0xFF)
        return LanguageModel.Word(
          id: UInt32(slot), alone: -Int32(entry &>> 24 & 0xFF), backoff: Int32(Int8(truncatingIfNeeded: entry &>> 32)),
          capitals: capitals == 0 ? nil : capitals - Self.evenOdds, share: 0)
      }
      slot &+= 1
      rank &+= 1
      if slot == 1 &<< Int(Self.slotBits) { (slot, rank) = (0, 0) }
    }
    return nil
  }

  /// The score of a word after another, and where the pair stands; nil when it was never seen and both answer alone.
  @inline(__always)
  func pair(_ before: LanguageModel.Word, _ word: LanguageModel.Word) -> (score: Int32, place: Int?) {
    guard let place = pairPlace(before, word) else { return (before.backoff + word.alone, nil) }
    return (-Int32(load(sections.pairScores, place, as: UInt8.self)), place)
  }

  /// Has fetched what `pair` will read: most pairs were never seen, and what takes longest is to wait for the memory that says so.
  @inline(__always)
  func prefetch(_ before: LanguageModel.Word, _ word: LanguageModel.Word) {
    let scattered = Self.scatter(Self.pairKey(before, word), Self.pairBits)
    let first = bucketStart(Int(scattered &>> (Self.pairBits &- Self.bucketBits)), sections.pairStarts, pairCount)
    galley_prefetch(address &+ UInt(sections.pairPrints &+ 2 &* first))
  }

  func triple(_ first: LanguageModel.Word, _ before: LanguageModel.Word, _ word: LanguageModel.Word) -> Int32 {
    let pair = pair(before, word)
    return triple(first, pair) ?? pair.score + backoff(pairPlace(first, before))
  }

  /// The score of the second word of a pair after another before the first; nil when the three were never seen.
  @inline(__always)
  func triple(_ first: LanguageModel.Word, _ pair: (score: Int32, place: Int?)) -> Int32? {
    guard let place = pair.place else { return nil }
    let key = UInt64(place) &<< Self.slotBits | UInt64(first.id)
    return find(key, bits: Self.tripleBits, starts: sections.tripleStarts, prints: sections.triplePrints, count: tripleCount)
      .map { -Int32(load(sections.tripleScores, $0, as: UInt8.self)) }
  }

  /// What a word costs more after a pair that stands at `place` with which it was never seen.
  @inline(__always)
  func backoff(_ place: Int?) -> Int32 { place.map(contextBackoff) ?? 0 }

  /// Where a pair stands; nil when it was never seen.
  @inline(__always)
  func pairPlace(_ before: LanguageModel.Word, _ word: LanguageModel.Word) -> Int? {
    find(
      Self.pairKey(before, word), bits: Self.pairBits, starts: sections.pairStarts,
      prints: sections.pairPrints, count: pairCount)
  }

  @inline(__always)
  private static func pairKey(_ before: LanguageModel.Word, _ word: LanguageModel.Word) -> UInt64 {
    UInt64(word.id) &<< slotBits | UInt64(before.id)
  }

  /// The back-off weight of a pair that is the context of triples; 0 for others.
  @inline(__always)
  private func contextBackoff(_ place: Int) -> Int32 {
    let bits = load(sections.contexts, place &>> 6, as: UInt64.self)
    let bit = UInt64(1) &<< UInt64(place & 63)
    guard bits & bit != 0 else { return 0 }
    let rank = Int(load(sections.ranks, place &>> 6, as: UInt32.self)) &+ (bits & (bit &- 1)).nonzeroBitCount
    return Int32(load(sections.backoffs, rank, as: Int8.self))
  }

  @inline(__always)
  private func find(_ key: UInt64, bits: UInt64, starts: Int, prints: Int, count: Int) -> Int? {
    let scattered = Self.scatter(key, bits)
    let bucket = Int(scattered &>> (bits &- Self.bucketBits))
    let end = bucketStart(bucket &+ 1, starts, count)
    var place = bucketStart(bucket, starts, count)
    // Four fingerprints at a time: a lane becomes zero where they are equal, and the lowest such lane is found exactly.
    // What is read beyond the bucket still lies in the file, for scores follow.
    let ones: UInt64 = 0x0001_0001_0001_0001, tops: UInt64 = 0x8000_8000_8000_8000
    let wanted = (scattered & 0xFFFF) &* ones
    while place < end {
      let lanes = wanted ^ loadLanes(prints, place)
      let equal = (lanes &- ones) & ~lanes & tops
      if equal != 0 {
        let hit = place &+ equal.trailingZeroBitCount &>> 4
        return hit < end ? hit : nil
      }
      place &+= 4
    }
    return nil
  }

  /// Four 16-bit values from `index` on, the first in the lowest place.
  @inline(__always)
  private func loadLanes(_ section: Int, _ index: Int) -> UInt64 {
    let start = unsafe UnsafeRawPointer(bitPattern: address &+ UInt(section &+ 2 &* index)).unsafelyUnwrapped
    return unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private func bucketStart(_ bucket: Int, _ starts: Int, _ count: Int) -> Int {
    (bucket &* count) &>> Int(Self.bucketBits) &+ Int(load(starts, bucket, as: Int16.self))
  }

  /// Scatters the keys of so many bits, one to one.
  @inline(__always)
  private static func scatter(_ key: UInt64, _ bits: UInt64) -> UInt64 {
    let mask = 1 &<< bits &- 1, half = bits / 2
    var key = key ^ (key &>> half)
    key = (key &* 0x9E37_79B9_7F4A_7C15) & mask
    key ^= key &>> half
    key = (key &* 0xD6E8_FEB8_6659_FD93) & mask
    return key ^ (key &>> half)
  }
}
