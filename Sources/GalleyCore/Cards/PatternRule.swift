import Formats
import Synchronization

/// Finds what the regular expressions of a card match.
struct PatternRule: Checker {
  private struct Item: Sendable {
    let pattern: LazyPattern
    let source: String
    /// A text without which there is no match: looked for first, because that costs little.
    let anchor: [UInt8]
    let message: MessageTemplate?
    let replacement: MessageTemplate?
    /// Whether it is about addresses, names of files and the like, which others leave alone.
    let readsVerbatim: Bool
  }

  private let items: [Item]
  private let detector: Detector
  private let summary: String
  private let isCaseSensitive: Bool
  private let safety: Fix.Safety?
  private static let keys: Set<String> = ["pattern", "anchor", "message", "replacement", "verbatim"]

  init(_ card: RuleCard) throws(CardError) {
    isCaseSensitive = try card.isCaseSensitive()
    safety = try card.fixSafety()
    summary = card.summaryAsMessage
    if card.front["pattern"] != nil, let more = card.front["patterns"] {
      throw CardError(card.file, more.position, "a card has “pattern” or “patterns”, not both")
    }
    var items: [Item] = []
    if let list = card.front["patterns"] {
      guard let nodes = list.sequence, !nodes.isEmpty else {
        throw CardError(card.file, list.position, "“patterns” is a list")
      }
      for node in nodes {
        for pair in node.mapping ?? [] where !Self.keys.contains(pair.key) {
          let hint = nearest(pair.key, in: Self.keys).map { "; did you mean “\($0)”?" } ?? ""
          throw CardError(card.file, pair.keyAt, "unknown key “\(pair.key)”\(hint)")
        }
        items.append(try Self.item(node, card, isCaseSensitive))
      }
    } else {
      items.append(try Self.item(card.front, card, isCaseSensitive))
    }
    self.items = items
    detector = Detector(items.filter(\.anchor.isEmpty).map(\.source), isCaseSensitive, isCounted: !card.isBuiltIn)
  }

  private static func item(_ node: YAML, _ card: RuleCard, _ isCaseSensitive: Bool) throws(CardError) -> Item {
    let source = node.string == nil ? node["pattern"] : node
    guard let source, let text = source.string, !text.isEmpty else {
      throw CardError(card.file, source?.position ?? node.position, "“pattern” is a regular expression")
    }
    let lazy = LazyPattern(text, isCaseSensitive: isCaseSensitive, isCounted: !card.isBuiltIn)
    do throws(Pattern.Fault) { if !card.isBuiltIn { _ = try lazy.compiled() } } catch {
      let place = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self).unicodeScalars.count
      throw CardError(card.file, source.position, "\(error.message) (after \(place) characters of the pattern)")
    }
    func template(_ key: String) throws(CardError) -> MessageTemplate? {
      guard let value = node[key] ?? card.front[key] else { return nil }
      guard let text = value.string else { throw CardError(card.file, value.position, "“\(key)” must be text") }
      let template = MessageTemplate(text)
      guard !card.isBuiltIn, let pattern = try? lazy.compiled() else { return template }
      guard template.largestNumber <= pattern.groupCount else {
        throw CardError(card.file, value.position, "the pattern has no group \(template.largestNumber)")
      }
      if let name = template.names.first(where: { pattern.group(named: $0) == nil }) {
        throw CardError(card.file, value.position, "the pattern has no group “\(name)”")
      }
      return template
    }
    let anchor = node["anchor"] ?? card.front["anchor"]
    if let anchor, anchor.string == nil { throw CardError(card.file, anchor.position, "“anchor” must be text") }
    return Item(
      pattern: lazy, source: text, anchor: Array((anchor?.string ?? "").utf8), message: try template("message"),
      replacement: try template("replacement"), readsVerbatim: try readsVerbatim(node, card))
  }

  private static func readsVerbatim(_ node: YAML, _ card: RuleCard) throws(CardError) -> Bool {
    guard let value = node["verbatim"] else { return false }
    guard value.string == "true" || value.string == "false" else { throw CardError(card.file, value.position, "“verbatim” is true or false") }
    return value.string == "true"
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var windows: [TextRange]?
    var suspicious: [TextRange]?
    var budget = PatternBudget(length: document.bytes.count)
    for item in items where contains(document.bytes, item.anchor) {
      var tiles = windows ?? Self.windows(of: document)
      windows = tiles
      if item.anchor.isEmpty, let pattern = detector.pattern {
        tiles = suspicious ?? pattern.windows(of: document.bytes, among: tiles, &budget)
        suspicious = tiles
        if tiles.isEmpty { continue }
      }
      guard let pattern = try? item.pattern.compiled() else { continue }
      var matches: [Pattern.Groups] = []
      let outcome = pattern.matches(in: document.bytes, windows: tiles, &budget) { matches.append($0) }
      for groups in matches { flag(groups, item, pattern, document, &findings) }
      if case .gaveUp(let at) = outcome {
        findings.flag(
          TextRange(at, at), "the pattern of this rule takes too long here; the rest of the text was not searched",
          severity: .error)
      }
    }
  }

  private func flag(_ groups: Pattern.Groups, _ item: Item, _ pattern: Pattern, _ document: Document, _ findings: inout Findings) {
    // The part that is wrong, if the pattern names it.
    guard let range = groups[pattern.group(named: "flag") ?? 0], !range.isEmpty, item.readsVerbatim || !document.isVerbatim(range.start) else { return }
    let texts = groups.map { $0.map(document.text) ?? "" }
    let named = { pattern.group(named: $0).map { texts[$0] } ?? "" }
    let message = item.message?.expand(texts, named: named) ?? "“\(document.text(range))”: \(summary)"
    guard let replacement = item.replacement?.expand(texts, named: named), replacement != document.text(range) else {
      return findings.flag(range, message)
    }
    findings.flag(range, message, fix: Fix(range, replacement, confidence: .listed, safety: safety))
  }

  /// Pieces of the text that are searched one at a time, so that a careless pattern costs no more than the square of
  /// a piece: whole paragraphs, or parts of lines where those are longer.
  private static func windows(of document: Document) -> [TextRange] {
    let longest = 8192
    let bytes = document.bytes
    var windows: [TextRange] = []
    var start = 0
    func close(_ end: Int) {
      while end - start > longest {
        var cut = start + longest
        while cut > start, bytes[cut] != .space, bytes[cut] != .lineFeed { cut -= 1 }
        if cut == start {
          cut = start + longest
          while bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        }
        windows.append(TextRange(start, cut))
        start = cut
      }
      if end > start { windows.append(TextRange(start, end)) }
      start = end
    }
    for paragraph in document.paragraphs {
      // As many whole paragraphs as fit.
      if paragraph.range.end - start > longest, paragraph.range.start > start { close(paragraph.range.start) }
    }
    close(bytes.count)
    return windows
  }

  /// Whether the text holds a literal, in any case unless capitals count.
  private func contains(_ bytes: [UInt8], _ literal: [UInt8]) -> Bool {
    guard let first = literal.first else { return true }
    func folded(_ byte: UInt8) -> UInt8 { !isCaseSensitive && byte.isCapital ? byte | .caseBit : byte }
    let wanted = literal.map(folded)
    let span = bytes.span
    guard span.count >= wanted.count else { return false }
    let low = folded(first)
    let high = !isCaseSensitive && low.isLowercase ? low & 0xDF : low
    for i in 0...(span.count - wanted.count) where span[i] == low || span[i] == high {
      var k = 1
      while k < wanted.count, folded(span[i + k]) == wanted[k] { k += 1 }
      if k == wanted.count { return true }
    }
    return false
  }
}

