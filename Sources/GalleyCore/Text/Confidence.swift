/// How sure something is, from 0 to 1: the share of all cases like it in which it is right.
package struct Confidence: Hashable, Comparable, Sendable, ExpressibleByFloatLiteral {
  package let share: Double

  package init(_ share: Double) { self.share = share }
  init(percent: Double) { share = percent / 100 }
  package init(floatLiteral share: Double) { self.share = share }

  package static func < (a: Self, b: Self) -> Bool { a.share < b.share }
}

/// Those that several rules have for the same reason.
extension Confidence {
  /// From here on a fix is safe where its rule says nothing else.
  package static let safe: Confidence = 0.95
  /// A fix is right unless its finding is wrong: only one repair is possible.
  package static let onlyRepair: Confidence = 0.98
  /// Nobody sees what is taken out: what is left reads as before.
  package static let unseen: Confidence = 0.97
  /// A card names the replacement, and no other.
  package static let listed: Confidence = 0.97
  /// What the text or its house does elsewhere: a writer may have meant the exception.
  package static let custom: Confidence = 0.9
  /// What comes of it is known to dictionaries: another word may have been meant.
  package static let knownWord: Confidence = 0.9
  /// Half of a pair is missing, or one too many: the place of the other half is a guess.
  package static let halfPair: Confidence = 0.6
}
