/// The lines of a file that were changed, as version control tells; only findings that touch them are reported.
package struct ChangedLines: Sendable {
  /// In bytes of the file, ascending, without overlap.
  private var ranges: [TextRange]

  /// - Parameter lines: 1-based, as differences count them: each ends with a line feed
  package init(_ lines: [ClosedRange<Int>], of bytes: [UInt8]) {
    var starts = [0]
    for i in bytes.indices where bytes[i] == 0x0A { starts.append(i + 1) }
    starts.append(bytes.count)
    ranges = lines.compactMap { lines in
      let first = lines.lowerBound - 1, last = lines.upperBound
      return first < starts.count ? TextRange(starts[first], starts[min(last, starts.count - 1)]) : nil
    }
  }

  /// Whether a finding stands in a changed line, at least in part.
  func holds(_ diagnostic: Diagnostic, _ document: Document) -> Bool {
    let place = document.sourceRange(diagnostic.range)
    let start = document.source.fileOffset(place.start), end = document.source.fileOffset(place.end)
    return ranges.contains { start < $0.end && $0.start < end || (start == end && $0.start <= start && start < $0.end) }
      || (start == document.source.fileSize && ranges.last?.end == start)
  }

  /// Follows edits of the file; what they write belongs to a changed line.
  mutating func shift(by edits: [FileEdit]) {
    func moved(_ offset: Int, isEnd: Bool) -> Int {
      var difference = 0
      for edit in edits {
        if edit.range.end <= offset, isEnd || edit.range.start < offset || edit.range.end < offset {
          difference += edit.replacement.count - edit.range.count
        } else if edit.range.start < offset {
          return edit.range.start + difference + (isEnd ? edit.replacement.count : 0)
        } else {
          break
        }
      }
      return offset + difference
    }
    ranges = ranges.map { TextRange(moved($0.start, isEnd: false), moved($0.end, isEnd: true)) }
  }
}
