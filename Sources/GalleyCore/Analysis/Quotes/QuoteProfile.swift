import Formats

/// How a document uses the marks of one family: learnt from their shapes, so that German, Swedish and French marks
/// need no table of languages.
package struct QuoteProfile: Sendable {
  package enum Direction: UInt8, Sendable { case neutral, open, close }

  private var directions: [Direction]
  /// Marks by glyph.
  package private(set) var counts: [Int]
  /// Guillemets with a space inside, as in French.
  package private(set) var isSpaced = false

  /// A mark that begins quotations as one in so many at least serves for both ends.
  private static let oneIn = 5

  init(_ marks: [QuoteMark]) {
    let kinds = QuoteGlyph.allCases.count
    counts = Array(repeating: 0, count: kinds)
    var opening = counts, closing = counts
    var free = 0
    for mark in marks {
      let glyph = Int(mark.glyph.rawValue)
      counts[glyph] += 1
      switch mark.shape {
      case .opening: opening[glyph] += 1
      case .closing: closing[glyph] += 1
      case .free: free += 1
      case .inner: break
      }
    }
    directions = QuoteGlyph.allCases.map(Self.usual)
    func uses(_ glyph: QuoteGlyph) -> (open: Int, close: Int) {
      (opening[Int(glyph.rawValue)], closing[Int(glyph.rawValue)])
    }
    func set(_ glyph: QuoteGlyph, _ direction: Direction) { directions[Int(glyph.rawValue)] = direction }
    // „…“ and ‚…‘ turn the high marks round.
    for (high, low) in [(QuoteGlyph.curlyOpen, QuoteGlyph.low), (.singleOpen, .singleLow)] {
      let (open, close) = uses(high)
      // A text may quote in two languages.
      if counts[Int(low.rawValue)] > 0, close > 0 { set(high, open * Self.oneIn > close ? .neutral : .close) }
    }
    // ”…” serves for both ends in Swedish and Finnish.
    let (open, close) = uses(.curlyClose)
    if uses(.curlyOpen) == (0, 0), counts[Int(QuoteGlyph.low.rawValue)] == 0, open >= 2, close >= 2 {
      set(.curlyClose, .neutral)
    }
    // »…« is German, Danish and Slovene.
    let (left, right) = (uses(.leftGuillemet), uses(.rightGuillemet))
    if right.open + left.close > left.open + right.close {
      set(.leftGuillemet, .close)
      set(.rightGuillemet, .open)
      if uses(.rightGuillemet).close > uses(.leftGuillemet).close { set(.rightGuillemet, .neutral) }
    }
    isSpaced = free * 2 > marks.count
  }

  private static func usual(_ glyph: QuoteGlyph) -> Direction {
    switch glyph {
    case .straight, .twoStraight, .straightSingle, .lost: .neutral
    case .curlyOpen, .low, .twoBackticks, .leftGuillemet, .singleOpen, .singleLow: .open
    case .curlyClose, .rightGuillemet, .singleClose, .backtick, .acute: .close
    }
  }

  package func direction(_ glyph: QuoteGlyph) -> Direction { directions[Int(glyph.rawValue)] }
  package func count(_ glyph: QuoteGlyph) -> Int { counts[Int(glyph.rawValue)] }

  /// What closes most quotations of this document.
  private var usualCloser: QuoteGlyph { count(.curlyOpen) + count(.curlyClose) > count(.straight) ? closer(of: .curlyOpen) : .straight }

  /// The mark that closes what `opener` opens in this document.
  package func closer(of opener: QuoteGlyph) -> QuoteGlyph {
    switch opener {
    case .straight, .twoStraight, .straightSingle: opener
    case .lost: usualCloser
    case .twoBackticks: .twoStraight
    case .curlyOpen: direction(.curlyOpen) == .close ? .curlyOpen : .curlyClose
    case .low: direction(.curlyOpen) == .open ? .curlyClose : .curlyOpen
    case .curlyClose: direction(.curlyClose) == .neutral ? .curlyClose : .curlyOpen
    case .leftGuillemet: .rightGuillemet
    case .rightGuillemet: direction(.rightGuillemet) == .neutral ? .rightGuillemet : .leftGuillemet
    case .singleOpen: .singleClose
    case .singleLow: direction(.singleOpen) == .open ? .singleClose : .singleOpen
    case .singleClose, .backtick, .acute: .singleClose
    }
  }

  /// The mark that opens what `closer` closes in this document.
  package func opener(of closer: QuoteGlyph) -> QuoteGlyph {
    switch closer {
    case .straight, .straightSingle: closer
    case .lost: opener(of: usualCloser)
    case .twoStraight: count(.twoBackticks) > 0 ? .twoBackticks : .twoStraight
    case .curlyOpen, .low: .low
    case .curlyClose:
      direction(.curlyClose) == .neutral ? .curlyClose : count(.low) > count(.curlyOpen) ? .low : .curlyOpen
    case .rightGuillemet: direction(.rightGuillemet) == .neutral ? .rightGuillemet : .leftGuillemet
    case .leftGuillemet: .rightGuillemet
    case .singleOpen: direction(.singleOpen) == .close ? .singleLow : .singleOpen
    case .singleClose: direction(.singleOpen) == .close ? .singleLow : .singleOpen
    case .twoBackticks, .backtick, .acute, .singleLow: closer
    }
  }
}
