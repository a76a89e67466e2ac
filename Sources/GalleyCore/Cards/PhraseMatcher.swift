import Formats
import Synchronization

/// Finds many words and phrases at once.
///
/// Phrases are sequences of tokens, compared in lower case and with straight apostrophes. Each is filed under its
/// first word, so that a text is asked once for each of its distinct words, however many phrases there are, and taken
/// apart when a text has that word.
struct PhraseMatcher: Sendable {
  struct Match {
    let range: TextRange
    /// Index of the phrase in the order of adding.
    let phrase: Int
  }

  private struct Element {
    let text: [UInt8]
    let kind: Token.Kind
    let follows: Gap
    /// The key of a word, in lower case, that is written in one way; nil of one with an apostrophe, and of marks.
    let word: UInt64?
  }
  /// What stands between an element and the one before it.
  private enum Gap { case nothing, blank }
  private struct Phrase {
    let elements: [Element]
    /// The element that it is filed under.
    let key: Int
    let isExact: Bool
  }

  private struct Source {
    /// In `text`.
    let range: Range<Int>
    let isExact: Bool
    /// The next phrase filed under the same word; −1 = none.
    var next: Int32 = -1
  }
  /// The phrases filed under one word.
  private struct File {
    /// See `Vocabulary.key`.
    let key: UInt64
    let first: Int32
    var last: Int32
  }

  private var text: [UInt8] = []
  private var sources: [Source] = []
  private var files: [File] = []
  /// Indices of files plus one: open addressing with linear probing.
  private var slots = [UInt32](repeating: 0, count: 16)
  private let known = KnownPhrases()

  /// The phrases that some text had the first word of.
  private final class KnownPhrases: Sendable { let phrases = Mutex<[Int32: Phrase]>([:]) }

  var isEmpty: Bool { sources.isEmpty }

  /// - Parameter isExact: capitals have to agree
  /// - Returns: false if the phrase holds no word to file it under
  mutating func add(_ text: String, isExact: Bool = false) -> Bool { add(Array(text.utf8)[...], isExact: isExact) }

  mutating func add(_ phrase: ArraySlice<UInt8>, isExact: Bool = false) -> Bool {
    guard let key = Self.simpleKey(phrase) ?? Self.read(phrase, isExact).map({ Vocabulary.key(lowercased($0.elements[$0.key].text[...])) })
    else { return false }
    let number = Int32(sources.count)
    sources.append(Source(range: text.count..<(text.count + phrase.count), isExact: isExact))
    text += phrase
    file(number, key)
    return true
  }

  /// The key of the first word, where nothing but letters and apostrophes between letters are in it, and a space or hyphen after it:
  /// most phrases need not be taken apart to be filed.
  private static func simpleKey(_ phrase: ArraySlice<UInt8>) -> UInt64? {
    let bytes = phrase.span
    func isLetter(_ i: Int) -> Bool { i < bytes.count && bytes[i].isLetter }
    var end = 0
    while isLetter(end) || end > 0 && end < bytes.count && bytes[end] == .apostrophe && isLetter(end + 1) { end += 1 }
    guard end > 0, end == bytes.count || bytes[end] == .space || bytes[end] == .hyphen else { return nil }
    return Vocabulary.key(lowercased(phrase.prefix(end)))
  }

  private mutating func file(_ number: Int32, _ key: UInt64) {
    let slot = slot(of: key)
    guard slots[slot] == 0 else {
      let file = Int(slots[slot]) - 1
      sources[Int(files[file].last)].next = number
      files[file].last = number
      return
    }
    files.append(File(key: key, first: number, last: number))
    slots[slot] = UInt32(files.count)
    guard files.count * 2 > slots.count else { return }
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for i in files.indices { slots[self.slot(of: files[i].key)] = UInt32(i + 1) }
  }

