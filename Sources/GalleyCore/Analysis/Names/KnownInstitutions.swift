import Formats

/// Compares runs of capitalised words with the institutions of the table: one word that is nearly right, cut short or
/// missing.
struct KnownInstitutions {
  private let document: Document
  private let inventory: NameInventory
  private let house: HouseNames

  /// A word or number of a run.
  private struct Piece {
    let token: Int
    /// With the possessive ending.
    let key: [UInt8]
    let possessive: Int
    var bare: [UInt8] { possessive > 0 ? Array(key.dropLast(2)) : key }
  }

  /// By distinct word: the small words that stand inside names.
  private let isSmall: WordMarks

  init(_ analysis: Analysis) {
    document = analysis.document
    inventory = analysis.shared(NameInventory.self)
    house = analysis.resources.houseNames
    isSmall = document.vocabulary.marks(Self.small)
  }

  func find() -> [NearMiss] {
    var found: [NearMiss] = []
    // Institutions by their first word and the one after it, read once: places in `lists`.
    var known = PairCache()
    var lists: [[Entry]] = [[]]
    let begins = document.vocabulary.words.indices.map {
      inventory.words[$0]?.hasLonger == true && document.vocabulary.words[$0].shape != .lower
    }
    let all = document.tokens
    let tokens = all.span, mayBegin = begins.span
    for sentence in document.sentences where document.paragraphs[sentence.paragraph].kind != .heading {
      var i = sentence.tokens.lowerBound
      while i < sentence.tokens.upperBound {
        let token = tokens[i]
        guard token.kind == .word, mayBegin[Int(token.word)], let length = runLength(from: i, in: sentence.tokens) else {
          i += 1
          continue
        }
        let second = tokens[i + 2]
        // Numbers are no words of the vocabulary.
        let pair = UInt64(token.word) << 32 | UInt64(second.kind == .word ? second.word : .max)
        var list = second.kind == .word ? known[pair].map(Int.init) : nil
        if list == nil, let word = inventory.words[Int(token.word)] {
          let found = institutions(word.key, piece(i + 2).key)
          list = found.isEmpty ? 0 : lists.count
          if !found.isEmpty { lists.append(found) }
          if second.kind == .word { known[pair] = Int32(truncatingIfNeeded: list ?? 0) }
        }
        guard let list, list > 0 else { i += 1; continue }
        let result = best(pieces(from: i, count: length), lists[list])
        if let miss = result.miss { found.append(miss) }
        i = result.end ?? i + 1
      }
    }
    return found
  }

  private struct Entry {
    let rest: [UInt8]
    let reading: Gazetteer.Reading
    let words: [[UInt8]]
  }

  private func institutions(_ first: [UInt8], _ second: [UInt8]) -> [Entry] {
    Gazetteer.entries(beginning: first, second: second, kinds: Gazetteer.Kinds(.institution, .institutionVariant)).map { rest, reading in
      Entry(rest: rest, reading: reading, words: rest.split(separator: .space).map(Array.init))
    }
  }

  private func isCapital(_ token: Token) -> Bool { document.vocabulary[token.word].shape != .lower }

  /// How many pieces stand in a row from token `start`, with single spaces between: words with capitals, small words among
  /// them, and numbers. Nil where fewer than three do.
  private func runLength(from start: Int, in sentence: Range<Int>) -> Int? {
    var i = start, length = 0
    while i < sentence.upperBound, length < 9 {
      let token = document.tokens[i]
      switch token.kind {
      case .word where isCapital(token) || isSmall.contains(document.vocabulary[token.word].folded): break
      case .number where token.count <= 4: break
      default: return length > 2 ? length : nil
      }
      length += 1
      guard i + 1 < sentence.upperBound, document.tokens[i + 1].isBlank else { break }
      i += 2
    }
    return length > 2 ? length : nil
  }

  private func pieces(from start: Int, count: Int) -> [Piece] {
    (0..<count).map { piece(start + 2 * $0) }
  }

  private func piece(_ token: Int) -> Piece {
    let range = document.tokens[token].range
    let (key, possessive) = NameWord.key(document.bytes[range.start..<range.end])
    return Piece(token: token, key: possessive > 0 ? key + [.apostrophe, UInt8(ascii: "s")] : key, possessive: possessive)
  }

  private static let small = WordSet("of for and the on in de des")

