import Formats

/// Applies fixes: to the prose of a document, or to the bytes of its file.
package enum FixApplier {
  /// The best fix of each finding, where it may be applied unasked.
  package static func safeFixes(_ diagnostics: [Diagnostic]) -> [Fix] { fixes(diagnostics, unsafe: false) }

  /// The best fix of each finding.
  /// - Parameter unsafe: whether also those that need a reader’s eye
  package static func fixes(_ diagnostics: [Diagnostic], unsafe: Bool) -> [Fix] {
    diagnostics.compactMap(\.fixes.first).filter { unsafe || $0.safety == .safe }
  }

  /// One round on the prose.
  package static func apply(_ fixes: [Fix], to bytes: [UInt8]) -> [UInt8] {
    apply(
      // Here the prose is the file.
      compatible(
        fixes.map { fix in
          fix.edits.map { FileEdit(range: FileRange($0.range.start, $0.range.end), replacement: Array($0.replacement.utf8)) }
        }
      ).edits,
      to: bytes)
  }

  /// One round: the edits of every fix that does not touch an earlier one, so that no edit sees text that it was not
  /// made for; ascending. And which fixes these are.
  package static func compatible(_ fixes: [[FileEdit]]) -> (edits: [FileEdit], accepted: [Int]) {
    var taken = TakenBytes(upTo: fixes.lazy.joined().map(\.range.end).max() ?? 0)
    let accepted = fixes.indices.filter { index in
      guard fixes[index].allSatisfy({ taken.isFree($0.range) }) else { return false }
      for edit in fixes[index] { taken.take(edit.range) }
      return true
    }
    return (accepted.flatMap { fixes[$0] }.sorted { $0.range.start < $1.range.start }, accepted)
  }

  /// - Parameter edits: ascending, without overlap
  package static func apply(_ edits: [FileEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var at = 0
    for edit in edits where edit.range.start >= at && edit.range.end <= bytes.count {
      result += bytes[at..<edit.range.start]
      result += edit.replacement
      at = edit.range.end
    }
    result += bytes[at...]
    return result
  }
}

/// Which bytes of a file edits have taken, those next to them included: one bit for each.
private struct TakenBytes {
  private var words: [UInt64]

  /// - Parameter end: the last offset that is asked for
  init(upTo end: Int) { words = Array(repeating: 0, count: end / 64 + 1) }

  /// Whether an edit of the range would touch none.
  func isFree(_ range: FileRange) -> Bool { Self.masks(range).allSatisfy { words[$0.word] & $0.mask == 0 } }

  mutating func take(_ range: FileRange) { for part in Self.masks(range) { words[part.word] |= part.mask } }

  /// The bits of a range and of the byte after it, word by word.
  private static func masks(_ range: FileRange) -> some Sequence<(word: Int, mask: UInt64)> {
    let (first, last) = (range.start / 64, range.end / 64)
    return (first...last).lazy.map { word in
      let low = word == first ? range.start % 64 : 0, high = word == last ? range.end % 64 : 63
      return (word, (UInt64.max >> UInt64(63 - high + low)) << UInt64(low))
    }
  }
}
