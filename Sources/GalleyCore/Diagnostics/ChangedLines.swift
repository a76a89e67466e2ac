import Formats

/// The lines of a file that were changed, as version control tells; only findings that touch them are reported.
package struct ChangedLines: Sendable {
  private var ranges: MovingRanges

  /// - Parameters:
  ///   - lines: 1-based, as differences count them: each ends with a line feed
  ///   - isConverted: whether those are the characters of a text in UTF-16, not the bytes of the file
  package init(_ lines: [ClosedRange<Int>], of bytes: [UInt8], isConverted: Bool = false) {
    var starts = [0]
    switch isConverted ? Source(path: "", bytes: bytes).encoding : .utf8 {
    case .utf16LittleEndian, .utf16BigEndian:
      let isLittle = Source(path: "", bytes: bytes).encoding == .utf16LittleEndian
      for i in stride(from: 0, to: bytes.count - 1, by: 2) where bytes[isLittle ? i : i + 1] == .lineFeed && bytes[isLittle ? i + 1 : i] == 0 {
        starts.append(i + 2)
      }
    default: for i in bytes.indices where bytes[i] == .lineFeed { starts.append(i + 1) }
    }
    starts.append(bytes.count)
    ranges = MovingRanges(
      lines.compactMap { lines in
        let first = lines.lowerBound - 1, last = min(lines.upperBound, starts.count - 1)
        return first < last ? FileRange(starts[first], starts[last]) : nil
      })
  }

  /// Whether a finding stands in a changed line, at least in part.
  func holds(_ diagnostic: Diagnostic, _ document: Document) -> Bool {
    ranges.touch(document.fileRange(of: diagnostic))
  }

  package mutating func shift(by edits: [FileEdit]) { ranges.shift(by: edits) }
}
