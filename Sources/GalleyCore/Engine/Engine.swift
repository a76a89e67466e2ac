/// Checks documents with a fixed choice of rules. Check, fix, diff and the servers all call it.
package struct Engine: Sendable {
  private struct Active: Sendable {
    let rule: any Checker
    let card: RuleCard
  }

  package let cards: [RuleCard]
  private let active: [Active]
  private let excuses: Excuses
  private let overlaps: Overlaps

  /// - Parameters:
  ///   - cards: all cards in force, built in and from packs
  ///   - selection: the rules that run
  package init(cards: [RuleCard], selection: RuleSelection = RuleSelection()) throws(CardError) {
    self.cards = cards
    let rules = Dictionary(uniqueKeysWithValues: RuleRegistry.algorithmic.map { ($0.id, $0) })
    var active: [Active] = []
    for card in cards where selection.includes(card) {
      let card = selection.adjusted(card)
      if card.severity < selection.least { continue }
      switch card.kind {
      case .algorithmic:
        guard let type = rules[card.id] else {
          throw CardError(card.file, Position(line: 1, column: 1), "no algorithm for rule “\(card.id)”; name its kind")
        }
        active.append(Active(rule: try type.init(card), card: card))
      case .excuse: continue
      default: active.append(Active(rule: try DeclarativeRule.make(card), card: card))
      }
    }
    self.active = active
    overlaps = Overlaps(
      ranks: Dictionary(
        uniqueKeysWithValues: active.map {
          ($0.card.id, Overlaps.Rank(rank: $0.card.rank, isBroad: $0.card.isBroad))
        }))
    let excuses = cards.filter { $0.kind == .excuse && !selection.ignore.contains($0.id.name) }
    self.excuses = try Excuses(excuses, known: Set(cards.flatMap { [$0.id.name, $0.category] }))
  }

  /// The findings in reading order, each defect once.
  package func check(_ document: Document, _ resources: Resources) -> [Diagnostic] {
    let analysis = Analysis(document, resources)
    var found: [Diagnostic] = []
    for active in active where active.card.applies(to: analysis) {
      var findings = Findings(card: active.card)
      active.rule.check(analysis, &findings)
      found += findings.diagnostics
    }
    found = excuses.filter(found, analysis)
    if document.layout != nil { found = analysis.shared(Certainty.self).weigh(found) }
    return overlaps.resolve(found)
  }
}

/// Which rules run, and how severe they are.
package struct RuleSelection: Sendable {
  /// Ids or categories; empty selects all that are on by default.
  package var select: Set<String> = []
  package var ignore: Set<String> = []
  package var severities: [String: Severity] = [:]
  /// Rules that never report as much do not run.
  package var least: Severity = .note
  package init(select: Set<String> = [], ignore: Set<String> = []) {
    self.select = select
    self.ignore = ignore
  }

  func includes(_ card: RuleCard) -> Bool {
    if ignore.contains(card.id.name) { return false }
    if select.contains(card.id.name) { return true }
    if ignore.contains(card.category) { return false }
    if select.contains(card.category) { return true }
    return select.isEmpty && card.isOn
  }

  func adjusted(_ card: RuleCard) -> RuleCard {
    guard let severity = severities[card.id.name] ?? severities[card.category] else { return card }
    return card.with(severity: severity)
  }
}

/// Leaves one diagnostic where several rules report the same defect: the one that knows most about it.
struct Overlaps: Sendable {
  struct Rank: Sendable {
    let rank: Int
    /// Findings about a passage do not hide those about its words.
    let isBroad: Bool
  }
  let ranks: [RuleID: Rank]

  func resolve(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted { a, b in
      (a.element.range.start, a.element.range.end, a.offset) < (b.element.range.start, b.element.range.end, b.offset)
    }.map(\.element)
    var kept: [Diagnostic] = []
    kept.reserveCapacity(sorted.count)
    for diagnostic in sorted {
      var isHidden = false
      var i = kept.count - 1
      var checked = 0
      while i >= 0, checked < 16 {
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
    return kept
  }

  private func rank(_ diagnostic: Diagnostic) -> Rank { ranks[diagnostic.rule] ?? Rank(rank: 50, isBroad: false) }

  private func collide(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard a.range.overlaps(b.range) || a.range == b.range else { return false }
    return rank(a).isBroad == rank(b).isBroad
  }

  private func outranks(_ new: Diagnostic, _ old: Diagnostic) -> Bool {
    let (n, o) = (rank(new).rank, rank(old).rank)
    if n != o { return n > o }
    return new.severity > old.severity
  }
}
