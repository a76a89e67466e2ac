import Formats

/// Names and words that a newsroom vouches for.
///
/// One file format serves lists written by hand and those that `galley learn` writes: UTF-8, one entry a line,
/// columns separated by tabs: the text, how often it was seen (optional), `name` or `word` (optional: a capital makes
/// a name). Lines that begin with `#` are comments.
package struct HouseNames: Sendable {
  /// Whole names in lower case, with their spelling.
  package private(set) var names: [[UInt8]: [UInt8]] = [:]
  /// The capitalised words of the names in lower case, with their spelling.
  package private(set) var parts: [[UInt8]: [UInt8]] = [:]
  /// Every word of the file in lower case: none of them is misspelt.
  package private(set) var words: Set<[UInt8]> = []

  package init() {}

  package var isEmpty: Bool { words.isEmpty }

  /// Adds the entries of a file.
  package mutating func add(_ file: [UInt8]) {
    for line in file.split(whereSeparator: { $0 == .lineFeed || $0 == .carriageReturn }) where line.first != .hash {
      let fields = line.split(separator: .tab, omittingEmptySubsequences: false)
      guard let first = fields.first else { continue }
      let text = first.drop { $0 == .space }
      let pieces = text.split(whereSeparator: { $0 == .space || $0 == .hyphen })
      guard !pieces.isEmpty else { continue }
      for piece in pieces { words.insert(lowercased(piece)) }
      let isName = fields.count > 2 ? fields[2].elementsEqual("name".utf8) : lowercased(text) != Array(text)
      guard isName else { continue }
      names[NameWord.key(text).key] = Array(text)
      for piece in pieces {
        let key = NameWord.key(piece).key
        if key != Array(piece) { parts[key] = Array(piece) }
      }
    }
  }
}

/// Compares the names of a document with those of the house.
struct HouseNameMisses {
  private let document: Document
  private let inventory: NameInventory
  private let house: HouseNames

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    house = analysis.resources.houseNames
  }

  /// Words that no list or dictionary knows, a letter or two away from a word of a house name.
  func find() -> [NearMiss] {
    guard !house.isEmpty else { return [] }
    var right: [WordID: String] = [:]
    for id in document.vocabulary.words.indices {
      guard let word = inventory.words[id], let spelling = correction(word, document.vocabulary.words[id].shape)
      else { continue }
      right[WordID(id)] = spelling
    }
    guard !right.isEmpty else { return [] }
    return document.tokens.compactMap { token in
      guard token.kind == .word, let right = right[token.word], let word = inventory.words[Int(token.word)] else {
        return nil
      }
      return NearMiss(
        range: TextRange(token.start, token.end - word.possessive), right: right, description: "a name of the house",
        confidence: 0.9, isWeak: false)
    }
  }

  private func correction(_ word: NameWord, _ shape: Vocabulary.Shape) -> String? {
    guard shape == .capitalised || shape == .mixed, word.key.count > 4, !word.isInDictionary, word.readings.isEmpty,
      word.zipf < NameForm.common, house.parts[word.key] == nil, !house.words.contains(word.key)
    else { return nil }
    let limit = word.key.count > 8 ? 2 : 1
    var best: (spelling: [UInt8], distance: Int)?
    for (key, spelling) in house.parts where key.first == word.key.first && key.count > 4 {
      guard let distance = editDistance(key, word.key, limit: limit), !Inflection.relates(key, word.key) else { continue }
      if let best, (best.distance, String(decoding: best.spelling, as: UTF8.self)) <= (distance, String(decoding: spelling, as: UTF8.self))
      {
        continue
      }
      best = (spelling, distance)
    }
    return best.map { String(decoding: $0.spelling, as: UTF8.self) }
  }
}
