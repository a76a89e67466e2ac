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
    for (i, mention) in mentions.enumerated() where mention.kind == .person || mention.kind == .other {
      guard let last = mention.words.last, let word = words[Int(last)] else { continue }
      let key = word.key
      let title = mention.title.map { document.vocabulary.fold(of: $0).text }
      // Changed in place: a copy would grow with the number of mentions.
      func note(_ surname: inout Surname) {
        surname.mentions.append(i)
        if let title { surname.titles.insert(title) }
        guard mention.words.count > 1, let first = words[Int(mention.words[0])] else { return }
        surname.full += 1
        surname.given.insert(first.key)
      }
      note(&surnames[key, default: Surname(key: key)])
      guard mention.words.count > 1, let first = words[Int(mention.words[0])] else { continue }
      firsts[first.key, default: 0] += 1
      for id in mention.words { if let word = words[Int(id)] { inside[word.key, default: 0] += 1 } }
    }
  }
}
