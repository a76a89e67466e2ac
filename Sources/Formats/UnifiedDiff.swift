/// The differences of two states of a file as `diff -u` prints them, so that `patch -p0` applies them.
package struct UnifiedDiff {
  private let replaced: [(old: FileRange, new: FileRange)]
  private let old: Lines, new: Lines
  private static let context = 3

  /// Lines are those of `patch`: bytes up to a line feed, whatever the encoding.
  /// - Parameter replaced: where the two differ, ascending
  package init(from original: [UInt8], to bytes: [UInt8], replaced: [(old: FileRange, new: FileRange)]) {
    self.replaced = replaced
    old = Lines(original)
    new = Lines(bytes)
  }

  /// Empty where nothing differs.
  package func text(path: String) -> [UInt8] {
    let hunks = hunks()
    guard !hunks.isEmpty else { return [] }
    // A name with a space ends where a tab stands.
    let name = FileName.bytes(path) + (path.utf8.contains(.space) ? [.tab] : [])
    var result = Array("--- ".utf8) + name + Array("\n+++ ".utf8) + name + [.lineFeed]
    for hunk in hunks { print(hunk, into: &result) }
    return result
  }

  /// Lines to be replaced by lines, 0-based.
  private struct Change {
    var old: Range<Int>, new: Range<Int>
  }

  /// The changed lines, joined where edits share lines, without lines that are equal at their ends.
  private func changes() -> [Change] {
    var result: [Change] = []
    for (oldRange, newRange) in replaced {
      let change = Change(old: old.lines(of: oldRange), new: new.lines(of: newRange))
      if let last = result.last, last.old.upperBound > change.old.lowerBound || last.new.upperBound > change.new.lowerBound {
        result[result.count - 1] = Change(
          old: last.old.lowerBound..<max(last.old.upperBound, change.old.upperBound),
          new: last.new.lowerBound..<max(last.new.upperBound, change.new.upperBound))
      } else {
        result.append(change)
      }
    }
    return result.map(trimmed).filter { !$0.old.isEmpty || !$0.new.isEmpty }
  }

  private func trimmed(_ change: Change) -> Change {
    var (a, b) = (change.old, change.new)
    while let i = a.first, let k = b.first, old[i] == new[k] { (a, b) = (a.dropFirst(), b.dropFirst()) }
    while let i = a.last, let k = b.last, old[i] == new[k] { (a, b) = (a.dropLast(), b.dropLast()) }
    return Change(old: a, new: b)
  }

  /// Changes with less than twice the context between them share a hunk.
  private func hunks() -> [[Change]] {
    var result: [[Change]] = []
    for change in changes() {
      if let last = result.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * Self.context {
        result[result.count - 1].append(change)
      } else {
        result.append([change])
      }
    }
    return result
  }

  private func print(_ hunk: [Change], into output: inout [UInt8]) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(Self.context, first.old.lowerBound)
    let after = min(Self.context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    output.append(contentsOf: "@@ -\(Self.location(oldRange)) +\(Self.location(newRange)) @@\n".utf8)
    var at = oldRange.lowerBound
    for change in hunk {
      for line in at..<change.old.lowerBound { old.print(line, " ", into: &output) }
      for line in change.old { old.print(line, "-", into: &output) }
      for line in change.new { new.print(line, "+", into: &output) }
      at = change.old.upperBound
    }
    for line in at..<oldRange.upperBound { old.print(line, " ", into: &output) }
  }

  private static func location(_ range: Range<Int>) -> String {
    if range.isEmpty { return "\(range.lowerBound),0" }
    return range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.lowerBound + 1),\(range.count)"
  }

  /// A file's lines, each with its line feed.
  private struct Lines {
    private let bytes: [UInt8]
    private var starts: [Int] = [0]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      for i in bytes.indices where bytes[i] == .lineFeed { starts.append(i + 1) }
    }

    /// After a line feed at the end stands a place, but no line.
    var count: Int { starts.last == bytes.count ? starts.count - 1 : starts.count }

    subscript(_ line: Int) -> ArraySlice<UInt8> {
      bytes[starts[line]..<(line + 1 < starts.count ? starts[line + 1] : bytes.count)]
    }

    /// The lines that hold a range, with the line that goes on after it.
    func lines(of range: FileRange) -> Range<Int> {
      let first = min(index(of: range.start), count)
      return first..<max(first, min(index(of: range.end) + 1, count))
    }

    private func index(of offset: Int) -> Int { max(0, starts.partitioningIndex { $0 > offset } - 1) }

    func print(_ line: Int, _ sign: String, into output: inout [UInt8]) {
      output.append(contentsOf: sign.utf8)
      let text = self[line]
      output.append(contentsOf: text)
      if text.last != .lineFeed { output.append(contentsOf: "\n\\ No newline at end of file\n".utf8) }
    }
  }
}
