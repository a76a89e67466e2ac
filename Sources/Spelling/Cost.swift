/// −log₁₀ of a probability, of what had to go wrong with a word or of the word itself: 0 is certain, 3 one in a thousand.
package struct Cost: Hashable, Comparable, Sendable, ExpressibleByFloatLiteral {
  package let value: Double

  package init(_ value: Double) { self.value = value }
  package init(floatLiteral value: Double) { self.value = value }
  /// Of the whole numbers that searches count in, 1/`ChannelModel.scale` each.
  init(units: Int) { value = Double(units) / Double(ChannelModel.scale) }

  /// What no search goes as far as.
  package static let unlimited = Cost(.infinity)

  package static func + (one: Self, other: Self) -> Self { Self(one.value + other.value) }
  package static func < (one: Self, other: Self) -> Bool { one.value < other.value }
}
