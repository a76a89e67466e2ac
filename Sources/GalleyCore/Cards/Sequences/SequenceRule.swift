import Formats
import Synchronization

/// Finds what the sequences of a card describe: words in a row, told by word, lemma, tag and shape.
struct SequenceRule: Checker {
  /// A class, as it is handed about for every text.
  private final class Entry: Sendable {
    let sequence: Sequence
    /// Nil only where it is faulty, which a test rules out for the cards that ship with galley.
    let details: Lazy<Details?>
    let severity: Severity?
    let safety: Fix.Safety

    init(sequence: Sequence, details: Lazy<Details?>, severity: Severity?, safety: Fix.Safety) {
      (self.sequence, self.details, self.severity, self.safety) = (sequence, details, severity, safety)
    }
  }

  private struct Sequence: Sendable {
    let pattern: SequencePattern
    /// The items by which it is looked for; the one that a document has most seldom is used.
    let anchors: [Anchor]
  }

  private struct Anchor: Sendable {
    let item: Int
    let words: WordSet
    /// What is asked first.
    let around: [(distance: Int, term: SequenceTerm)]
  }

  /// What is asked for where a sequence is found.
  private struct Details: Sendable {
    let before: [SequencePattern], after: [SequencePattern]
    let message: MessageTemplate
    let replacements: [MessageTemplate]
    /// What stands for a word that a replacement asks for by `${2.instead}`.
    let instead: [String: String]
  }

  /// The sequences; of an embedded card each is read when a text first has its words.
  private let entries: Entries

  private final class Entries: Sendable {
    /// Nil where nobody has asked.
    private let known: Mutex<[Entry?]>
    /// Reads one; nil only where it is faulty, which a test rules out for the cards that ship with galley.
    private let read: @Sendable (Int) -> Entry?

    init(_ known: [Entry?], read: @escaping @Sendable (Int) -> Entry?) {
      self.known = Mutex(known)
      self.read = read
    }

    subscript(_ i: Int) -> Entry? {
      known.withLock { known in
        if let entry = known[i] { return entry }
        known[i] = read(i)
        return known[i]
      }
    }
  }

  /// The numbers of the sequences that `SequenceIndex` lists, among those of all cards; empty for a card of a house.
  private let listed: Range<Int>
  /// The others: for these a document’s rarest words are looked at.
  private let unlisted: [Int]
  private static let keys: Set<String> = ["match", "not-after", "not-before", "message", "replacement", "instead", "fix", "severity"]
  /// A fix that was measured to be right nearly always, and one that a reader decides.
  private static let sure = Confidence.listed, unsure: Confidence = 0.85

  init(_ card: RuleCard) throws(CardError) {
    if let compiled = card.compiledSequences {
      entries = Entries(Array(repeating: nil, count: compiled.count)) { try? Self.entry(compiled[$0], card) }
      listed = compiled.first..<(compiled.first + compiled.count)
      let index = SequenceIndex.embedded
      unlisted = listed.filter { index?.contains($0) != true }.map { $0 - compiled.first }
      return
    }
    guard let nodes = card.front["sequences"]?.sequence, !nodes.isEmpty else {
      throw CardError(card.file, card.front["sequences"]?.position ?? card.front.position, "“sequences” is a list")
    }
    var entries: [Entry] = []
    for node in nodes { entries.append(try Self.entry(node, card)) }
    self.entries = Entries(entries) { _ in nil }
    (listed, unlisted) = (0..<0, Array(entries.indices))
  }

  private static func entry(_ node: YAML, _ card: RuleCard) throws(CardError) -> Entry {
    for pair in node.mapping ?? [] where !keys.contains(pair.key) {
      let hint = nearest(pair.key, in: keys).map { "; did you mean “\($0)”?" } ?? ""
      throw CardError(card.file, pair.keyAt, "unknown key “\(pair.key)”\(hint)")
    }
    guard let text = node.string ?? node["match"]?.string else { throw CardError(card.file, node.position, "“match” is missing") }
    let at = node["match"]?.position ?? node.position
    let replacements = node["replacement"] ?? card.front["replacement"]
    guard let goods = replacements == nil ? [] : replacements?.strings else {
      throw CardError(card.file, replacements?.position ?? at, "a replacement must be text, or a list of texts")
    }
    let safety: Fix.Safety?
    switch node["fix"]?.string {
    case nil: safety = try card.fixSafety()
    case "safe": safety = .safe
    case "unsafe": safety = .unsafe
    default: throw CardError(card.file, node["fix"]?.position ?? at, "“fix” is “safe” or “unsafe”")
    }
    let severity = node["severity"]?.string.flatMap { Severity(name: $0) }
    if let given = node["severity"], severity == nil { throw CardError(card.file, given.position, "unknown severity: error, warning or note") }
    let place = replacements?.position ?? at
    let sequence = try Self.sequence(text, at, card)
    let items = sequence.pattern.items.count
    let details: Lazy<Details?>
    if card.isEmbedded {
      details = Lazy { try? Self.details(node, goods, place, items: items, card) }
    } else {
      let asked = try Self.details(node, goods, place, items: items, card)
      details = Lazy { asked }
    }
    return Entry(sequence: sequence, details: details, severity: severity, safety: goods.count > 1 ? .unsafe : safety ?? .unsafe)
  }

