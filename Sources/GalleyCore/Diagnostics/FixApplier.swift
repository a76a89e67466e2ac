/// Applies fixes to a text.
package enum FixApplier {
  /// The best fix of each finding, where it may be applied unasked.
  package static func safeFixes(_ diagnostics: [Diagnostic]) -> [Fix] {
    diagnostics.compactMap(\.fixes.first).filter { $0.safety == .safe }
  }

  /// One round: every fix that does not touch an earlier one, so that no edit sees text it was not made for.
  package static func apply(_ fixes: [Fix], to bytes: [UInt8]) -> [UInt8] {
    var accepted: [Edit] = []
    for fix in fixes where !fix.edits.contains(where: { edit in accepted.contains { touches($0.range, edit.range) } }) {
      accepted += fix.edits
    }
    accepted.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var at = 0
    for edit in accepted where edit.range.start >= at && edit.range.end <= bytes.count {
      result += bytes[at..<edit.range.start]
      result += edit.replacement.utf8
      at = edit.range.end
    }
    result += bytes[at...]
    return result
  }

  private static func touches(_ a: TextRange, _ b: TextRange) -> Bool { a.start <= b.end && b.start <= a.end }
}
