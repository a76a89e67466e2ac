package import Formats

/// Ranges of a file’s bytes that stay where they are in the text while it is edited. There may be as many as findings.
package struct MovingRanges: Sendable {
  /// By their starts.
  private var ranges: [FileRange]
  var all: [FileRange] { ranges }
  /// For each range the furthest end of it and of those before it: what tells where to stop looking.
  private var reach: [Int] = []

  package init(_ ranges: [FileRange] = []) {
    self.ranges = ranges.sorted { $0.start < $1.start }
    measure()
  }

  package mutating func insert(_ range: FileRange) {
    let index = count { $0.start <= range.start }
    ranges.insert(range, at: index)
    reach.insert(max(range.end, index > 0 ? reach[index - 1] : 0), at: index)
    for i in (index + 1)..<max(index + 1, ranges.count) where reach[i] < range.end { reach[i] = range.end }
  }

  /// Whether a range shares bytes with one of these; an empty one stands in or at the end of it.
  package func touch(_ range: FileRange) -> Bool {
    holds(range) { range.isEmpty ? $0.start <= range.start && range.start <= $0.end : range.overlaps($0) }
  }

  /// Whether a range shares bytes with one of these, or its end is the beginning of one, or the other way round.
  func meet(_ range: FileRange) -> Bool { holds(range) { $0.start <= range.end && range.start <= $0.end } }

  private func holds(_ range: FileRange, _ isMet: (FileRange) -> Bool) -> Bool {
    var i = count { $0.start <= range.end }
    while i > 0, reach[i - 1] >= range.start {
      i -= 1
      if isMet(ranges[i]) { return true }
    }
    return false
  }

  /// What is written in index of bytes of a range belongs to it.
  /// - Parameter edits: ascending, without overlap
  package mutating func shift(by edits: [FileEdit]) { self = MovingRanges(Self.moved(ranges, by: edits)) }

  /// Where ranges are after edits, in their order.
  static func moved(_ ranges: [FileRange], by edits: [FileEdit]) -> [FileRange] {
    var growth = [0]
    for edit in edits { growth.append(growth[growth.count - 1] + edit.replacement.count - edit.range.count) }
    func moved(_ offset: Int, isEnd: Bool) -> Int {
      let before = edits.partitioningIndex { edit in
        edit.range.end > offset || edit.range.end == offset && !isEnd && edit.range.start >= offset
      }
      guard before < edits.count, edits[before].range.start < offset else { return offset + growth[before] }
      return edits[before].range.start + growth[before] + (isEnd ? edits[before].replacement.count : 0)
    }
    return ranges.map { FileRange(moved($0.start, isEnd: false), moved($0.end, isEnd: true)) }
  }

  private mutating func measure() {
    reach.removeAll(keepingCapacity: true)
    for range in ranges { reach.append(max(range.end, reach.last ?? 0)) }
  }

  /// How many at the beginning are so.
  private func count(while isSo: (FileRange) -> Bool) -> Int { ranges.partitioningIndex { !isSo($0) } }
}

extension Document {
  /// The bytes of the file that a finding is about.
  package func fileRange(of diagnostic: Diagnostic) -> FileRange { source.fileRange(sourceRange(of: diagnostic)) }
}
