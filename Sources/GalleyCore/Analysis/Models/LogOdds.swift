import Spelling

/// Natural log odds: what the signs for a claim and against it add up to.
struct LogOdds: Hashable, Comparable, Sendable, ExpressibleByFloatLiteral {
  let value: Double

  init(_ value: Double) { self.value = value }
  init(floatLiteral value: Double) { self.value = value }

  /// As likely as not; of a surplus, what a report wants and no more.
  static let even: LogOdds = 0.0
  static let impossible = LogOdds(-.infinity)

  var probability: Double { logistic(value) }
  /// To the base of 10.
  var decimal: Double { value / Self.naturalOfTen }
  private static let naturalOfTen = 2.302_585_092_994_046

  static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
  static prefix func - (a: Self) -> Self { Self(-a.value) }
  static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
