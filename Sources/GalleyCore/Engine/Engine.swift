/// Checks documents with a fixed choice of rules. Check, fix, diff and the servers all call it.
package struct Engine: Sendable {
  private struct Active: Sendable {
    let rule: any Checker
    let card: RuleCard
  }

  package let cards: [RuleCard]
  private var active: [Active]
  /// Rules that report less than is shown: they run where comments switch rules off, to see whether any was needed.
  private let dormant: [Active]
  /// Judges those comments.
  private let judge: Active?
  /// Ids of the rules that run, dormant ones included.
  private let ran: Set<String>
  /// Whether all rules run that are on.
  private let isWhole: Bool
  /// Ids and categories.
  private let known: Set<String>
  private let excuses: Excuses
  private let overlaps: Overlaps
  private let clock: RuleClock?
  /// Asked between rules; once it is true, what is left is not done, and what was found is not all.
  package var isSuperseded: @Sendable () -> Bool = { false }

  /// - Parameters:
  ///   - cards: all cards in force, built in and from packs
  ///   - selection: the rules that run
  package init(cards: [RuleCard], selection: RuleSelection = RuleSelection(), clock: RuleClock? = nil) throws(CardError) {
    self.clock = clock
    self.cards = cards
    let rules = Dictionary(uniqueKeysWithValues: RuleRegistry.algorithmic.map { ($0.id, $0) })
    var active: [Active] = [], dormant: [Active] = []
    var judge: Active?
    for card in cards where selection.includes(card) {
      let card = selection.adjusted(card)
      let rule: any Checker
      switch card.kind {
      case .algorithmic:
        guard let type = rules[card.id] else {
          throw CardError(card.file, Position(line: 1, column: 1), "no algorithm for rule “\(card.id)”; name its kind")
        }
        rule = try type.init(card)
      case .excuse: continue
      default: rule = try DeclarativeRule.make(card)
      }
      if card.severity < selection.least {
        dormant.append(Active(rule: rule, card: card))
      } else if rule is UnusedSuppression {
        judge = Active(rule: rule, card: card)
      } else {
        active.append(Active(rule: rule, card: card))
      }
    }
    (self.active, self.dormant, self.judge) = (active, dormant, judge)
    ran = Set((active + dormant).map(\.card.id.name))
    isWhole = selection.select.isEmpty
    known = Set(cards.flatMap { [$0.id.name, $0.category] })
    overlaps = Overlaps(
      ranks: Dictionary(
        uniqueKeysWithValues: active.map {
          ($0.card.id, Overlaps.Rank(rank: $0.card.rank, isBroad: $0.card.isBroad))
        }))
    let excuses = cards.filter { $0.kind == .excuse && !selection.ignore.contains($0.id.name) && selection.settings[$0.id] != .off }
    self.excuses = try Excuses(excuses, known: known)
  }

  /// The findings in reading order, each defect once, without those that the document asks to leave alone.
  package func check(_ document: Document, _ resources: Resources) -> [Diagnostic] {
    let directives = DirectiveScanner.scan(document.source, document.markup)
    let frontMatter = FrontMatter(document.source)
    let analysis = Analysis(document, frontMatter.map(resources.adding) ?? resources)
    var found = excuses.filter(run(active, analysis), analysis)
    if document.layout != nil { found = analysis.shared(Certainty.self).weigh(found) }
    found = overlaps.resolve(found)
    if !found.isEmpty { found.removeAll { Sic.vouches(for: $0.range, in: document) } }
    if directives.isEmpty, frontMatter == nil { return folded(found, analysis) }
    let suppressions = Suppressions(directives, frontMatter, document.source, known: known)
    found.removeAll {
      let place = document.sourceRange(of: $0)
      return suppressions.isInComment(place) || suppressions.covers($0, at: place)
    }
    found = folded(found, analysis)
    guard let judge else { return found }
    for diagnostic in run(dormant, analysis) { _ = suppressions.covers(diagnostic, at: document.sourceRange(of: diagnostic)) }
    analysis.suppressionProblems = suppressions.problems(ran: ran, isWhole: isWhole)
    return (found + run([judge], analysis)).sorted { document.sourceRange(of: $0).start < document.sourceRange(of: $1).start }
  }

  /// The same with some of the rules only.
  package func keeping(_ isKept: (RuleCard) -> Bool) -> Engine {
    var engine = self
    engine.active.removeAll { !isKept($0.card) }
    return engine
  }

  /// Categories whose findings are about words.
  private static let ofWords: Set<String> = ["spelling", "ocr"]

  /// A page that was scanned is mended place by place.
  private func folded(_ found: [Diagnostic], _ analysis: Analysis) -> [Diagnostic] {
    guard found.contains(where: { Self.ofWords.contains($0.category) }), analysis.shared(Damage.self).level < .light else { return found }
    return RepeatedFindings.fold(found, analysis.document, Self.ofWords)
  }

  /// What can be said of a file that is no text.
  private static let forBytes: Set<RuleID> = [ControlCharacter.id, InvalidEncoding.id, ReplacementCharacter.id]

  private func run(_ rules: [Active], _ analysis: Analysis) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let isBinary = analysis.document.isBinary
    for active in rules where active.card.applies(to: analysis) && (!isBinary || Self.forBytes.contains(active.card.id)) {
      if isSuperseded() { return found }
      var findings = Findings(card: active.card)
      if let clock {
        clock.measure(active.card.id) { active.rule.check(analysis, &findings) }
      } else {
        active.rule.check(analysis, &findings)
      }
      found += FindingRuns.join(findings.diagnostics, in: analysis.document)
    }
    return found
  }
}

/// Which rules run, and how severe they are.
package struct RuleSelection: Sendable {
  /// Ids or categories; empty selects all that are on by default.
  package var select: Set<String> = []
  package var ignore: Set<String> = []
  /// What configuration files say.
  package var settings: [RuleID: RuleSetting] = [:]
  package var options: [RuleID: [String: YAML]] = [:]
  /// Rules that never report as much do not run.
  package var least: Severity = .note
  package init(select: Set<String> = [], ignore: Set<String> = []) {
    self.select = select
    self.ignore = ignore
  }

  func includes(_ card: RuleCard) -> Bool {
    if ignore.contains(card.id.name) { return false }
    if select.contains(card.id.name) { return true }
    let setting = settings[card.id]
    if ignore.contains(card.category) || setting == .off { return false }
    if select.contains(card.category) { return true }
    return select.isEmpty && (card.isOn || setting != nil)
  }

  func adjusted(_ card: RuleCard) -> RuleCard {
    let card = options[card.id].map(card.with(options:)) ?? card
    guard case .severity(let severity) = settings[card.id] else { return card }
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
