import Formats

/// Names whose spellings differ in capitals inside: Macswain beside MacSwain, O’brady beside O’Brady.
struct CaseVariants {
  struct Pair {
    let rare: WordID
    let frequent: WordID
  }

  private let document: Document
  private let inventory: NameInventory

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
  }

  /// Spellings that stand once beside one with a capital inside that stands more often.
  func find() -> [Pair] {
    let words = document.vocabulary.words
    var mixed: [[UInt8]: WordID] = [:]
    var counts: [[UInt8]: Int] = [:]
    for id in words.indices where words[id].shape == .mixed {
      guard let word = inventory.words[id], hasInnerCapital(words[id].range) else { continue }
      counts[word.key, default: 0] += words[id].count
      if mixed[word.key] == nil { mixed[word.key] = WordID(id) }
    }
    guard !mixed.isEmpty else { return [] }
    return words.indices.compactMap { id in
      guard words[id].shape == .capitalised, words[id].count == 1, let word = inventory.words[id], !word.isInDictionary, let frequent = mixed[word.key],
        (counts[word.key] ?? 0) > 1
      else { return nil }
      return Pair(rare: WordID(id), frequent: frequent)
    }
  }

  /// A capital after the first letter, as in MacSwain and O’Brady.
  private func hasInnerCapital(_ range: TextRange) -> Bool {
    let bytes = document.bytes[range.start..<range.end]
    return bytes[bytes.startIndex].isCapital && bytes.dropFirst().contains { $0.isCapital }
  }
}
