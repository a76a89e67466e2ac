import Formats

/// Leaves one diagnostic where several rules report the same defect: the one that knows most about it.
struct Overlaps: FindingFilter {
  private struct Rank: Sendable {
    let rank: Int
    /// Findings about a passage do not hide those about its words.
    let isBroad: Bool
  }
  /// Of findings that begin before a place, so many at most are still open there.
  private static let reach = 16
  /// The rank of a card that gives none.
  private static let usual = Rank(rank: 50, isBroad: false)

  private let ranks: [RuleID: Rank]

  init(_ cards: [RuleCard]) {
    ranks = Dictionary(uniqueKeysWithValues: cards.map { ($0.id, Rank(rank: $0.rank, isBroad: $0.isBroad)) })
  }

  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    let sorted = found.enumerated().sorted { a, b in
      (a.element.range.start, a.element.range.end, a.offset) < (b.element.range.start, b.element.range.end, b.offset)
    }.map(\.element)
    var kept: [Diagnostic] = []
    kept.reserveCapacity(sorted.count)
    for diagnostic in sorted {
      var isHidden = false
      var i = kept.count - 1
      var checked = 0
      while i >= 0, checked < Self.reach {
        let other = kept[i]
        if collide(other, diagnostic) {
          if outranks(diagnostic, other) {
            kept.remove(at: i)
          } else {
            isHidden = true
            break
          }
        }
        i -= 1
        checked += 1
      }
      if !isHidden { kept.append(diagnostic) }
    }
    found = kept
  }

  private func rank(_ diagnostic: Diagnostic) -> Rank { ranks[diagnostic.rule] ?? Self.usual }

  private func collide(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard a.range.overlaps(b.range) || a.range == b.range else { return false }
    return rank(a).isBroad == rank(b).isBroad
  }

  private func outranks(_ new: Diagnostic, _ old: Diagnostic) -> Bool {
    // What is only noted does not hide what must be seen.
    if (new.severity == .note) != (old.severity == .note) { return old.severity == .note }
    let (n, o) = (rank(new).rank, rank(old).rank)
    if n != o { return n > o }
    return new.severity > old.severity
  }
}
