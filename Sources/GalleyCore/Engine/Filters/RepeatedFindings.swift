import Formats

/// One word, one finding: a doubt about a word that comes again and again is told once, at its first place, with the others
/// beside it and one fix for all. Errors, which have to be fixed one by one, are told at each place.
struct RepeatedFindings: FindingFilter {
  /// Rules whose findings hold for all places of a word.
  private let joined: Set<RuleID>

  init(_ cards: [RuleCard]) { joined = Set(cards.filter { $0.traits.joinsRepeats }.map(\.id)) }

  /// A page that was scanned is fixed place by place.
  func apply(to found: inout [Diagnostic], _ pass: FilterPass) {
    guard found.contains(where: { joined.contains($0.rule) }), !pass.analysis.isText(.scanned) else { return }
    found = fold(found, pass.document)
  }

  private func fold(_ found: [Diagnostic], _ document: Document) -> [Diagnostic] {
    var groups: [[UInt8]: [Int]] = [:]
    for (i, diagnostic) in found.enumerated() where joined.contains(diagnostic.rule) && diagnostic.severity < .error {
      guard diagnostic.related.isEmpty, diagnostic.place == nil else { continue }
      groups[Array(diagnostic.rule.name.utf8) + [0] + Self.key(document.bytes[diagnostic.range.start..<diagnostic.range.end]), default: []].append(i)
    }
    var result: [Diagnostic?] = found
    for (_, places) in groups where places.count > 1 {
      result[places[0]] = Self.merged(places.map { found[$0] })
      for place in places.dropFirst() { result[place] = nil }
    }
    return result.compactMap { $0 }
  }

  /// What is the same at all places: the words, whatever figures stand beside them. The head of a page has another number on
  /// each.
  private static func key(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let word = lowercased(text)
    // Figures within a word are part of it.
    guard word.contains(where: \.isDigit), word.contains(where: \.isLetter),
      !zip(word, word.dropFirst()).contains(where: { $0.isDigit && $1.isLetter || $0.isLetter && $1.isDigit })
    else { return word }
    return Array(word.split { $0 < 0x80 && !$0.isLetter }.joined(separator: [0x20]))
  }

  private static func merged(_ same: [Diagnostic]) -> Diagnostic {
    let first = same[0]
    let fixes = first.fixes.indices.map { rank in
      let each = same.compactMap { rank < $0.fixes.count ? $0.fixes[rank] : nil }
      return Fix(
        edits: each.flatMap(\.edits), confidence: each.map(\.confidence).min() ?? 0.0,
        safety: each.allSatisfy { $0.safety == .safe } ? .safe : .unsafe)
    }
    return Diagnostic(
      rule: first.rule, category: first.category, severity: same.map(\.severity).max() ?? first.severity, range: first.range,
      message: first.message + " (\(same.count) places)", fixes: fixes,
      related: same.dropFirst().map { Related($0.range, "here again") }, subject: first.subject)
  }
}
