import Spelling

/// How common a word is in general English: log₁₀ of how often it stands in a thousand million words. “the” has 7.7, a word
/// of newspapers 4, one of which most readers have never heard 1; one that was never seen has 0.
package struct Zipf: Comparable, ExpressibleByFloatLiteral, Sendable {
  /// The lists count in tenths.
  package let tenths: Int

  init(tenths: Int) { self.tenths = tenths }
  package init(floatLiteral value: Double) { tenths = Int((value * 10).rounded()) }

  static let unseen = Zipf(tenths: 0)
  package var value: Double { Double(tenths) / 10 }
  package static func < (left: Zipf, right: Zipf) -> Bool { left.tenths < right.tenths }
}

extension Lexicon {
  /// - Parameter word: in lowercase
  func zipf(_ word: [UInt8]) -> Zipf { Zipf(tenths: frequency(word)) }
  func zipf(_ word: borrowing Span<UInt8>) -> Zipf { Zipf(tenths: frequency(word)) }
  func zipf(key: UInt64) -> Zipf { Zipf(tenths: frequency(key: key)) }
  /// How common a word is in the other languages that the lists know: where it is most so.
  func foreignZipf(_ word: borrowing Span<UInt8>) -> Zipf { Zipf(tenths: foreignFrequency(word)) }
}

extension Lexicon.Confusion {
  var zipf: Zipf { Zipf(tenths: frequency) }
}
