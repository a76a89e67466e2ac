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
  var anchors: [(item: Int, words: WordSet)] {
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
}
