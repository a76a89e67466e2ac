import Formats

/// Words and phrases that cards vouch for.
struct Allowlist: FindingFilter {
  private struct Entry: Sendable {
    let matcher: PhraseMatcher
    /// Ids and categories of the rules that it silences; empty: all.
    let silenced: Set<String>
  }
  private var entries: [Entry] = []

  /// - Parameter known: ids and categories that may stand in `for:`
  init(_ cards: [RuleCard], known: Set<String>) throws(CardError) {
    for card in cards {
      guard let node = card.front["excuse"], let phrases = node.strings, !phrases.isEmpty else {
        throw CardError(
          card.file, card.front["excuse"]?.position ?? card.front.position, "“excuse” is a list of words and phrases")
      }
      let isExact = try card.isCaseSensitive()
      var matcher = PhraseMatcher()
      for phrase in phrases where !matcher.add(phrase, isExact: isExact) {
        throw CardError(card.file, node.position, "“\(phrase)” holds no word")
      }
      var silenced: Set<String> = []
      if let rules = card.front["for"] {
        guard let names = rules.strings else { throw CardError(card.file, rules.position, "“for” is a list of rules") }
        for name in names {
          guard known.contains(name) else {
            let hint = nearest(name, in: known).map { "; did you mean “\($0)”?" } ?? ""
            throw CardError(card.file, rules.position, "unknown rule or category “\(name)”\(hint)")
          }
          silenced.insert(name)
        }
      }
      entries.append(Entry(matcher: matcher, silenced: silenced))
    }
  }

  /// Takes out the findings that a card vouches for. A finding is excused if it lies within the phrase.
  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    if found.isEmpty { return }
    for entry in entries {
      let places = entry.matcher.matches(in: pass.analysis)
      if places.isEmpty { continue }
      found.removeAll { diagnostic in
        let isSilenced =
          entry.silenced.isEmpty || entry.silenced.contains(diagnostic.rule.name)
          || entry.silenced.contains(diagnostic.category)
        return isSilenced && places.contains { $0.range.contains(diagnostic.range) }
      }
    }
  }
}
