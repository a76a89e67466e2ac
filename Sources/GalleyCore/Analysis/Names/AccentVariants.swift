import Formats

/// Names that are written once without their accents, or once with them: Beyonce in a text about Beyoncé.
struct AccentVariants {
  private let document: Document
  private let analysis: Analysis
  private let inventory: NameInventory

  init(_ analysis: Analysis) {
    (document, self.analysis) = (analysis.document, analysis)
    inventory = analysis.shared(NameInventory.self)
  }

  func find() -> [NameSpelling] {
    let words = document.vocabulary.words
    var accented: [[UInt8]: [WordID]] = [:]
    for id in words.indices where words[id].shape == .capitalised {
      guard let word = inventory.words[id], word.key.contains(where: { $0 >= 0x80 }) else { continue }
      let plain = Accents.plain(word.key)
      if plain != word.key { accented[plain, default: []].append(WordID(id)) }
    }
    guard !accented.isEmpty else { return [] }
    var plain: [[UInt8]: [WordID]] = [:]
    for id in words.indices where words[id].shape == .capitalised {
      // Rose is no Rosé, Expose no Exposé.
      if let word = inventory.words[id], !word.isOrdinary, accented[word.key] != nil { plain[word.key, default: []].append(WordID(id)) }
    }
    return plain.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
      guard let with = accented[key], let without = plain[key] else { return nil }
      // Two spellings with accents are two names.
      guard Set(with.compactMap { inventory.words[Int($0)]?.key }).count == 1 else { return nil }
      let (a, b) = (occurrences(with), occurrences(without))
      guard min(a.count, b.count) == 1, max(a.count, b.count) > 1 else { return nil }
      let (rare, usual) = a.count == 1 ? (a[0], b) : (b[0], a)
      guard let same = usual.first(where: { isSame($0, rare) }) else { return nil }
      return NameSpelling(range: range(rare), usual: range(same))
    }
  }

  private func occurrences(_ ids: [WordID]) -> [Int] { ids.flatMap { analysis.occurrences(ofWord: $0) }.sorted() }

  /// José Martínez and Jose Ferrer are two: what stands beside the one stands beside the other, if it is a name.
  private func isSame(_ a: Int, _ b: Int) -> Bool {
    name(document.previous(a), isAfter: false) == name(document.previous(b), isAfter: false)
      && name(document.next(a), isAfter: true) == name(document.next(b), isAfter: true)
  }

  /// The word at a token that belongs to a name. After one, any word with a capital does: the Yucatan Times is no Yucatán.
  private func name(_ token: Int?, isAfter: Bool) -> Vocabulary.FoldedID? {
    guard let i = token, document.tokens[i].kind == .word, document.vocabulary[document.tokens[i].word].shape != .lower,
      isAfter || inventory.words[Int(document.tokens[i].word)].map({ !$0.isOrdinary }) ?? false
    else { return nil }
    return document.vocabulary[document.tokens[i].word].folded
  }

  /// Without the possessive ending.
  private func range(_ index: Int) -> TextRange {
    let token = document.tokens[index]
    return TextRange(token.start, token.end - (inventory.words[Int(token.word)]?.possessive ?? 0))
  }
}
