import Formats

/// Finds dashes that are not set like the others of the document.
package struct DashStyle: Rule {
  package static let id: RuleID = "dash-style"
  private let house: Style?

  package init(_ card: RuleCard) { house = Style.named[card.style] }

  /// The ways to set a dash between words.
  private enum Style: Int, CaseIterable {
    case spacedHyphen, spacedDouble, closedDouble, spacedEn, spacedEm, closedEm

    /// As a configuration names them.
    static let named: [String: Style] = [
      "spaced-hyphen": .spacedHyphen, "spaced-double-hyphen": .spacedDouble, "closed-double-hyphen": .closedDouble,
      "spaced-en": .spacedEn, "spaced-em": .spacedEm, "closed-em": .closedEm,
    ]

    var text: String {
      switch self {
      case .spacedHyphen: " - "
      case .spacedDouble: " -- "
      case .closedDouble: "--"
      case .spacedEn: " – "
      case .spacedEm: " — "
      case .closedEm: "—"
      }
    }
  }

  package func check(_ analysis: Analysis, _ findings: inout Findings) {
    let document = analysis.document
    var found: [(style: Style, range: TextRange)] = []
    for i in document.tokens.indices where document.tokens[i].kind == .dash {
      if let dash = dash(i, document) { found.append(dash) }
    }
    var counts = [Int](repeating: 0, count: Style.allCases.count)
    for dash in found { counts[dash.style.rawValue] += 1 }
    guard let usual = Style.allCases.max(by: { counts[$0.rawValue] < counts[$1.rawValue] }) else { return }
    let choice = Majority(counts[usual.rawValue], found.count - counts[usual.rawValue])
    guard house != nil || choice.isClear && counts[usual.rawValue] * 2 > found.count else { return }
    let right = house ?? usual
    let reason = house == nil ? "this text sets “\(right.text)” (\(choice.counts))" : "the house sets “\(right.text)”"
    for dash in found where dash.style != right {
      findings.flag(
        dash.range, "“\(document.text(dash.range))” where \(reason)", fix: Fix(dash.range, right.text, confidence: 0.8))
    }
  }

  /// A dash with words on both sides and the same space before and after.
  private func dash(_ i: Int, _ document: Document) -> (style: Style, range: TextRange)? {
    let tokens = document.tokens
    guard i > 1, i + 2 < tokens.count else { return nil }
    let isSpaced = tokens[i - 1].kind == .space
    guard isSpaced == (tokens[i + 1].kind == .space) else { return nil }
    let (left, right) = isSpaced ? (tokens[i - 2], tokens[i + 2]) : (tokens[i - 1], tokens[i + 1])
    guard left.kind == .word, right.kind == .word else { return nil }
    let range = isSpaced ? TextRange(tokens[i - 1].start, tokens[i + 1].end) : tokens[i].range
    switch decodeScalar(document.bytes, tokens[i].start).scalar {
    case 0x2D where tokens[i].count == 1: return isSpaced ? (.spacedHyphen, range) : nil
    case 0x2D where tokens[i].count == 2: return (isSpaced ? .spacedDouble : .closedDouble, range)
    case 0x2013: return isSpaced ? (.spacedEn, range) : nil
    case 0x2014: return (isSpaced ? .spacedEm : .closedEm, range)
    default: return nil
    }
  }
}
