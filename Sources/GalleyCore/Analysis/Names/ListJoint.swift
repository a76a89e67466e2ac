/// What ties two neighbours of a list.
enum ListJoint {
  case comma, conjunction

  /// - Parameters: the token after the first and the first token of the second
  init?(_ from: Int, _ to: Int, _ document: Document) {
    guard from < to, to - from <= 5 else { return nil }
    var kind: ListJoint?
    for i in from..<to {
      let token = document.tokens[i]
      switch token.kind {
      case .space, .lineBreak: continue
      case .punctuation:
        guard document.bytes[token.start] == 0x2C || document.bytes[token.start] == 0x2F else { return nil }
        kind = kind ?? .comma
      case .hyphen, .dash: kind = .conjunction
      case .word:
        let key = document.vocabulary.fold(of: token.word).text
        guard Self.conjunctions.contains(key) else { return nil }
        kind = .conjunction
      default: return nil
      }
    }
    guard let kind else { return nil }
    self = kind
  }

  private static let conjunctions: Set<[UInt8]> = Set(["and", "or", "v", "vs", "versus", "nor"].map { Array($0.utf8) })
}
