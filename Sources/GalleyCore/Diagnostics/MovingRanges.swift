/// Ranges of a file’s bytes that stay where they are in the text while it is edited.
package struct MovingRanges: Sendable {
  private var ranges: [TextRange]
  var all: [TextRange] { ranges }

  package init(_ ranges: [TextRange] = []) { self.ranges = ranges }

  package mutating func insert(_ range: TextRange) { ranges.append(range) }

  /// Whether a range shares bytes with one of these; an empty one stands in or at the end of it.
  package func touch(_ range: TextRange) -> Bool {
    ranges.contains { range.isEmpty ? $0.start <= range.start && range.start <= $0.end : range.overlaps($0) }
  }

  /// What is written in place of bytes of a range belongs to it.
  package mutating func shift(by edits: [FileEdit]) {
    ranges = ranges.map { TextRange(moved($0.start, edits, isEnd: false), moved($0.end, edits, isEnd: true)) }
  }

  private func moved(_ offset: Int, _ edits: [FileEdit], isEnd: Bool) -> Int {
    var difference = 0
    for edit in edits {
      let isBefore = edit.range.end < offset || edit.range.end == offset && (isEnd || edit.range.start < offset)
      if isBefore {
        difference += edit.replacement.count - edit.range.count
      } else if edit.range.start < offset {
        return edit.range.start + difference + (isEnd ? edit.replacement.count : 0)
      } else {
        break
      }
    }
    return offset + difference
  }
}

extension Document {
  /// The bytes of the file that a finding is about.
  package func fileRange(of diagnostic: Diagnostic) -> TextRange {
    let place = sourceRange(of: diagnostic)
    return TextRange(source.fileOffset(place.start), source.fileOffset(place.end))
  }
}