  private static func sequence(_ text: String, _ at: Position, _ card: RuleCard) throws(CardError) -> Sequence {
    let pattern = try parse(text, at, card)
    let anchors = pattern.anchors.map {
      Anchor(item: $0.item, words: spellings($0.words), around: pattern.quickTerms(around: $0.item))
    }
    guard !anchors.isEmpty else { throw CardError(card.file, at, "a sequence needs a word or lemma by which it is looked for") }
    return Sequence(pattern: pattern, anchors: anchors)
  }

  private static func details(
    _ node: YAML, _ replacements: [String], _ at: Position, items: Int, _ card: RuleCard
  ) throws(CardError) -> Details {
    let templates = replacements.map(MessageTemplate.init)
    for template in templates {
      for name in template.names where Inflection(name, items: items) == nil {
        throw CardError(card.file, at, "“${\(name)}” is not the number of a token and a tag: ${2.VBZ}")
      }
    }
    var instead: [String: String] = [:]
    if let node = node["instead"], node.mapping == nil { throw CardError(card.file, node.position, "“instead” gives for words what stands instead") }
    for pair in node["instead"]?.mapping ?? [] { instead[pair.key] = pair.value.string }
    return Details(
      before: try list(node["not-after"], card), after: try list(node["not-before"], card),
      message: MessageTemplate(node["message"]?.string ?? card.front["message"]?.string ?? card.summaryAsMessage),
      replacements: templates, instead: instead)
  }

  /// As texts may have them: “don't” and “don’t”.
  private static func spellings(_ words: WordSet) -> WordSet {
    let apostrophe = UInt8(ascii: "'")
    let marked = words.members.filter { $0.contains(apostrophe) }
    return marked.isEmpty ? words : WordSet(words.members + marked.map { $0.flatMap { $0 == apostrophe ? Array("’".utf8) : [$0] } })
  }

  private static func parse(_ text: String, _ at: Position, _ card: RuleCard) throws(CardError) -> SequencePattern {
    do throws(SequenceFault) { return try SequencePattern(text) } catch { throw CardError(card.file, at, error.message) }
  }

  private static func list(_ node: YAML?, _ card: RuleCard) throws(CardError) -> [SequencePattern] {
    guard let node else { return [] }
    guard let texts = node.strings else { throw CardError(card.file, node.position, "this is a sequence, or a list of them") }
    var patterns: [SequencePattern] = []
    for text in texts { patterns.append(try parse(text, node.position, card)) }
    return patterns
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    // Of several sequences that describe one place the first on the card counts.
    var taken: [TextRange] = []
    var rest = unlisted[...]
    for hit in analysis.shared(SequenceHits.self).of(listed) {
      let n = Int(hit.sequence) - listed.lowerBound
      while let next = rest.first, next < n { search(rest.removeFirst(), analysis, &taken, &findings) }
      guard let entry = entries[n], let anchor = entry.sequence.anchors.first(where: { $0.item == hit.item }) else { continue }
      report(entry, anchor, Int(hit.token), analysis, &taken, &findings)
    }
    for n in rest { search(n, analysis, &taken, &findings) }
  }

  /// Looks for a sequence where the document has the rarest of its words.
  private func search(_ n: Int, _ analysis: Analysis, _ taken: inout [TextRange], _ findings: inout Findings) {
    guard let entry = entries[n], let anchor = Self.rarest(entry.sequence, analysis.document.vocabulary) else { return }
    for i in analysis.tokenIndex.occurrences(of: anchor.words, analysis.document.vocabulary) {
      report(entry, anchor, i, analysis, &taken, &findings)
    }
  }

