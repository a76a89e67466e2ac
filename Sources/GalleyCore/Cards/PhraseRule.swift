import Formats

/// Finds words and phrases that a card or its table lists, and offers what to write instead.
struct PhraseRule: Checker {
  struct Entry: Sendable {
    let bad: String
    /// Best first; empty if there is nothing to offer.
    let good: [String]
    let message: MessageTemplate?
    let position: Position
  }

  private let entries: Entries
  private var matcher = PhraseMatcher()
  private let message: MessageTemplate?
  private let summary: String
  private let isExact: Bool
  private let safety: Fix.Safety?

  /// What is listed. Of the table of an embedded card, which tests have read, an entry is read when it is found.
  enum Entries: Sendable {
    case read([Entry])
    case rows(PhraseRows)

    subscript(_ number: Int) -> Entry {
      switch self {
      case .read(let entries): entries[number]
      case .rows(let rows): rows[number]
      }
    }
  }

  /// - Parameter file: where the entries stand, for messages
  init(_ entries: Entries, _ card: RuleCard, file: String) throws(CardError) {
    self.entries = entries
    isExact = try card.isCaseSensitive()
    safety = try card.fixSafety()
    message = card.front["message"]?.string.map(MessageTemplate.init)
    summary = card.summaryAsMessage
    switch entries {
    case .rows(let rows): for number in rows.indices { _ = matcher.add(rows.phrase(number), isExact: isExact) }
    case .read(let entries):
      var seen: Set<String> = []
      for entry in entries {
        if !card.isEmbedded { try Self.validate(entry, isExact, file, &seen) }
        guard matcher.add(entry.bad, isExact: isExact) else {
          throw CardError(file, entry.position, "“\(entry.bad)” holds no word; use a pattern for marks alone")
        }
      }
    }
  }

  private static func validate(_ entry: Entry, _ isExact: Bool, _ file: String, _ seen: inout Set<String>) throws(CardError) {
    guard seen.insert(isExact ? entry.bad : entry.bad.lowercased()).inserted else {
      throw CardError(file, entry.position, "“\(entry.bad)” is listed twice")
    }
    if entry.good.contains(entry.bad) { throw CardError(file, entry.position, "“\(entry.bad)” is its own replacement") }
  }

  func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    for match in matcher.matches(in: analysis) {
      let entry = entries[match.phrase]
      let found = document.text(match.range)
      // A card that speaks of apostrophes means its own.
      let isOfMarks = isExact || entry.bad.contains("’") || entry.bad.contains("'")
      let goods = entry.good.map { good in
        let text = isExact ? good : Self.dressed(good, as: found, listed: entry.bad)
        return isOfMarks ? text : ApostropheUse.styled(text, analysis)
      }
      if goods.contains(found) { continue }
      // One replacement is the card's word for it; among several a reader has to choose.
      let confidence = goods.count == 1 ? .listed : Confidence(0.9 / Double(max(1, goods.count)))
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
    // The pronoun has its capital everywhere.
    guard let first = letters.first, first.properties.isUppercase, found != "I" else { return good }
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
  func table() throws(CardError) -> (entries: PhraseRule.Entries, file: String) {
    guard let node = front["table"], let name = node.string else {
      throw CardError(file, front["table"]?.position ?? front.position, "“table” names a file beside the card")
    }
    guard let bytes = siblings[name] else { throw CardError(file, node.position, "no table “\(name)” beside the card") }
    let path = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined() + name
    if isEmbedded { return (.rows(PhraseRows(bytes)), path) }
    var entries: [PhraseRule.Entry] = []
    for row in try TableReader.rows(bytes, file: path, columns: 2...3) {
      entries.append(PhraseRule.Entry(row.fields, Position(line: row.line, column: 1)))
    }
    return (.read(entries), path)
  }
}

extension PhraseRule.Entry {
  /// The fields of a row of a table.
  fileprivate init(_ fields: [String], _ position: Position) {
    self.init(
      bad: fields[0], good: fields[1].split(separator: "|").map(String.init),
      message: fields.count > 2 ? MessageTemplate(fields[2]) : nil, position: position)
  }
}

/// The rows of a table of phrases, of which nothing is read but where they begin.
struct PhraseRows: Sendable {
  private let bytes: [UInt8]
  private var rows: [(range: Range<Int>, line: Int)] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let span = bytes.span
    var start = 0, line = 1
    while start < span.count {
      var end = start
      while end < span.count, span[end] != .lineFeed { end += 1 }
      if end > start, span[start] != UInt8(ascii: "#") { rows.append((start..<end, line)) }
      (start, line) = (end + 1, line + 1)
    }
  }

  var indices: Range<Int> { rows.indices }

  /// The first field of a row.
  func phrase(_ number: Int) -> ArraySlice<UInt8> { bytes[rows[number].range].prefix { $0 != .tab } }

  subscript(_ number: Int) -> PhraseRule.Entry {
    let fields = bytes[rows[number].range].split(separator: .tab, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    return PhraseRule.Entry(fields, Position(line: rows[number].line, column: 1))
  }
}
