package import Formats

/// Runs the examples of cards: as they stand, and in disguises that must not change what is found.
package struct ExampleRunner: Sendable {
  /// An example that does not hold.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let file: String
    /// The line of the example's fence, or 1.
    package let line: Int
    package let message: String
    package var description: String { "\(file):\(line):1: error: \(message)" }
  }

  private let cards: [RuleCard]
  private let resources: Resources
  private let engine: Engine
  /// Rules about the language of a text: an example may be in any.
  private let ofAnyLanguage: Set<RuleID>
  /// Fixing has to end within so many rounds.
  private static let mostRounds = 10

  package init(cards: [RuleCard], resources: Resources) throws(CardError) {
    self.cards = cards
    self.resources = resources
    engine = try Engine(cards: cards)
    ofAnyLanguage = Set(cards.filter { $0.traits.judges == .language }.map(\.id))
  }

  /// All failures of a card's examples; a card without any example of what it is for fails too.
  package func run(_ card: RuleCard) -> [Failure] {
    let examples: [RuleCard.Example]
    let engine: Engine
    do throws(CardError) {
      examples = try card.examples()
      engine = try self.engine(for: card)
    } catch { return [Failure(file: error.file, line: error.position.line, message: error.message)] }
    var failures: [Failure] = []
    func fail(_ line: Int, _ message: String) {
      failures.append(Failure(file: card.file, line: line, message: message))
    }
    if card.isBuiltIn { for fault in card.gaps(examples) { fail(1, fault) } }
    let wanted: [RuleCard.Example.Kind] = card.kind == .excuse ? [.good] : [.bad, .good]
    for kind in wanted where !examples.contains(where: { $0.kind == kind }) {
      fail(1, "the card has no “\(kind.rawValue)” example")
    }
    for (i, example) in examples.enumerated() where example.kind != .fixed {
      guard let marked = MarkedText(example.text) else {
        fail(example.line, "the marks ⟦…⟧ do not pair")
        continue
      }
      if let name = marked.unknownSeverity { fail(example.line, "unknown severity “\(name)” in a mark: error, warning or note") }
      if example.kind == .bad, marked.ranges.isEmpty { fail(example.line, "nothing is marked with ⟦…⟧") }
      if example.kind == .good, !marked.ranges.isEmpty { fail(example.line, "a good example has no marks") }
      let next = i + 1 < examples.count ? examples[i + 1] : nil
      let fixed = next?.kind == .fixed ? next?.text : nil
      let trial = Trial(
        card: card, engine: engine, resources: resources, marked: marked, fixed: fixed, isWindows1252: example.isWindows1252,
        input: example.input, messages: example.messages, ofAnyLanguage: ofAnyLanguage)
      // The other paragraph is UTF-8 and plain text.
      let stands = example.isWindows1252 || example.input != .text
      for disguise in Disguise.allCases where !(stands && disguise == .paragraphInFront) {
        guard let message = trial.problem(disguise) else { continue }
        fail(example.line, message)
        break
      }
    }
    for (i, example) in examples.enumerated() where example.kind == .fixed && (i == 0 || examples[i - 1].kind != .bad) {
      fail(example.line, "a “fixed” example follows the “bad” one that it fixes")
    }
    return failures
  }

  /// An engine that runs this card too if it is off by default.
  private func engine(for card: RuleCard) throws(CardError) -> Engine {
    if card.isOn { return engine }
    return try Engine(ResolvedRules(cards: cards, only: { $0.isOn || $0.id == card.id }))
  }

  /// What an example may stand in without a change in what is found.
  private enum Disguise: CaseIterable {
    case none, paragraphInFront, crlf, switchedOff, codeFence

    var name: String {
      switch self {
      case .none: ""
      case .paragraphInFront: " after another paragraph"
      case .crlf: " with CRLF line ends"
      case .switchedOff: " after “galley:off”"
      case .codeFence: " inside a code fence of Markdown"
      }
    }

    func dress(_ text: MarkedText, as input: InputKind) -> MarkedText {
      switch self {
      case .none: text
      case .paragraphInFront: text.after("The café and the crêpe stand took in €20 a day.\n\n")
      case .crlf: text.withCRLF()
      case .switchedOff: text.after(input == .text ? "galley:off\n" : "<!-- galley:off -->\n")
      case .codeFence: text
      }
    }
  }

  /// One example on trial.
  private struct Trial {
    let card: RuleCard
    let engine: Engine
    let resources: Resources
    let marked: MarkedText
    let fixed: String?
    let isWindows1252: Bool
    let input: InputKind
    let messages: [String]
    let ofAnyLanguage: Set<RuleID>

    private func document(_ text: String) -> Document {
      let bytes = isWindows1252 ? text.unicodeScalars.map { Windows1252.byte(for: $0.value) ?? 0x3F } : Array(text.utf8)
      return (try? DocumentReader.read(name: "<example>", bytes: bytes, kind: input, extended: resources.extended)) ?? plain(bytes)
    }

    private func plain(_ bytes: [UInt8]) -> Document {
      LexiconExtension.using(resources.extended) { Document(Source(path: "<example>", bytes: bytes)) }
    }

    /// What does not hold, ready to be shown; nil if all does.
    func problem(_ disguise: Disguise) -> String? {
      if disguise == .codeFence { return fenced() }
      let dressed = disguise.dress(marked, as: input)
      let document = document(dressed.text)
      let found = engine.check(document, resources)
      if disguise == .switchedOff {
        // A good example gives the comment nothing to do, and comments about comments count.
        if marked.ranges.isEmpty || card.traits.judges == .suppressions || concerning(found).isEmpty { return nil }
        return "reported\(disguise.name)\n\(shown(concerning(found), document))"
      }
      if found != engine.check(document, resources) { return "checking twice gives different findings\(disguise.name)" }
      if let message = mismatch(found, document, dressed.ranges) {
        return "not as marked\(disguise.name)\n\(message)"
      }
      if disguise == .none, let message = misworded(concerning(found)) { return message }
      if let message = malformedFix(found, document) { return message }
      // Comments to galley are no part of the prose that fixes apply to.
      if isWindows1252 || input != .text || document.map != nil { return nil }
      guard let (result, left) = fixed(found, document) else {
        return "fixes do not end after \(ExampleRunner.mostRounds) rounds\(disguise.name)"
      }
      guard let fixed, let expected = MarkedText(fixed).map({ disguise.dress($0, as: input).text }) else { return nil }
      let text = String(decoding: result.bytes, as: UTF8.self)
      if text != expected { return "not fixed as expected\(disguise.name)\n  expected: \(expected)\n  found:    \(text)" }
      guard !concerning(left).isEmpty else { return nil }
      return "the fixed text is not clean\(disguise.name)\n\(shown(concerning(left), result))"
    }

    /// What is reported of the example as code of a Markdown text: nothing, unless its bytes are no text at all.
    private func fenced() -> String? {
      guard input == .text, !isWindows1252, card.traits.judges != .suppressions else { return nil }
      let bytes = Array("The text:\n\n`````\n\(marked.text)\n`````\n".utf8)
      guard let document = try? DocumentReader.read(name: "<example>", bytes: bytes, kind: .markdown, extended: resources.extended) else { return nil }
      let found = concerning(engine.check(document, resources))
      return found.isEmpty ? nil : "reported\(Disguise.codeFence.name)\n\(shown(found, document))"
    }

    /// The rule's own findings, and what other rules report at the default level.
    private func concerning(_ found: [Diagnostic]) -> [Diagnostic] {
      found.filter { $0.rule == card.id || $0.severity >= .warning && !ofAnyLanguage.contains($0.rule) }
    }

    private func mismatch(_ found: [Diagnostic], _ document: Document, _ expected: [SourceRange]) -> String? {
      let found = concerning(found)
      if found.map(document.sourceRange(of:)) == expected, found.allSatisfy({ $0.rule == card.id }) { return nil }
      return """
          expected: \(MarkedText.mark(document.source.text, expected))
          found:    \(shown(found, document))
        """
    }

    /// What is reported less or more severely, or in other words, than the example says.
    private func misworded(_ found: [Diagnostic]) -> String? {
      for (diagnostic, severity) in zip(found, marked.severities) {
        guard let severity, severity != diagnostic.severity else { continue }
        return "reported as \(diagnostic.severity.name), not as \(severity.name): \(diagnostic.message)"
      }
      if messages.count > found.count { return "there are more messages than findings" }
      for (diagnostic, message) in zip(found, messages) where diagnostic.message != message {
        return "not the expected message\n  expected: \(message)\n  found:    \(diagnostic.message)"
      }
      return nil
    }

    private func shown(_ found: [Diagnostic], _ document: Document) -> String {
      let lines = found.map { "\n    \($0.severity.name): \($0.message) [\($0.rule)]" }
      return MarkedText.mark(document.source.text, found.map(document.sourceRange(of:))) + lines.joined()
    }

    private func malformedFix(_ found: [Diagnostic], _ document: Document) -> String? {
      func isBoundary(_ offset: Int) -> Bool {
        offset >= 0 && (offset == document.bytes.count || offset < document.bytes.count && document.bytes[offset] & 0xC0 != 0x80)
      }
      for diagnostic in found {
        for fix in diagnostic.fixes {
          var end = -1
          for edit in fix.edits {
            if edit.range.start < end { return "edits of a fix overlap or are not in order [\(diagnostic.rule)]" }
            if !isBoundary(edit.range.start) || !isBoundary(edit.range.end) {
              return "an edit of a fix leaves the text or cuts a character [\(diagnostic.rule)]"
            }
            end = edit.range.end
          }
        }
      }
      return nil
    }

    /// The document after all safe fixes and what is still found in it; nil if they do not end.
    private func fixed(_ found: [Diagnostic], _ document: Document) -> (Document, [Diagnostic])? {
      var (document, found) = (document, found)
      for _ in 0..<ExampleRunner.mostRounds {
        let fixes = FixApplier.safeFixes(found)
        if fixes.isEmpty { return (document, found) }
        let bytes = FixApplier.apply(fixes, to: document.bytes)
        if bytes == document.bytes { return nil }
        document = plain(bytes)
        found = engine.check(document, resources)
      }
      return nil
    }
  }
}

extension RuleCard {
  /// What a card of galley itself lacks, ready to be shown.
  fileprivate func gaps(_ examples: [Example]) -> [String] {
    let bad = examples.filter { $0.kind == .bad }, prose = (try? prose()) ?? ""
    var gaps: [String] = []
    if !summary.hasSuffix(".") { gaps.append("the summary is a sentence, with its stop") }
    if prose.isEmpty { gaps.append("the card does not say why it matters") }
    if summary.hasPrefix("TODO") || prose.hasPrefix("TODO") { gaps.append("the card still says TODO") }
    if kind == .excuse { return gaps }
    if !bad.contains(where: { MarkedText($0.text)?.severities.contains { $0 != nil } == true }) {
      gaps.append("no mark says how severe a finding is: ⟦…|warning⟧")
    }
    if bad.allSatisfy(\.messages.isEmpty) { gaps.append("no example says what a finding says: a last line “message: …”") }
    return gaps
  }
}