/// A pattern that is compiled when it is first used: most have nothing to look for in a text. Those of cards that
/// others wrote are compiled at once, which checks them.
private final class LazyPattern: Sendable {
  private let source: String
  private let isCaseSensitive: Bool
  private let isCounted: Bool
  private let made = Mutex<Pattern?>(nil)

  init(_ source: String, isCaseSensitive: Bool, isCounted: Bool) {
    (self.source, self.isCaseSensitive, self.isCounted) = (source, isCaseSensitive, isCounted)
  }

  func compiled() throws(Pattern.Fault) -> Pattern {
    if let pattern = made.withLock({ $0 }) { return pattern }
    let new = try Pattern(source, isCaseSensitive: isCaseSensitive, isCounted: isCounted)
    made.withLock { $0 = new }
    return new
  }
}

/// All patterns of a card in one, made when first asked for: a window where it finds nothing need not be searched for
/// each of them.
private final class Detector: Sendable {
  private let sources: [String]
  private let isCaseSensitive: Bool
  private let isCounted: Bool
  private enum State { case unmade, made(Pattern?) }
  private let state = Mutex(State.unmade)

  init(_ sources: [String], _ isCaseSensitive: Bool, isCounted: Bool) {
    (self.sources, self.isCaseSensitive, self.isCounted) = (sources, isCaseSensitive, isCounted)
  }

  /// Nil where one pattern is all there is, or where they cannot be joined.
  var pattern: Pattern? {
    guard sources.count > 1 else { return nil }
    return state.withLock { state in
      if case .made(let pattern) = state { return pattern }
      // Each alternative numbers its groups from the first on, as it does alone.
      let joined = "(?|" + sources.map { "(?:\($0))" }.joined(separator: "|") + ")"
      let pattern = try? Pattern(joined, isCaseSensitive: isCaseSensitive, hasTwins: true, isCounted: isCounted)
      state = .made(pattern)
      return pattern
    }
  }
}

extension Document {
  /// Whether the byte at `offset` is part of an address, of code or the like.
  package func isVerbatim(_ offset: Int) -> Bool {
    let i = firstToken(endingAfter: offset)
    return i < tokens.count && tokens[i].kind == .verbatim && tokens[i].start <= offset
  }
}
