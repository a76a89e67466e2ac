import Formats

/// Makes the rules whose cards carry data instead of an algorithm.
enum DeclarativeRule {
  static func make(_ card: RuleCard) throws(CardError) -> any Checker {
    switch card.kind {
    case .phrases: return try PhraseRule(.read(card.phrases()), card, file: card.file)
    case .table:
      let (entries, file) = try card.table()
      return try PhraseRule(entries, card, file: file)
    case .pattern: return try PatternRule(card)
    case .limit: return try LimitRule(card)
    case .consistency: return try ConsistencyRule(card)
    case .sequence: return try SequenceRule(card)
    case .algorithmic, .excuse:
      throw CardError(card.file, card.front.position, "this card has no data of its own")
    }
  }
}

extension RuleCard {
  /// `case: sensitive` makes capitals count.
  func isCaseSensitive() throws(CardError) -> Bool {
    guard let node = front["case"] else { return false }
    switch node.string {
    case "sensitive": return true
    case "insensitive": return false
    default: throw CardError(file, node.position, "“case” is “sensitive” or “insensitive”")
    }
  }

  /// `fix: unsafe` keeps replacements from being applied unasked.
  func fixSafety() throws(CardError) -> Fix.Safety? {
    guard let node = front["fix"] else { return nil }
    switch node.string {
    case "safe": return .safe
    case "unsafe": return .unsafe
    default: throw CardError(file, node.position, "“fix” is “safe” or “unsafe”")
    }
  }

  /// The summary as a message: without its final stop.
  var summaryAsMessage: String { summary.hasSuffix(".") ? String(summary.dropLast()) : summary }
}
