import Formats

/// Flags the rarer of several forms that should not stand in one text.
struct ConsistencyRule: Checker {
  /// The forms of all groups: `forms[i]` belongs to group `groups[i]`.
  private var forms: [String] = []
  private var groups: [Int] = []
  private var matcher = PhraseMatcher()
  private let message: MessageTemplate?
  private let isExact: Bool

  init(_ card: RuleCard) throws(CardError) {
    isExact = try card.isCaseSensitive()
    message = card.front["message"]?.string.map(MessageTemplate.init)
    guard let node = card.front["consistency"], let list = node.sequence, !list.isEmpty else {
      throw CardError(
        card.file, card.front["consistency"]?.position ?? card.front.position,
        "“consistency” is a list of groups: [adviser, advisor]")
    }
    for (number, group) in list.enumerated() {
      guard let forms = group.strings, forms.count > 1, Set(forms).count == forms.count else {
        throw CardError(card.file, group.position, "a group has at least two forms: [adviser, advisor]")
      }
      for form in forms {
        guard !self.forms.contains(form) else { throw CardError(card.file, group.position, "“\(form)” is listed twice") }
        guard matcher.add(form, isExact: isExact) else {
          throw CardError(card.file, group.position, "“\(form)” holds no word")
        }
        self.forms.append(form)
        groups.append(number)
      }
    }
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    let matches = matcher.matches(in: analysis)
    var byGroup: [Int: [PhraseMatcher.Match]] = [:]
    for match in matches { byGroup[groups[match.phrase], default: []].append(match) }
    for group in byGroup.keys.sorted() {
      let members = byGroup[group] ?? []
      var counts: [Int: Int] = [:]
      for match in members { counts[match.phrase, default: 0] += 1 }
      guard counts.count > 1 else { continue }
      // Of equally frequent forms the one that stands first is kept.
      guard let kept = members.first(where: { counts[$0.phrase] == counts.values.max() }) else { continue }
      for match in members where match.phrase != kept.phrase {
        flag(match, kept, counts, document, &findings)
      }
    }
  }

  private func flag(
    _ match: PhraseMatcher.Match, _ kept: PhraseMatcher.Match, _ counts: [Int: Int], _ document: Document,
    _ findings: inout Findings
  ) {
    let (rare, frequent) = (counts[match.phrase] ?? 0, counts[kept.phrase] ?? 0)
    let found = document.text(match.range)
    let good = isExact ? forms[kept.phrase] : PhraseRule.dressed(forms[kept.phrase], as: found, listed: forms[match.phrase])
    let text =
      message?.expand([found, forms[kept.phrase], "\(rare)", "\(frequent)"])
      ?? "“\(found)” (\(times(rare))) stands beside “\(forms[kept.phrase])” (\(times(frequent)))"
    findings.flag(
      match.range, text,
      fix: Fix(match.range, good, confidence: Confidence(Double(frequent) / Double(rare + frequent)), safety: .unsafe),
      related: [Related(kept.range, "“\(document.text(kept.range))” stands here")])
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
}
