package import Formats

/// The cards and tables that are embedded in the binary.
package enum CardLibrary {
  /// Every embedded card, in the order of its path.
  package static func builtIn() throws(CardError) -> [RuleCard] {
    try cards(in: EmbeddedFile.all(), prefix: "Rules/", compiled: CardImage.parts).map { $0.shipped(isEmbedded: true) }
  }

  /// Reads the cards among `files`; tables are found beside them.
  package static func cards(in files: [(path: String, bytes: [UInt8])], prefix: String = "") throws(CardError) -> [RuleCard] {
    try cards(in: files, prefix: prefix) { _, _ in nil }
  }

  /// - Parameter compiled: what was read of a card before, by its number and bytes
  private static func cards(
    in files: [(path: String, bytes: [UInt8])], prefix: String, compiled: (Int, [UInt8]) -> CardImage.Parts?
  ) throws(CardError) -> [RuleCard] {
    var tables: [String: [String: [UInt8]]] = [:]
    for file in files where file.path.hasSuffix(".tsv") {
      let (folder, name) = split(file.path)
      tables[folder, default: [:]][name] = file.bytes
    }
    var cards: [RuleCard] = []
    var ids: [RuleID: Int] = [:]
    for file in files where file.path.hasSuffix(".md") {
      let (folder, name) = split(file.path)
      if name == "README.md" { continue }
      let category = folder.split(separator: "/").last.map(String.init) ?? "user"
      let siblings = tables[folder] ?? [:]
      let card =
        if let parts = compiled(cards.count, file.bytes) {
          try RuleCard(
            parts.front, CardBody(file.bytes, from: parts.bodyAt, line: parts.line, file: prefix + file.path),
            file: prefix + file.path, category: category, siblings: siblings, sequences: parts.sequences)
        } else {
          try RuleCard(file.bytes, file: prefix + file.path, category: category, siblings: siblings)
        }
      if let twin = ids[card.id] {
        throw CardError(card.file, Position(line: 1, column: 1), "rule “\(card.id)” is already defined in \(cards[twin].file)")
      }
      ids[card.id] = cards.count
      cards.append(card)
    }
    return cards
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: .slash) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}
