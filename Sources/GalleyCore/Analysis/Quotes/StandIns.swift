import Formats

/// Marks of another kind that stand for one of a pair of double marks: “It is late,’ he said; “It is late,» he said; ‘It is late,”
/// he said.
///
/// The text has half of a pair, and where the other half belongs a mark that has no partner of its own. Read with the double
/// marks it closes or opens what they open or close; read with its own kind it would be an apostrophe, and a mark missing.
struct StandIns {
  let document: Document

  /// The marks of each family, in reading order, with such marks among the double ones; linear in their number.
  /// - Parameter families: by `QuoteGlyph.Family.rawValue`
  func joining(_ families: [[QuoteMark]]) -> [[QuoteMark]] {
    let double = QuoteGlyph.Family.double.rawValue
    guard !families[double].isEmpty else { return families }
    var result = families
    for kind in [QuoteGlyph.Family.single, .guillemet] where kind != .guillemet || families[kind.rawValue].count < families[double].count {
      let own = families[kind.rawValue], doubles = families[double]
      let found = closing(own, doubles).union(opening(own, doubles))
      guard !found.isEmpty else { continue }
      result[double] += found.sorted().map { own[$0] }
      result[kind.rawValue] = own.indices.filter { !found.contains($0) }.map { own[$0] }
    }
    if result[double].count > families[double].count { result[double].sort { $0.range.start < $1.range.start } }
    return result
  }

  /// Those that close what a double mark opens: the first after it, where none of their own kind was opened since and no double mark
  /// closes before the next one opens.
  private func closing(_ own: [QuoteMark], _ doubles: [QuoteMark]) -> Set<Int> {
    var found: Set<Int> = [], next = 0
    // Where a mark of their own kind was opened last, or stood for a double one.
    var taken = -1
    for (i, mark) in own.enumerated() {
      while next < doubles.count, doubles[next].range.start < mark.range.start { next += 1 }
      if mark.shape == .opening { taken = mark.range.start }
      guard mark.shape == .closing, mark.isWritten, mark.glyph.family != .single || mark.flags.contains(.stopBefore), next > 0 else { continue }
      let before = doubles[next - 1]
      guard before.paragraph == mark.paragraph, before.shape == .opening, taken < before.range.start,
        next == doubles.count || doubles[next].paragraph != mark.paragraph || doubles[next].shape == .opening
      else { continue }
      found.insert(i)
      taken = mark.range.start
    }
    return found
  }

  /// Those that open what a double mark closes: the last before it, where none of their own kind closes between and no double mark
  /// is open.
  private func opening(_ own: [QuoteMark], _ doubles: [QuoteMark]) -> Set<Int> {
    var found: Set<Int> = [], next = doubles.count - 1
    var taken = Int.max
    for (i, mark) in own.enumerated().reversed() {
      while next >= 0, doubles[next].range.start > mark.range.start { next -= 1 }
      if mark.shape == .closing { taken = mark.range.start }
      guard mark.shape == .opening, mark.isWritten, mark.glyph != .singleClose, next + 1 < doubles.count else { continue }
      let after = doubles[next + 1]
      guard after.paragraph == mark.paragraph, after.shape == .closing, after.range.start < taken,
        next < 0 || doubles[next].paragraph != mark.paragraph || doubles[next].shape == .closing,
        mark.glyph.family != .single || !Apostrophes(document: document).isElision(mark)
      else { continue }
      found.insert(i)
      taken = mark.range.start
    }
    return found
  }
}
