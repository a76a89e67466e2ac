import GalleyTesting
import Testing

@testable import GalleyCore

@Suite struct SpellingNeighboursTests {
  /// Words of one to twenty-four letters, many of them a few edits from others.
  private static func words(_ count: Int, seed: Int) -> [[UInt8]] {
    var random = SeededGenerator(seed)
    func letter() -> UInt8 { UInt8.random(in: 0x61...0x66, using: &random) }
    var words: [[UInt8]] = []
    while words.count < count {
      guard let known = words.randomElement(using: &random), Bool.random(using: &random) else {
        words.append((0..<Int.random(in: 1...24, using: &random)).map { _ in letter() })
        continue
      }
      var word = known
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<word.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: word[place] = letter()
        case 1: word.insert(letter(), at: place)
        case 2 where word.count > 1: word.remove(at: place)
        default: if place > 0 { word.swapAt(place, place - 1) }
        }
      }
      words.append(word)
    }
    return words
  }

  @Test(arguments: [40, 400])
  func missesNone(count: Int) {
    let words = Self.words(count, seed: 11)
    let neighbours = SpellingNeighbours(words, farLength: 8, farPrefix: 1)
    for word in words {
      let near = Set(neighbours.near(word)), others = Set(neighbours.near(word, isOneOfThem: true))
      for (index, other) in words.enumerated() {
        let isFar = min(word.count, other.count) >= 8 && word[0] == other[0]
        guard editDistance(word, other, limit: isFar ? 2 : 1) != nil else { continue }
        #expect(near.contains(index))
        #expect(others.contains(index) || other == word)
      }
    }
  }

  @Test func leavesOutNearlyAllOthers() {
    let words = Self.words(4000, seed: 5)
    let neighbours = SpellingNeighbours(words)
    let found = words.prefix(200).reduce(0) { $0 + neighbours.near($1).count }
    #expect(found < 200 * words.count / 100)
  }
}
