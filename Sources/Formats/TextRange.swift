/// A half-open range of byte offsets into one of three texts, which `Space` keeps apart: a range of one is no range of
/// another until somebody has led it there.
@usableFromInline package struct ByteRange<Space>: Hashable, Sendable {
  @usableFromInline let lower: UInt32, upper: UInt32

  @inlinable package init(_ start: Int, _ end: Int) {
    lower = UInt32(truncatingIfNeeded: start)
    upper = UInt32(truncatingIfNeeded: max(start, end))
  }

  @inlinable package var start: Int { Int(lower) }
  @inlinable package var end: Int { Int(upper) }
  @inlinable package var count: Int { end - start }
  @inlinable package var isEmpty: Bool { lower == upper }

  @inlinable package func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
  @inlinable package func contains(_ other: Self) -> Bool { start <= other.start && other.end <= end }
  /// The smallest range that holds both.
  @inlinable package func union(_ other: Self) -> Self {
    Self(min(start, other.start), max(end, other.end))
  }
}

/// The prose that rules read, in UTF-8; it is what findings and fixes are made in.
package enum ProseSpace {}
package typealias TextRange = ByteRange<ProseSpace>

/// The whole text of the file in UTF-8, its markup and comments included: what reports give lines and columns of.
/// `Document.sourceRange` leads there.
package enum SourceSpace {}
package typealias SourceRange = ByteRange<SourceSpace>

/// The bytes on disk, whatever their encoding, a byte order mark included; in an editor, those of the text that it holds.
/// `Source.fileRange` leads there.
package enum FileSpace {}
package typealias FileRange = ByteRange<FileSpace>
