internal import GalleyCore

/// The pages of one folder together: how well they were read, and what it would gain to scan the damaged ones again.
struct PageCollection: Sendable {
  /// Tokens of pages that were judged, and how many are probably wrong.
  struct Sum: Sendable {
    var pages = 0, tokens = 0
    var wrong = 0.0
    var rate: Double? { tokens == 0 ? nil : wrong / Double(tokens) }

    mutating func add(_ page: PageQuality) {
      pages += 1
      tokens += page.tokens
      wrong += page.wrong
    }
  }

  /// What new scans of the damaged pages would gain.
  struct Gain: Sendable {
    /// Share of wrong tokens in the collection now and then.
    let before: Double, after: Double
    /// How many tokens fewer would be wrong.
    let tokens: Double
  }

  private(set) var pages = 0, unchecked = 0, empty = 0
  private(set) var all = Sum(), damaged = Sum()
  /// The rate of each page in thousandths, in the order of reading; `unknown` where it was not judged.
  private(set) var rates: [UInt16] = []
  static let unknown = UInt16.max

  mutating func add(_ page: PageQuality, isDamaged: Bool, keepsRate: Bool = true) {
    pages += 1
    if keepsRate { rates.append(page.isJudged ? UInt16((page.rate * 1000).rounded()) : Self.unknown) }
    guard page.isJudged else {
      if page.tokens == 0 { empty += 1 } else { unchecked += 1 }
      return
    }
    all.add(page)
    if isDamaged { damaged.add(page) }
  }

  /// The share of wrong tokens on the pages that are not damaged; nil where there are none.
  var readableRate: Double? {
    let tokens = all.tokens - damaged.tokens
    return tokens == 0 ? nil : max(0, all.wrong - damaged.wrong) / Double(tokens)
  }

  /// A page scanned again is taken to be read as well as the readable pages beside it.
  /// - Parameter other: the rate of readable pages elsewhere, for a collection that has none
  func gain(otherwise other: Double?) -> Gain? {
    guard let before = all.rate, damaged.tokens > 0, let readable = readableRate ?? other else { return nil }
    let gained = damaged.wrong - readable * Double(damaged.tokens)
    guard gained > 0 else { return nil }
    return Gain(before: before, after: (all.wrong - gained) / Double(all.tokens), tokens: gained)
  }
}
