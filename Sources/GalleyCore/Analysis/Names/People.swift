/// A surname, or a name of one word, with everybody in the document who may bear it.
package struct Surname: Sendable {
  /// Lower case, with straight apostrophes.
  package let key: [UInt8]
  /// Mentions that end in it, in reading order.
  package internal(set) var mentions: [Int] = []
  /// The words before it in its longer mentions: given names and initials.
  package internal(set) var given: Set<[UInt8]> = []
  /// Titles it bears, in lower case.
  package internal(set) var titles: Set<[UInt8]> = []
  /// Mentions of more than one word.
  package internal(set) var full: Int = 0
}

/// The people of a document by the last word of their names.
package struct People: Sendable {
  package private(set) var surnames: [[UInt8]: Surname] = [:]
  /// First words of names of several words, with their number.
  package private(set) var firsts: [[UInt8]: Int] = [:]
  /// All words inside names of several words, with their number.
  package private(set) var inside: [[UInt8]: Int] = [:]

  init(_ mentions: [Mention], _ words: [NameWord?], _ document: Document) {
    var list: [Surname] = []
    var indices: [[UInt8]: Int] = [:]
    // By distinct word: its surname plus one, and its uses inside names and as the first word of one.
    var surnameOf = [Int32](repeating: 0, count: words.count)
    var insideCounts = [Int32](repeating: 0, count: words.count), firstCounts = insideCounts
    var seen = PairCache()
    for i in mentions.indices where mentions[i].kind == .person || mentions[i].kind == .other {
      let parts = mentions[i].words
      guard let last = parts.last, let word = words[Int(last)] else { continue }
      if surnameOf[Int(last)] == 0 {
        let index = indices[word.key, default: list.count]
        if index == list.count {
          indices[word.key] = index
          list.append(Surname(key: word.key))
        }
        surnameOf[Int(last)] = Int32(index + 1)
      }
      let index = Int(surnameOf[Int(last)]) - 1
      list[index].mentions.append(i)
      if let title = mentions[i].title { list[index].titles.insert(document.vocabulary.fold(of: title).text) }
      guard parts.count > 1 else { continue }
      for id in parts where words[Int(id)] != nil { insideCounts[Int(id)] += 1 }
      guard let first = words[Int(parts[0])] else { continue }
      firstCounts[Int(parts[0])] += 1
      list[index].full += 1
      let pair = UInt64(index) << 32 | UInt64(parts[0])
      if seen[pair] == nil {
        seen[pair] = 1
        list[index].given.insert(first.key)
      }
    }
    for (id, word) in words.enumerated() {
      guard let word else { continue }
      if insideCounts[id] > 0 { inside[word.key, default: 0] += Int(insideCounts[id]) }
      if firstCounts[id] > 0 { firsts[word.key, default: 0] += Int(firstCounts[id]) }
    }
    surnames = Dictionary(uniqueKeysWithValues: list.map { ($0.key, $0) })
  }
}
