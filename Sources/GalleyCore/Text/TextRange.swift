/// A half-open range of UTF-8 byte offsets: the only kind of position inside galley.
package struct TextRange: Hashable, Sendable {
  private let lower: UInt32, upper: UInt32

  package init(_ start: Int, _ end: Int) {
    lower = UInt32(truncatingIfNeeded: start)
    upper = UInt32(truncatingIfNeeded: max(start, end))
  }

  package var start: Int { Int(lower) }
  package var end: Int { Int(upper) }
  package var count: Int { end - start }
  package var isEmpty: Bool { lower == upper }

  package func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
  package func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  /// The smallest range that holds both.
  package func union(_ other: TextRange) -> TextRange {
    TextRange(min(start, other.start), max(end, other.end))
  }
}
