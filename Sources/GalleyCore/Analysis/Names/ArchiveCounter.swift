import Formats
import Spelling

/// Counts the names of an archive, and the words that no dictionary has, in bounded memory.
///
/// When the table is full, entries seen no oftener than the number of times that this has happened are dropped: the
/// lossy counting of Manku and Motwani (2002). What is frequent survives with a count that is little too low.
package struct ArchiveCounter {
  private struct Entry {
    var count = 0
    var documents = 0
    var lastDocument = -1
    var isName = false
  }

  private var entries: [[UInt8]: Entry] = [:]
  private let capacity: Int
  private var rounds = 0
  private var documents = 0

  /// - Parameter capacity: entries held at once; one takes about 150 bytes
  package init(capacity: Int = 500_000) { self.capacity = max(16, capacity) }

  package mutating func add(_ document: Document, _ resources: Resources) {
    defer { documents += 1 }
    let analysis = Analysis(document, resources)
    let inventory = analysis.shared(NameInventory.self)
    for mention in inventory.mentions where !mention.isHeading && !mention.isEmbedded && mention.kind != .demonym {
      if mention.words.count > 1 {
        count(document.bytes[mention.range.start..<mention.range.end], isName: true)
      } else if let word = inventory.words[Int(mention.words[0])], !word.isInDictionary, !mention.isSentenceStart {
        count(document.bytes[mention.range.start..<mention.range.end], isName: true)
      }
    }
    for word in document.vocabulary.words where word.shape == .lower && word.range.count > 2 {
      guard word.flags.isDisjoint(with: [.digit, .invisible, .dotted]) else { continue }
      let (key, _) = NameWord.key(document.bytes[word.range.start..<word.range.end])
      guard resources.lexicon.accepts(key).isEmpty else { continue }
      count(key[...], isName: false, times: word.count)
    }
  }

  private mutating func count(_ text: ArraySlice<UInt8>, isName: Bool, times: Int = 1) {
    // A line end inside a name is a space.
    var key = Array(text)
    if key.contains(where: { $0 == .lineFeed || $0 == .carriageReturn || $0 == .tab }) {
      key = Array(key.split(whereSeparator: { $0 == .lineFeed || $0 == .carriageReturn || $0 == .tab || $0 == .space }).joined(separator: [.space]))
    }
    if entries[key] == nil, entries.count >= capacity { prune() }
    entries[key, default: Entry()].count += times
    if entries[key]?.lastDocument != documents {
      entries[key]?.lastDocument = documents
      entries[key]?.documents += 1
    }
    entries[key]?.isName = isName
  }

  private mutating func prune() {
    while entries.count >= capacity {
      rounds += 1
      entries = entries.filter { $0.value.count > rounds }
    }
  }

  /// The file of what was seen at least `count` times in at least `documents` documents, most frequent first.
  package func file(count: Int, documents: Int) -> [UInt8] {
    let kept = entries.filter { $0.value.count >= count && $0.value.documents >= documents }
    let sorted = kept.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count > $1.value.count : $0.key.lexicographicallyPrecedes($1.key)
    }
    var bytes = Array("# text\tcount\tkind\n".utf8)
    for (text, entry) in sorted {
      bytes += text + [.tab] + Array(String(entry.count).utf8) + Array((entry.isName ? "\tname\n" : "\tword\n").utf8)
    }
    return bytes
  }
}
