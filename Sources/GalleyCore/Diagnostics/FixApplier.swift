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
      compatible(fixes.map { $0.edits.map { FileEdit(range: $0.range, replacement: Array($0.replacement.utf8)) } }).edits,
      to: bytes)
  }

  /// One round: the edits of every fix that does not touch an earlier one, so that no edit sees text that it was not
  /// made for; ascending. And which fixes these are.
  package static func compatible(_ fixes: [[FileEdit]]) -> (edits: [FileEdit], accepted: [Int]) {
    var accepted: [FileEdit] = []
    var indices: [Int] = []
    for (index, fix) in fixes.enumerated() {
      let places = fix.map { edit in place(of: edit, in: accepted) }
      guard zip(fix, places).allSatisfy({ isFree($0, at: $1, in: accepted) }) else { continue }
      for edit in fix { accepted.insert(edit, at: place(of: edit, in: accepted)) }
      indices.append(index)
    }
    return (accepted, indices)
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

  /// The index of the first accepted edit that ends at or behind the start of this one.
  private static func place(of edit: FileEdit, in accepted: [FileEdit]) -> Int {
    accepted.partitioningIndex { $0.range.end >= edit.range.start }
  }

  private static func isFree(_ edit: FileEdit, at place: Int, in accepted: [FileEdit]) -> Bool {
    place == accepted.count || accepted[place].range.start > edit.range.end
  }
}
