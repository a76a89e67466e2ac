/// Finds words and phrases that a card or its table lists, and offers what to write instead.
struct PhraseRule: Checker {
  struct Entry: Sendable {
    let bad: String
    /// Best first; empty if there is nothing to offer.
    let good: [String]
    let message: MessageTemplate?
    let position: Position
  }

  private let entries: [Entry]
  private let matcher: PhraseMatcher
  private let message: MessageTemplate?
  private let summary: String
  private let isExact: Bool
  private let safety: Fix.Safety?

  /// - Parameter file: where the entries stand, for messages
  init(_ entries: [Entry], _ card: RuleCard, file: String) throws(CardError) {
    self.entries = entries
    isExact = try card.isCaseSensitive()
    safety = try card.fixSafety()
    message = card.front["message"]?.string.map(MessageTemplate.init)
    summary = card.summaryAsMessage
    var matcher = PhraseMatcher()
    var seen: Set<String> = []
    for entry in entries {
      guard seen.insert(isExact ? entry.bad : entry.bad.lowercased()).inserted else {
        throw CardError(file, entry.position, "“\(entry.bad)” is listed twice")
      }
      if entry.good.contains(entry.bad) {
        throw CardError(file, entry.position, "“\(entry.bad)” is its own replacement")
      }
      guard matcher.add(entry.bad, isExact: isExact) else {
        throw CardError(file, entry.position, "“\(entry.bad)” holds no word; use a pattern for marks alone")
      }
    }
    self.matcher = matcher
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for match in matcher.matches(in: document) {
      let entry = entries[match.phrase]
      let found = document.text(match.range)
      let goods = entry.good.map { isExact ? $0 : Self.dressed($0, as: found, listed: entry.bad) }
      if goods.contains(found) { continue }
      // One replacement is the card's word for it; among several a reader has to choose.
      let confidence = goods.count == 1 ? 0.97 : 0.9 / Double(max(1, goods.count))
      findings.flag(
        match.range, text(entry, found, goods),
        fixes: goods.map { Fix(match.range, $0, confidence: confidence, safety: goods.count > 1 ? .unsafe : safety) })
    }
  }

  private func text(_ entry: Entry, _ found: String, _ goods: [String]) -> String {
    if let template = entry.message ?? message { return template.expand([found] + goods) }
    if goods.isEmpty { return "“\(found)”: \(summary)" }
    return "write \(goods.map { "“\($0)”" }.joined(separator: " or ")) instead of “\(found)”"
  }

  /// A replacement in the capitals and with the apostrophes of what it replaces.
  static func dressed(_ good: String, as found: String, listed bad: String) -> String {
    var good = good
    if found.unicodeScalars.contains("’") { good = good.replacingApostrophes() }
    // A replacement with capitals of its own means them.
    guard good == good.lowercased(), bad == bad.lowercased() else { return good }
    let letters = found.unicodeScalars.filter { $0.properties.isUppercase || $0.properties.isLowercase }
    guard let first = letters.first, first.properties.isUppercase else { return good }
    if letters.count > 1, letters.allSatisfy(\.properties.isUppercase) { return good.uppercased() }
    return good.prefix(1).uppercased() + good.dropFirst()
  }
}

extension String {
  fileprivate func replacingApostrophes() -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar == "'" ? "’" : scalar) }
    return String(result)
  }
}

extension RuleCard {
  /// `phrases:` maps what is wrong to what is right: one text, several, or nothing.
  func phrases() throws(CardError) -> [PhraseRule.Entry] {
    guard let node = front["phrases"] else { return [] }
    if let list = node.sequence {
      var entries: [PhraseRule.Entry] = []
      for item in list {
        guard let bad = item.string, !bad.isEmpty else { throw CardError(file, item.position, "a phrase must be text") }
        entries.append(PhraseRule.Entry(bad: bad, good: [], message: nil, position: item.position))
      }
      return entries
    }
    guard let pairs = node.mapping, !pairs.isEmpty else {
      throw CardError(file, node.position, "“phrases” maps each wrong phrase to the right one")
    }
    var entries: [PhraseRule.Entry] = []
    for pair in pairs {
      guard let good = pair.value.strings else {
        throw CardError(file, pair.value.position, "a replacement must be text, or a list of texts")
      }
      entries.append(
        PhraseRule.Entry(bad: pair.key, good: good.filter { !$0.isEmpty }, message: nil, position: pair.keyAt))
    }
    return entries
  }

  /// `table:` names a TSV file beside the card: wrong, right (several apart by `|`), and a message if need be.
  func table() throws(CardError) -> (entries: [PhraseRule.Entry], file: String) {
    guard let node = front["table"], let name = node.string else {
      throw CardError(file, front["table"]?.position ?? front.position, "“table” names a file beside the card")
    }
    guard let bytes = siblings[name] else { throw CardError(file, node.position, "no table “\(name)” beside the card") }
    let path = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined() + name
    var entries: [PhraseRule.Entry] = []
    for row in try TableReader.rows(bytes, file: path, columns: 2...3) {
      entries.append(
        PhraseRule.Entry(
          bad: row.fields[0],
          good: row.fields[1].split(separator: "|").map(String.init),
          message: row.fields.count > 2 ? MessageTemplate(row.fields[2]) : nil,
          position: Position(line: row.line, column: 1)))
    }
    return (entries, path)
  }
}
