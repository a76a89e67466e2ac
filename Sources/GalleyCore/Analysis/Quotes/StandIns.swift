import Formats

/// Marks of another kind that stand for one of a pair of double marks: “It is late,’ he said; “It is late,» he said; ‘It is late,”
/// he said.
///
/// The text has half of a pair, and where the other half belongs a mark that has no partner of its own. Read with the double
/// marks it closes or opens what they open or close; read with its own kind it would be an apostrophe, and a mark missing.
struct StandIns {
  private let document: Document
  private let doubles: [QuoteMark]

  /// - Parameter families: by `QuoteGlyph.Family.rawValue`, each in reading order
  init(_ document: Document, _ families: [[QuoteMark]]) {
    self.document = document
    doubles = families[QuoteGlyph.Family.double.rawValue]
  }

  /// The families with such marks among the double ones.
  func joining(_ families: [[QuoteMark]]) -> [[QuoteMark]] {
    guard !doubles.isEmpty else { return families }
    var families = families
    var moved: [QuoteMark] = []
    for kind in [QuoteGlyph.Family.single, .guillemet] {
      let own = families[kind.rawValue]
      let stand = own.indices.filter { isStandIn(own, $0, kind) }
      guard !stand.isEmpty else { continue }
      moved += stand.map { own[$0] }
      let gone = Set(stand)
      families[kind.rawValue] = own.indices.filter { !gone.contains($0) }.map { own[$0] }
    }
    guard !moved.isEmpty else { return families }
    families[QuoteGlyph.Family.double.rawValue] = (doubles + moved).sorted { $0.range.start < $1.range.start }
    return families
  }

  private func isStandIn(_ own: [QuoteMark], _ i: Int, _ kind: QuoteGlyph.Family) -> Bool {
    let mark = own[i]
    guard mark.isWritten, kind != .guillemet || own.count < doubles.count else { return false }
    let next = doubles.partitioningIndex { $0.range.start > mark.range.start }
    let before = next > 0 && doubles[next - 1].paragraph == mark.paragraph ? doubles[next - 1] : nil
    let after = next < doubles.count && doubles[next].paragraph == mark.paragraph ? doubles[next] : nil
    switch mark.shape {
    case .closing:
      guard let before, before.shape == .opening, after.map({ $0.shape == .opening }) ?? true, kind != .single || mark.flags.contains(.stopBefore) else { return false }
      return !own[..<i].reversed().prefix { $0.range.start > before.range.start }.contains { $0.shape == .opening }
    case .opening:
      guard let after, after.shape == .closing, before.map({ $0.shape == .closing }) ?? true, mark.glyph != .singleClose else { return false }
      if kind == .single, Apostrophes(document: document).isElision(mark) { return false }
      return !own[(i + 1)...].prefix { $0.range.start < after.range.start }.contains { $0.shape == .closing }
    default: return false
    }
  }
}
