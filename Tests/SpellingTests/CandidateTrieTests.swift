import Testing

@testable import Spelling

/// What the trie tells of a node without visiting what is below it.
@Suite struct CandidateTrieTests {
  private let trie = CompiledFile.embedded(.candidates).flatMap { CandidateTrie($0) }

  /// The nodes of the first levels, and of one long way down.
  private func nodes(_ trie: CandidateTrie) -> [CandidateTrie.Node] {
    var found = [trie[0]]
    for level in 0..<3 {
      let parents = level == 0 ? found : Array(found.suffix(60))
      for parent in parents {
        let children = trie.children(parent)
        for offset in 0..<children.count { found.append(children[offset]) }
      }
    }
    var node = trie[0]
    while trie.children(node).count > 0 {
      node = trie.children(node)[0]
      found.append(node)
    }
    return found
  }

  private func lettersBelow(_ node: CandidateTrie.Node, _ trie: CandidateTrie) -> UInt32 {
    let children = trie.children(node)
    return (0..<children.count).reduce(0) {
      $0 | CandidateTrie.letterBit(trie.alphabet.lower[Int(children[$1].label)]) | lettersBelow(children[$1], trie)
    }
  }

  @Test func tellsTheLettersBelowANode() throws {
    let trie = try #require(trie)
    for node in nodes(trie).suffix(200) { #expect(trie.letters(below: node) == lettersBelow(node, trie)) }
  }

  @Test func aChildIsTheNodeOfItsNumber() throws {
    let trie = try #require(trie)
    for node in nodes(trie) {
      let children = trie.children(node)
      for offset in 0..<children.count { #expect(trie[children.number(offset)].raw == children[offset].raw) }
    }
  }

  @Test func theIndexFindsEveryChildWithALetter() throws {
    let trie = try #require(trie)
    var indexed = 0
    for node in nodes(trie) {
      guard let index = trie.index(node) else { continue }
      indexed += 1
      let children = trie.children(node)
      for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
        let places = index.places(of: CandidateTrie.letterBit(letter))
        for offset in 0..<children.count where trie.alphabet.lower[Int(children[offset].label)] == letter {
          #expect(places >> UInt64(offset) & 1 == 1)
        }
      }
    }
    #expect(indexed > 10)
  }
}
