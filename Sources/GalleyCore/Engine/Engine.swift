package import Formats

/// Checks documents with a fixed choice of rules: runs them, then passes what they found through filters, one file each.
/// Check, fix, diff and the servers all call it.
package struct Engine: Sendable {
  /// A class, as it is handed about for every text.
  private final class Active: Sendable {
    let rule: any Checker
    let card: RuleCard
    init(rule: any Checker, card: RuleCard) { (self.rule, self.card) = (rule, card) }
  }

  /// Every card, whether it runs or not.
  package let cards: [RuleCard]
  private var active: [Active]
  /// Rules that report less than is shown: they run where comments switch rules off, to see whether any was needed.
  private let dormant: [Active]
  /// Judges those comments.
  private let judge: Active?
  /// Ids of the rules that report.
  private let reporting: Set<String>
  /// Ids of the rules that run, dormant ones included.
  private let ran: Set<String>
  /// Whether all rules run that are on.
  private let isWhole: Bool
  /// Ids and categories.
  private let names: Set<String>
  /// In the order in which findings pass through them.
  private let filters: [any FindingFilter]
  /// Passed through last, by what is wrong with comments, too.
  private let known: KnownFindings?
  private let clock: RuleClock?
  /// Asked between rules; once it is true, what is left is not done, and what was found is not all.
  package var isSuperseded: @Sendable () -> Bool = { false }

  /// - Parameters:
  ///   - rules: what becomes of every rule
  ///   - known: what is left for later
  package init(_ rules: ResolvedRules, known: KnownFindings? = nil, clock: RuleClock? = nil) throws(CardError) {
    (self.known, self.clock) = (known, clock)
    cards = rules.cards
    names = Set(cards.flatMap { [$0.id.name, $0.category] })
    isWhole = rules.isWhole
    var active: [Active] = [], dormant: [Active] = [], allowlists: [RuleCard] = []
    var judge: Active?
    let algorithms = Dictionary(uniqueKeysWithValues: RuleRegistry.algorithmic.map { ($0.id, $0) })
    for rule in rules.rules where rule.isOn {
      let card = rule.card
      guard card.kind != .excuse else {
        allowlists.append(card)
        continue
      }
      let new = Active(rule: try Self.checker(card, algorithms), card: card)
      if card.severity < rules.least {
        dormant.append(new)
      } else if card.traits.judges == .suppressions {
        judge = new
      } else {
        active.append(new)
      }
    }
    (self.active, self.dormant, self.judge) = (active, dormant, judge)
    reporting = Set((active + (judge.map { [$0] } ?? [])).map(\.card.id.name))
    ran = Set((active + dormant).map(\.card.id.name))
    filters = [
      try Allowlist(allowlists, known: names), OCRConfidence(active.map(\.card)), SurelyRead(), Overlaps(active.map(\.card)),
      ScanFixes(active.map(\.card)), DialectSpeech(active.map(\.card)), ForeignSpeech(active.map(\.card)), Sic(),
      SuppressionFilter(), RepeatedFindings(active.map(\.card)),
    ]
  }

  /// All cards as they are, built in and from packs.
  package init(cards: [RuleCard]) throws(CardError) { try self.init(ResolvedRules(cards: cards)) }

  private static func checker(_ card: RuleCard, _ algorithms: [RuleID: any Rule.Type]) throws(CardError) -> any Checker {
    guard card.kind == .algorithmic else { return try DeclarativeRule.make(card) }
    guard let type = algorithms[card.id] else {
      throw CardError(card.file, Position(line: 1, column: 1), "the card has no data (phrases, table, pattern, limit, consistency, sequences), and no algorithm has its id")
    }
    return try type.init(card)
  }

  /// The findings in reading order, each defect once, without those that the document asks to leave alone.
  package func check(_ document: Document, _ resources: Resources) -> [Diagnostic] {
    LexiconExtension.using(resources.extended) { findings(document, resources) }
  }

  private func findings(_ document: Document, _ resources: Resources) -> [Diagnostic] {
    let analysis = Analysis(document, resources.knowing(document))
    let pass = FilterPass(
      analysis: analysis, suppressions: document.comments.isEmpty ? nil : Suppressions(document, known: names), reporting: reporting)
    var found = run(active, analysis)
    for filter in filters { filter.apply(to: &found, pass) }
    if let suppressions = pass.suppressions { judgeComments(suppressions, analysis, &found) }
    known?.apply(to: &found, pass)
    return found
  }

  /// Adds what is wrong with comments to galley, now that it is known what they were good for.
  private func judgeComments(_ suppressions: Suppressions, _ analysis: Analysis, _ found: inout [Diagnostic]) {
    guard let judge else { return }
    let document = analysis.document
    for diagnostic in run(dormant, analysis) { _ = suppressions.covers(diagnostic, at: document.sourceRange(of: diagnostic)) }
    analysis.suppressionProblems = suppressions.problems(ran: ran, isWhole: isWhole)
    found += run([judge], analysis)
    found.sort { document.sourceRange(of: $0).start < document.sourceRange(of: $1).start }
  }

  /// The same with some of the rules only.
  package func keeping(_ isKept: (RuleCard) -> Bool) -> Engine {
    var engine = self
    engine.active.removeAll { !isKept($0.card) }
    return engine
  }

  private func run(_ rules: [Active], _ analysis: Analysis) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let isBinary = analysis.document.isBinary
    for active in rules where (!isBinary || active.card.traits.readsBytes) && active.card.applies(to: analysis) {
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
