/// Tokens in a row: `he|she [have] !not? (VBD)`.
struct SequencePattern: Sendable {
  struct Item: Sendable {
    let term: SequenceTerm
    let least: Int, most: Int
  }

  let items: [Item]
  /// The items that a report marks: those in parentheses, else all.
  let marked: Range<Int>

  /// `*` and `+` stand for at most so many tokens.
  private static let longest = 8

  init(_ text: String) throws(SequenceFault) {
    var items: [Item] = []
    var first: Int?, end: Int?
    for piece in Array(text.utf8).split(separator: UInt8(ascii: " ")) {
      var rest = piece
      if rest.first == UInt8(ascii: "(") {
        guard first == nil else { throw SequenceFault("“\(text)” marks two parts") }
        first = items.count
        rest = rest.dropFirst()
      }
      let isLast = rest.last == UInt8(ascii: ")")
      if isLast { rest = rest.dropLast() }
      var (least, most) = (1, 1)
      if rest.count > 1 {
        switch rest.last {
        case UInt8(ascii: "?"): (least, most) = (0, 1)
        case UInt8(ascii: "*"): (least, most) = (0, Self.longest)
        case UInt8(ascii: "+"): (least, most) = (1, Self.longest)
        default: break
        }
        if most > 1 || least == 0 { rest = rest.dropLast() }
      }
      do { items.append(Item(term: try SequenceTerm(rest), least: least, most: most)) } catch {
        throw SequenceFault("“\(String(decoding: rest, as: UTF8.self))” \(error.message)")
      }
      if isLast {
        guard first != nil, end == nil else { throw SequenceFault("“\(text)”: a parenthesis closes that was not opened") }
        end = items.count
      }
    }
    guard !items.isEmpty else { throw SequenceFault("a sequence has at least one token") }
    guard (first == nil) == (end == nil) else { throw SequenceFault("“\(text)”: a parenthesis is not closed") }
    self.items = items
    marked = (first ?? 0)..<(end ?? items.count)
  }

  /// Items that have to be there and ask for certain words.
  var anchors: [(item: Int, words: [[UInt8]])] {
    items.indices.compactMap { i in items[i].least == 1 && items[i].most == 1 ? items[i].term.literals.map { (i, $0) } : nil }
  }

  /// What can be told without grammar of the tokens at a fixed distance from that of an item: most places fail there.
  func quickTerms(around anchor: Int) -> [(distance: Int, term: SequenceTerm)] {
    var found: [(distance: Int, term: SequenceTerm)] = []
    for step in [-1, 1] {
      var i = anchor + step
      while items.indices.contains(i), items[i].least == 1 {
        if let quick = items[i].term.quick { found.append((i - anchor, quick)) }
        if items[i].most > 1 { break }
        i += step
      }
    }
    return found
  }

  /// Adds a group for each item that has to be there and names nothing but words: a quick look, which reads no more.
  static func addPlainWords(of text: String, to groups: inout KeyGroups) {
    // All cards are read so at every start: by offsets, without copies of the pieces.
    let bytes = Array(text.utf8)
    for piece in Pieces(bytes, 0..<bytes.count, UInt8(ascii: " ")) {
      var (start, end) = (piece.lowerBound, piece.upperBound)
      if bytes[start] == UInt8(ascii: "(") { start += 1 }
      if start < end, bytes[end - 1] == UInt8(ascii: ")") { end -= 1 }
      if end - start > 1, "?*+".utf8.contains(bytes[end - 1]) { continue }
      for part in Pieces(bytes, start..<end, UInt8(ascii: "&")) {
        // What is no word is told by its first letter: a tag, a lemma, a shape, an ending, all negations.
        guard isPlain(bytes[part]) else { continue }
        for word in Pieces(bytes, part, UInt8(ascii: "|")) {
          groups.add(Vocabulary.key(bytes.span.extracting(word)))
          if bytes[word].contains(0x27) { groups.add(Vocabulary.key(bytes[word].flatMap { $0 == 0x27 ? Array("’".utf8) : [$0] })) }
        }
        groups.close()
      }
    }
  }

  /// The offsets of what stands between separators, empty pieces left out.
  private struct Pieces: Sequence, IteratorProtocol {
    private let bytes: [UInt8], end: Int, separator: UInt8
    private var at: Int

    init(_ bytes: [UInt8], _ range: Range<Int>, _ separator: UInt8) {
      (self.bytes, end, self.separator, at) = (bytes, range.upperBound, separator, range.lowerBound)
    }

    mutating func next() -> Range<Int>? {
      while at < end, bytes[at] == separator { at += 1 }
      guard at < end else { return nil }
      let start = at
      while at < end, bytes[at] != separator { at += 1 }
      return start..<at
    }
  }

  /// Whether each alternative begins with a lowercase letter and has nothing but ASCII in it.
  private static func isPlain(_ part: ArraySlice<UInt8>) -> Bool {
    var isFirst = true
    for byte in part {
      guard byte < 0x80, !isFirst || byte &- 0x61 < 26, byte &- 0x41 >= 26 else { return false }
      isFirst = byte == UInt8(ascii: "|")
    }
    return !isFirst
  }
}
