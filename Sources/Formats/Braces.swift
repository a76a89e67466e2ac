/// Alternatives in braces, as in `*.{md,txt}` and `{a,b{c,d}}`.
enum Braces {
  /// More alternatives than anybody writes; three braces of ten are as many.
  static let most = 1000

  /// The patterns that one with braces stands for; nil if there are more than `most`. Braces that nothing closes are
  /// characters like any other.
  static func expand(_ pattern: String) -> [String]? {
    var rest = Array(pattern.utf8)[...]
    guard let expanded = sequence(&rest, isInside: false) else { return nil }
    return expanded.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads up to the end, or inside of braces up to a comma or a closing brace.
  private static func sequence(_ text: inout ArraySlice<UInt8>, isInside: Bool) -> [[UInt8]]? {
    var results: [[UInt8]] = [[]]
    func extend(by piece: ArraySlice<UInt8>) { for i in results.indices { results[i] += piece } }
    while let byte = text.first {
      switch byte {
      case .comma where isInside, .closeBrace where isInside: return results
      case .backslash:
        extend(by: text.prefix(2))
        text = text.dropFirst(2)
      case .openBrace where isClosed(text):
        text.removeFirst()
        guard let alternatives = alternatives(&text), results.count * alternatives.count <= most else { return nil }
        results = results.flatMap { head in alternatives.map { head + $0 } }
      default:
        extend(by: text.prefix(1))
        text.removeFirst()
      }
    }
    return results
  }

  /// Reads what stands between an opening brace and its closing one.
  private static func alternatives(_ text: inout ArraySlice<UInt8>) -> [[UInt8]]? {
    var all: [[UInt8]] = []
    while true {
      guard let some = sequence(&text, isInside: true), all.count + some.count <= most else { return nil }
      all += some
      let isLast = text.popFirst() != .comma
      if isLast { return all }
    }
  }

  /// Whether the brace that `text` begins with is closed.
  private static func isClosed(_ text: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var isEscaped = false
    for byte in text {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case .backslash: isEscaped = true
      case .openBrace: depth += 1
      case .closeBrace:
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }
}
