import Formats

/// Which lines of a text stand in another version of it: what both begin and end with, and between that the lines that
/// each has once, in the same order, with what is equal around them.
struct LineMatch {
  private struct Lines {
    let bytes: [UInt8]
    /// Where lines begin, and the end of the text.
    let starts: [Int]
    var count: Int { starts.count - 1 }

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var starts = [0]
      for i in bytes.indices where bytes[i] == .lineFeed && i + 1 < bytes.count { starts.append(i + 1) }
      starts.append(bytes.count)
      self.starts = starts
    }

    subscript(line: Int) -> ArraySlice<UInt8> { bytes[starts[line]..<starts[line + 1]] }

    func line(at offset: Int) -> Int { max(0, starts.prefix(count).partitioningIndex { $0 > offset } - 1) }
  }

  private let old: Lines, new: Lines
  /// For each old line the new one.
  private var partners: [Int?]

  init(_ oldBytes: [UInt8], _ newBytes: [UInt8]) {
    (old, new) = (Lines(oldBytes), Lines(newBytes))
    partners = Array(repeating: nil, count: old.count)
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] {
      partners[start] = start
      start += 1
    }
    var oldEnd = old.count, newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
      partners[oldEnd] = newEnd
    }
    for (a, b) in Self.anchors(old, start..<oldEnd, new, start..<newEnd) {
      var (i, k) = (a, b)
      while i < oldEnd, k < newEnd, partners[i] == nil, old[i] == new[k] {
        partners[i] = k
        (i, k) = (i + 1, k + 1)
      }
      (i, k) = (a - 1, b - 1)
      while i >= start, k >= start, partners[i] == nil, old[i] == new[k] {
        partners[i] = k
        (i, k) = (i - 1, k - 1)
      }
    }
  }

  /// The longest row of lines that each side has once and that follow each other on both.
  private static func anchors(_ old: Lines, _ oldRange: Range<Int>, _ new: Lines, _ newRange: Range<Int>) -> [(Int, Int)] {
    func single(_ lines: Lines, _ range: Range<Int>) -> [ArraySlice<UInt8>: Int] {
      var places: [ArraySlice<UInt8>: Int] = [:], repeated: Set<ArraySlice<UInt8>> = []
      for line in range where places.updateValue(line, forKey: lines[line]) != nil { repeated.insert(lines[line]) }
      for line in repeated { places[line] = nil }
      return places
    }
    let there = single(new, newRange)
    let pairs = single(old, oldRange).compactMap { line, place in there[line].map { (place, $0) } }.sorted { $0.0 < $1.0 }
    // The last of each length, and what comes before each pair.
    var tails: [Int] = [], before: [Int?] = []
    for (i, pair) in pairs.enumerated() {
      let length = tails.partitioningIndex { pairs[$0].1 >= pair.1 }
      before.append(length > 0 ? tails[length - 1] : nil)
      if length < tails.count { tails[length] = i } else { tails.append(i) }
    }
    var row: [(Int, Int)] = []
    var next = tails.last
    while let i = next {
      row.append(pairs[i])
      next = before[i]
    }
    return row.reversed()
  }

  /// What was changed in the old text as edits of the new; nil where a line that was changed stands there otherwise.
  func edits(_ revision: Revision) -> [FileEdit]? {
    var result: [FileEdit] = []
    for (range, written) in revision.changes {
      let first = old.line(at: range.start), last = old.line(at: max(range.start, range.end - 1))
      guard let partner = partners[first] else { return nil }
      for line in first...last where partners[line] != partner + line - first { return nil }
      let shift = new.starts[partner] - old.starts[first]
      result.append(
        FileEdit(
          range: FileRange(range.start + shift, range.end + shift), replacement: Array(revision.bytes[written.start..<written.end])))
    }
    return result
  }
}

extension Revision {
  /// Another version of the original with the same changes; nil where a line that they touch stands there otherwise.
  package func applied(to version: [UInt8]) -> [UInt8]? {
    LineMatch(original, version).edits(self).map { FixApplier.apply($0, to: version) }
  }
}