  /// The entry that the run nearly is; or the end of the entry that it is.
  private func best(_ pieces: [Piece], _ entries: [Entry]) -> (miss: NearMiss?, end: Int?) {
    let keys = Array(pieces.dropFirst().map(\.key))
    var best: (NearMiss, Int)?
    for entry in entries {
      let (rest, reading, words) = (entry.rest, entry.reading, entry.words)
      // King’s College keeps its ending, the ending of the last word may be a possessive.
      if words.count <= keys.count, let last = words.last, keys.starts(with: words.dropLast()),
        keys[words.count - 1] == last || pieces[words.count].bare == last
      {
        return (nil, pieces[words.count].token + 1)
      }
      guard words.count >= 2, best == nil, let length = matched(words, keys) else { continue }
      let last = pieces[length]
      if last.token + 1 < document.tokens.count, document.tokens[last.token + 1].kind == .hyphen { continue }
      // A longer name that goes on is another.
      if length + 1 < pieces.count, document.vocabulary[document.tokens[pieces[length + 1].token].word].shape != .lower { continue }
      let range = TextRange(document.tokens[pieces[0].token].start, document.tokens[last.token].end - last.possessive)
      guard house.names[NameWord.key(document.bytes[range.start..<range.end]).key] == nil, isRare(range) else { continue }
      best = (
        NearMiss(
          range: range, right: reading.kind == .institution ? reading.name : written(reading, pieces[0], rest),
          description: "", confidence: 0.75, isWeak: false), last.token + 1
      )
    }
    return (best?.0, best?.1)
  }

  /// What the text writes again and again is the name of something.
  private func isRare(_ range: TextRange) -> Bool {
    let text = document.bytes[range.start..<range.end]
    let mentions = inventory.mentions
    var count = 0
    for i in mentions.indices {
      let other = mentions[i].range
      guard other.count == text.count, document.bytes[other.start] == text.first, document.bytes[other.start..<other.end] == text
      else { continue }
      count += 1
      if count == 3 { return false }
    }
    return true
  }

  /// A variant as the table has it, with the capitals of the words around.
  private func written(_ reading: Gazetteer.Reading, _ first: Piece, _ rest: [UInt8]) -> String {
    let words = rest.split(separator: .space).map { word -> String in
      let text = String(decoding: word, as: UTF8.self)
      return Self.small.contains(Array(word)) ? text : text.prefix(1).uppercased() + text.dropFirst()
    }
    return ([document.text(document.tokens[first.token].range)] + words).joined(separator: " ")
  }

  /// How many words after the first a near miss of `words` takes up.
  private func matched(_ words: [[UInt8]], _ keys: [[UInt8]]) -> Int? {
    // One word differs.
    if words.count <= keys.count {
      var wrong: Int?
      for i in words.indices where words[i] != keys[i] {
        if wrong != nil { return missing(words, keys) }
        wrong = i
      }
      if let wrong, isNear(words[wrong], keys[wrong]),
        words.count(where: { !Self.small.contains($0) }) >= 2
      {
        return words.count
      }
    }
    return missing(words, keys)
  }

  /// One word inside is missing.
  private func missing(_ words: [[UInt8]], _ keys: [[UInt8]]) -> Int? {
    guard words.count >= 3, keys.count >= words.count - 1, words.allSatisfy({ !Self.small.contains($0) }),
      !Self.common.contains(words[words.count - 1])
    else { return nil }
    for gap in 0..<(words.count - 1) {
      var shorter = words
      shorter.remove(at: gap)
      if Array(keys.prefix(shorter.count)) == shorter { return shorter.count }
    }
    return nil
  }

  /// Bodies of which every town has several.
  private static let common: Set<[UInt8]> = Set(
    ["university", "college", "school", "hospital", "united", "city", "club", "party", "company", "bank"].map { Array($0.utf8) })

  /// Autocorrected, misspelt or cut short; not another spelling or number of the same word.
  private func isNear(_ right: [UInt8], _ wrong: [UInt8]) -> Bool {
    guard !Self.small.contains(wrong), !Self.small.contains(right), right[0] == wrong[0], right != wrong, isClose(right, wrong) else {
      return false
    }
    return !Spellings.areEqual(right, wrong)
  }

  private func isClose(_ right: [UInt8], _ wrong: [UInt8]) -> Bool {
    // Director for Directorate; a council’s Councilor is somebody else.
    if wrong.starts(with: right) { return false }
    if wrong.count >= 6, right.starts(with: wrong) { return right.count - wrong.count > 1 }
    guard right.count > 2, abs(right.count - wrong.count) <= 2 else { return false }
    return editDistance(right, wrong, limit: min(right.count, wrong.count) >= 8 ? 2 : 1) != nil
  }
}

/// British and American spellings of words in names of bodies.
enum Spellings {
  static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool { plain(a) == plain(b) }

  private static func plain(_ word: [UInt8]) -> [UInt8] {
    var text = word
    for (british, american) in pairs {
      var at = 0
      while at + british.count <= text.count {
        if text[at] == british[0], text[at...].starts(with: british) {
          text.replaceSubrange(at..<(at + british.count), with: american)
          at += american.count
        } else {
          at += 1
        }
      }
    }
    return text
  }

  private static let pairs: [([UInt8], [UInt8])] = [
    ("isation", "ization"), ("centre", "center"), ("defence", "defense"), ("labour", "labor"), ("theatre", "theater"),
    ("programme", "program"), ("harbour", "harbor"), ("ise", "ize"), ("colour", "color"), ("honour", "honor"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
