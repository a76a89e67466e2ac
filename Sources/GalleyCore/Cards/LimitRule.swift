import Formats

/// Flags sentences or paragraphs that hold more of something than a card allows.
struct LimitRule: Checker {
  enum Measure: String, CaseIterable { case words, characters, commas }
  enum Unit: String, CaseIterable { case sentence, paragraph }

  private let measure: Measure
  private let unit: Unit
  private let most: Int
  private let message: MessageTemplate?

  init(_ card: RuleCard) throws(CardError) {
    guard let node = card.front["limit"], let pairs = node.mapping else {
      throw CardError(card.file, card.front["limit"]?.position ?? card.front.position, "“limit” has “of”, “in” and “most”")
    }
    for pair in pairs where !["of", "in", "most"].contains(pair.key) {
      throw CardError(card.file, pair.keyAt, "unknown key “\(pair.key)”; a limit has “of”, “in” and “most”")
    }
    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _: T.Type) throws(CardError) -> T
    where T.RawValue == String {
      guard let value = node[key] else { throw CardError(card.file, node.position, "“\(key)” is missing") }
      guard let choice = value.string.flatMap(T.init(rawValue:)) else {
        let known = T.allCases.map { "“\($0.rawValue)”" }.joined(separator: ", ")
        throw CardError(card.file, value.position, "“\(key)” is one of \(known)")
      }
      return choice
    }
    measure = try choice("of", Measure.self)
    unit = try choice("in", Unit.self)
    guard let limit = node["most"] else { throw CardError(card.file, node.position, "“most” is missing") }
    guard let number = limit.string.flatMap({ Int($0) }), number > 0 else {
      throw CardError(card.file, limit.position, "“most” is a number above 0")
    }
    most = card.option("most")?.string.flatMap { Int($0) } ?? number
    message = card.front["message"]?.string.map(MessageTemplate.init)
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for paragraph in document.paragraphs where paragraph.kind == .prose {
      switch unit {
      case .paragraph: examine(paragraph.tokens, paragraph.range, document, &findings)
      case .sentence:
        for sentence in document.sentences[paragraph.sentences] {
          examine(sentence.tokens, sentence.range, document, &findings)
        }
      }
    }
  }

  private func examine(_ tokens: Range<Int>, _ range: TextRange, _ document: Document, _ findings: inout Findings) {
    let count =
      switch measure {
      case .words: document.tokens[tokens].count { $0.kind == .word || $0.kind == .number }
      case .commas: document.tokens[tokens].count { $0.kind == .punctuation && document.bytes[$0.start] == .comma }
      case .characters: document.source.lines.width(of: document.bytes[range.start..<range.end], .scalar)
      }
    guard count > most else { return }
    findings.flag(
      range,
      message?.expand(["\(count)", "\(count)", "\(most)"]) ?? "\(count) \(measure) in one \(unit); at most \(most)")
  }
}
