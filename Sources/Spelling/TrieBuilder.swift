/// A word in the buffer from which a trie is built.
struct Word {
  /// The first eight letters, for fast comparison.
  let head: UInt64
  let start: UInt32
  let count: UInt8
  /// Zipf × 10 + 1.
  let value: UInt8

  init(_ buffer: [UInt8], _ start: Int, _ frequency: Int) {
    var head: UInt64 = 0
    for offset in 0..<8 {
      head = head << 8 | (start + offset < buffer.count ? UInt64(buffer[start + offset]) : 0)
    }
    self.head = head
    self.start = UInt32(start)
    count = UInt8(buffer.count - start)
    value = UInt8(min(254, frequency) + 1)
  }

  static func precedes(_ a: Word, _ b: Word, _ buffer: [UInt8]) -> Bool {
    if a.head != b.head { return a.head < b.head }
    var offset = 8
    while offset < a.count && offset < b.count {
      let (x, y) = (buffer[Int(a.start) + offset], buffer[Int(b.start) + offset])
      if x != y { return x < y }
      offset += 1
    }
    return a.count < b.count
  }
}

/// Builds the nodes of a trie level by level from sorted words; then each node’s first child is an index of nodes.
enum TrieBuilder {
  private struct Range {
    let node: Int
    var low: Int
    let high: Int
    let depth: Int
  }

  static func build(_ words: [Word], _ buffer: [UInt8]) -> [UInt64] {
    var nodes: [UInt64] = [0]
    nodes.reserveCapacity(words.count * 3)
    var queue = [Range(node: 0, low: 0, high: words.count, depth: 0)]
    var next = 0
    while next < queue.count {
      var range = queue[next]
      next += 1
      var own: UInt8 = 0
      while range.low < range.high, Int(words[range.low].count) == range.depth {
        own = max(own, words[range.low].value)
        range.low += 1
      }
      let firstChild = nodes.count
      var childCount = 0
      while range.low < range.high {
        let label = buffer[Int(words[range.low].start) + range.depth]
        var end = range.low + 1
        while end < range.high, buffer[Int(words[end].start) + range.depth] == label { end += 1 }
        queue.append(Range(node: nodes.count, low: range.low, high: end, depth: range.depth + 1))
        nodes.append(UInt64(label) << 32)
        childCount += 1
        range.low = end
      }
      nodes[range.node] |= UInt64(firstChild) | UInt64(childCount) << 40 | UInt64(own) << 56
    }
    addBest(&nodes)
    sortChildren(&nodes)
    return nodes
  }

  /// The nodes as they stand in the payload.
  static func units(_ nodes: [UInt64], _ alphabet: Alphabet) -> [UInt32] {
    let letters = letters(nodes, alphabet)
    var units: [UInt32] = [0, 0]
    units.reserveCapacity(nodes.count * 5 / 2)
    // After a block of children come those of the first of them: a chain of only children lies in one piece.
    var open: [(index: Int, number: UInt32)] = [(0, 0)]
    while let (index, number) = open.popLast() {
      let node = CandidateTrie.Node(raw: nodes[index])
      let labels = (0..<node.childCount).map { CandidateTrie.Node(raw: nodes[Int(node.firstChild) + $0]).label }
      if CandidateTrie.indexed.contains(node.childCount) { units += Self.index(labels, alphabet) }
      if node.childCount > 1 { units.append(letters[index]) }
      let first = UInt32(units.count)
      let distance = node.childCount > 0 ? UInt64(first - number) : 0
      let raw = nodes[index] & ~0xFF_FFFF | distance
      units[Int(number)] = UInt32(truncatingIfNeeded: raw)
      units[Int(number) + 1] = UInt32(truncatingIfNeeded: raw >> 32)
      units += repeatElement(0, count: 2 * node.childCount)
      for child in (0..<node.childCount).reversed() { open.append((Int(node.firstChild) + child, first + 2 * UInt32(child))) }
    }
    return units
  }

  /// The units of an index of children with these labels.
  private static func index(_ labels: [UInt8], _ alphabet: Alphabet) -> [UInt32] {
    var places = [UInt8?](repeating: nil, count: 26)
    var others: UInt64 = 0
    for (place, label) in labels.enumerated() {
      let letter = Int(alphabet.lower[Int(label)]) - 0x61
      if places.indices.contains(letter), places[letter] == nil { places[letter] = UInt8(place) } else { others |= 1 << UInt64(place) }
    }
    var bytes = places.compactMap { $0 }
    let letters = places.indices.reduce(UInt32(0)) { places[$1] == nil ? $0 : $0 | 1 << UInt32($1) }
    while bytes.count % 4 != 0 { bytes.append(0) }
    let units = stride(from: 0, to: bytes.count, by: 4).map { at in (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) } }
    return units + [UInt32(truncatingIfNeeded: others), UInt32(truncatingIfNeeded: others >> 32), letters]
  }

  /// The letters below every node, from the leaves upwards.
  private static func letters(_ nodes: [UInt64], _ alphabet: Alphabet) -> [UInt32] {
    var letters = [UInt32](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = CandidateTrie.Node(raw: nodes[index])
      for child in Int(node.firstChild)..<Int(node.firstChild) + node.childCount {
        let label = alphabet.lower[Int(CandidateTrie.Node(raw: nodes[child]).label)]
        letters[index] |= letters[child] | CandidateTrie.letterBit(label)
      }
    }
    return letters
  }

  /// Puts the children with the most frequent words first: after one that a search rejects, all are rejected.
  private static func sortChildren(_ nodes: inout [UInt64]) {
    for index in nodes.indices {
      let node = CandidateTrie.Node(raw: nodes[index])
      guard node.childCount > 1 else { continue }
      let range = Int(node.firstChild)..<Int(node.firstChild) + node.childCount
      let sorted = nodes[range].sorted {
        let (a, b) = (CandidateTrie.Node(raw: $0), CandidateTrie.Node(raw: $1))
        return (max(b.bestShort, b.bestLong), a.label) < (max(a.bestShort, a.bestLong), b.label)
      }
      nodes.replaceSubrange(range, with: sorted)
    }
  }

  /// Tells every node the best values below it, from the leaves upwards.
  private static func addBest(_ nodes: inout [UInt64]) {
    // The best value exactly 0, 1, 2 … letters below each node, a byte each.
    var byDepth = [UInt32](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = CandidateTrie.Node(raw: nodes[index])
      var depths: (UInt32, UInt32, UInt32, UInt32) = (UInt32(node.own), 0, 0, 0)
      var long: UInt32 = 0
      for child in Int(node.firstChild)..<Int(node.firstChild) + node.childCount {
        let below = byDepth[child]
        depths.1 = max(depths.1, below & 0xFF)
        depths.2 = max(depths.2, below >> 8 & 0xFF)
        depths.3 = max(depths.3, below >> 16 & 0xFF)
        long = max(long, below >> 24, UInt32(CandidateTrie.Node(raw: nodes[child]).bestLong))
      }
      byDepth[index] = depths.0 | depths.1 << 8 | depths.2 << 16 | depths.3 << 24
      let short = max(max(depths.0, depths.1), max(depths.2, depths.3))
      nodes[index] |= UInt64(short) << 24 | UInt64(long) << 48
    }
  }
}
