import Testing

@testable import Spelling

@Suite struct TakenSlotsTests {
  /// Uneven on purpose: full blocks, empty ones, and a last one that is not whole.
  private let isTaken = (0..<1000).map { $0 % 7 < 3 || (128..<192).contains($0) || $0 == 999 } + [Bool](repeating: false, count: 70)

  @Test func ranksCountTheTakenSlotsBefore() {
    let bytes = TakenSlots.bytes(isTaken)
    #expect(bytes.count == TakenSlots.size(isTaken.count))
    unsafe bytes.withUnsafeBytes { buffer in
      let slots = TakenSlots(isTaken.count, at: UInt(bitPattern: buffer.baseAddress))
      var rank = 0
      for slot in isTaken.indices {
        #expect(slots.isTaken(slot) == isTaken[slot])
        #expect(slots.rank(slot) == rank)
        if isTaken[slot] { rank += 1 }
      }
    }
  }
}