  /// Where a key stands, or the free slot for it.
  private func slot(of key: UInt64) -> Int {
    var slot = Vocabulary.slot(key, slots.count)
    while slots[slot] != 0, files[Int(slots[slot]) - 1].key != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private static func read(_ phrase: ArraySlice<UInt8>, _ isExact: Bool) -> Phrase? {
    let bytes = Array(phrase)
    var elements: [Element] = []
    var gap = Gap.nothing
    for token in Lexer.lex(bytes).tokens {
      if token.isBlank {
        gap = .blank
        continue
      }
      let text = withStraightApostrophes(bytes[token.start..<token.end])
      elements.append(
        Element(
          text: isExact || token.kind != .word ? text : lowercased(text[...]), kind: token.kind,
          follows: elements.isEmpty ? .nothing : gap,
          word: token.kind == .word && !text.contains(UInt8(ascii: "'")) ? Vocabulary.key(lowercased(text[...])) : nil))
      gap = .nothing
    }
    return elements.firstIndex { $0.kind == .word }.map { Phrase(elements: elements, key: $0, isExact: isExact) }
  }

  /// Whether a text has all words of a phrase of nothing but letters and spaces; of others nobody knows before they are taken
  /// apart.
  private static func mayStand(_ phrase: ArraySlice<UInt8>, in vocabulary: Vocabulary) -> Bool {
    var word: [UInt8] = []
    for byte in phrase {
      if byte == .space {
        if !word.isEmpty, vocabulary.foldID(key: Vocabulary.key(word)) == nil { return false }
        word.removeAll(keepingCapacity: true)
      } else if byte.isLetter {
        word.append(byte | .caseBit)
      } else {
        return true
      }
    }
    return word.isEmpty || vocabulary.foldID(key: Vocabulary.key(word)) != nil
  }

  /// The phrases of a file all of whose words a text has.
  private func phrases(of file: Int, in vocabulary: Vocabulary) -> [(number: Int, phrase: Phrase)] {
    var found: [(number: Int, phrase: Phrase)] = []
    known.phrases.withLock { known in
      var number = files[file].first
      while number >= 0 {
        let source = sources[Int(number)]
        if known[number] != nil || Self.mayStand(text[source.range], in: vocabulary), let phrase = known[number] ?? Self.read(text[source.range], source.isExact) {
          known[number] = phrase
          let isPossible = phrase.elements.allSatisfy { element in element.word.map { vocabulary.foldID(key: $0) != nil } ?? true }
          if isPossible { found.append((Int(number), phrase)) }
        }
        number = source.next
      }
    }
    return found
  }

  /// All matches in reading order; the longest where several begin with the same word, and none within another.
  func matches(in analysis: Analysis) -> [Match] {
    if sources.isEmpty { return [] }
    let document = analysis.document
    var places: [(token: Int, file: Int)] = []
    var filed: [[(number: Int, phrase: Phrase)]] = []
    let folds = document.vocabulary.folds
    for id in folds.indices {
      let slot = slot(of: folds[id].plainKey)
      guard slots[slot] != 0 else { continue }
      let phrases = phrases(of: Int(slots[slot]) - 1, in: document.vocabulary)
      if phrases.isEmpty { continue }
      for token in analysis.tokenIndex.occurrences(of: Vocabulary.FoldedID(id)) { places.append((Int(token), filed.count)) }
      filed.append(phrases)
    }
    places.sort { $0.token < $1.token }
    var found: [Match] = []
    for (i, file) in places {
      var best: Match?
      for (number, phrase) in filed[file] {
        guard let range = match(phrase, at: i, document), range.count > best?.range.count ?? -1 else { continue }
        best = Match(range: range, phrase: number)
      }
      guard let best, best.range.start >= found.last?.range.end ?? 0 else { continue }
      found.append(best)
    }
    return found
  }

  /// The range of a phrase whose key stands at token `i`.
  private func match(_ phrase: Phrase, at i: Int, _ document: Document) -> TextRange? {
    let tokens = document.tokens
    var first = i, last = i
    for element in phrase.elements[...phrase.key].indices.reversed() {
      guard agrees(phrase.elements[element], tokens[first], phrase.isExact, document) else { return nil }
      guard element > 0 else { break }
      guard let next = step(from: first, by: -1, over: phrase.elements[element].follows, tokens) else { return nil }
      first = next
    }
    for element in phrase.elements[(phrase.key + 1)...] {
      guard let next = step(from: last, by: 1, over: element.follows, tokens),
        agrees(element, tokens[next], phrase.isExact, document)
      else { return nil }
      last = next
    }
    return TextRange(tokens[first].start, tokens[last].end)
  }

  /// The next token that shows, if what lies between agrees; an empty line never does.
  private func step(from i: Int, by step: Int, over gap: Gap, _ tokens: [Token]) -> Int? {
    var next = i + step
    var breaks = 0
    while tokens.indices.contains(next), tokens[next].isBlank {
      if tokens[next].kind == .lineBreak { breaks += 1 }
      next += step
    }
    guard tokens.indices.contains(next), breaks < 2, (abs(next - i) > 1) == (gap == .blank) else { return nil }
    return next
  }

  private func agrees(_ element: Element, _ token: Token, _ isExact: Bool, _ document: Document) -> Bool {
    guard element.kind == token.kind else { return false }
    let isFolded = token.kind == .word && !isExact
    let text = isFolded ? document.vocabulary.fold(of: token.word).text[...] : document.bytes[token.start..<token.end]
    return text.elementsEqual(element.text) || text.contains(0xE2) && withStraightApostrophes(text) == element.text
  }
}