  /// Reports a sequence if it matches where token `i` is an item of it.
  private func report(_ entry: Entry, _ anchor: Anchor, _ i: Int, _ analysis: Analysis, _ taken: inout [TextRange], _ findings: inout Findings) {
    let document = analysis.document, matching = analysis.shared(SequenceMatcher.self)
    guard let k = document.sentenceIndex(of: i) else { return }
    let line = matching.line(k)
    let place = line.tokens.partitioningIndex { $0 >= i }
    guard anchor.around.allSatisfy({ matching.holds($0.term, place + $0.distance, line) }),
      let match = matching.match(entry.sequence.pattern, anchor: anchor.item, at: place, line), let details = entry.details.value,
      isAllowed(match, details, matching, line)
    else { return }
    let range = range(entry.sequence.pattern.marked, match, line, document)
    if taken.contains(where: { $0.overlaps(range) }) { return }
    taken.append(range)
    report(entry, details, match, range, line, analysis, &findings)
  }

  /// The anchor that the document has most seldom; nil where it lacks one.
  private static func rarest(_ sequence: Sequence, _ vocabulary: Vocabulary) -> Anchor? {
    var best: (count: Int, anchor: Int)?
    for anchor in sequence.anchors.indices {
      let count = vocabulary.occurrences(of: sequence.anchors[anchor].words, most: best?.count ?? .max)
      if count == 0 { return nil }
      if count < best?.count ?? .max { best = (count, anchor) }
    }
    return best.map { sequence.anchors[$0.anchor] }
  }

  /// A match neither begins nor ends at a hyphen, and nothing stands around it that the card excepts.
  private func isAllowed(_ match: SequenceMatcher.Match, _ details: Details, _ matcher: SequenceMatcher, _ line: SequenceMatcher.Line) -> Bool {
    if matcher.holds(.shape(.hyphen), match.start - 1, line) || matcher.holds(.shape(.hyphen), match.end, line) { return false }
    return !details.before.contains { matcher.matches($0.items, from: match.start - 1, step: -1, line) }
      && !details.after.contains { matcher.matches($0.items, from: match.end, step: 1, line) }
  }

  private func range(_ items: Range<Int>, _ match: SequenceMatcher.Match, _ line: SequenceMatcher.Line, _ document: Document) -> TextRange {
    let captures = match.captures[items].filter { !$0.isEmpty }
    guard let first = captures.first, let last = captures.last else { return TextRange(0, 0) }
    return TextRange(document.tokens[line.tokens[first.lowerBound]].start, document.tokens[line.tokens[last.upperBound - 1]].end)
  }

  private func report(
    _ entry: Entry, _ details: Details, _ match: SequenceMatcher.Match, _ range: TextRange, _ line: SequenceMatcher.Line,
    _ analysis: Analysis, _ findings: inout Findings
  ) {
    let document = analysis.document
    let found = document.text(range)
    let texts = [found] + match.captures.indices.map { match.captures[$0].isEmpty ? "" : document.text(self.range($0..<($0 + 1), match, line, document)) }
    func inflected(_ name: String) -> String {
      guard let form = Inflection(name, items: match.captures.count) else { return "" }
      let text = texts[form.item]
      guard let tag = form.tag else { return details.instead[text.lowercased()] ?? text }
      return Morphology.inflect(text, tag) ?? text
    }
    var fixes: [Fix] = []
    for template in details.replacements {
      let text = template.expand(texts, named: inflected)
      guard !text.contains("  "), text != found, !text.hasPrefix(" "), !text.hasSuffix(" ") else { continue }
      fixes.append(
        Fix(
          text.isEmpty ? withBlank(range, document) : range, ApostropheUse.styled(PhraseRule.dressed(text, as: found, listed: ""), analysis), confidence: entry.safety == .safe ? Self.sure : Self.unsure,
          safety: entry.safety))
    }
    // A message that says what it should be has nothing to say where the form is not known: of words that are none.
    let first = fixes.first?.edits.first?.replacement
    guard let first = first ?? (details.message.names.contains("fix") ? nil : "") else { return }
    findings.flag(range, details.message.expand(texts, named: { $0 == "fix" ? first : inflected($0) }), severity: entry.severity, fixes: fixes)
  }

  /// With the space before what goes, or after it where none stands before.
  private func withBlank(_ range: TextRange, _ document: Document) -> TextRange {
    if range.start > 0, document.bytes[range.start - 1] == .space { return TextRange(range.start - 1, range.end) }
    return range.end < document.bytes.count && document.bytes[range.end] == .space ? TextRange(range.start, range.end + 1) : range
  }

  /// `2.VBZ`: the third person of what the second item took; `2.instead`: what the sequence gives for it.
  private struct Inflection {
    let item: Int
    let tag: Morphology.Form?

    init?(_ name: String, items: Int) {
      let parts = name.split(separator: ".")
      guard parts.count == 2, let item = Int(parts[0]), (1...items).contains(item) else { return nil }
      let tag = Morphology.Form(rawValue: String(parts[1]))
      guard tag != nil || parts[1] == "instead" else { return nil }
      (self.item, self.tag) = (item, tag)
    }
  }
}
