/// Words and phrases that cards vouch for.
struct Excuses: Sendable {
  private struct Excuse: Sendable {
    let matcher: PhraseMatcher
    /// Ids and categories of the rules that it silences; empty: all.
    let silenced: Set<String>
  }
  private var excuses: [Excuse] = []

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
      excuses.append(Excuse(matcher: matcher, silenced: silenced))
    }
  }

  /// The findings that nothing vouches for. A finding is excused if it lies within the phrase.
  func filter(_ found: [Diagnostic], _ analysis: Analysis) -> [Diagnostic] {
    if found.isEmpty { return found }
    var left = found
    for excuse in excuses {
      let places = excuse.matcher.matches(in: analysis.document)
      if places.isEmpty { continue }
      left.removeAll { diagnostic in
        let isSilenced =
          excuse.silenced.isEmpty || excuse.silenced.contains(diagnostic.rule.name)
          || excuse.silenced.contains(diagnostic.category)
        return isSilenced && places.contains { $0.range.contains(diagnostic.range) }
      }
    }
    return left
  }
}
