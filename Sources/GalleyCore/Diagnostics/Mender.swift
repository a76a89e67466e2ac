/// What fixing made of a file.
package struct Mended: Sendable {
  package var revision: Revision
  /// Number of fixes applied.
  package var fixes = 0
}

/// Mends a file: rounds of check and fix to a fixed point.
package struct Mender: Sendable {
  /// Whether also fixes that need a reader’s eye are applied.
  private let appliesUnsafe: Bool
  /// Findings that are known and left for later: they are reported as they are, not mended.
  package var known: Baseline?
  private static let mostRounds = 10

  package init(appliesUnsafe: Bool) { self.appliesUnsafe = appliesUnsafe }

  /// Checks and fixes until nothing is left to fix.
  /// - Parameters:
  ///   - lines: where findings count; nil everywhere
  ///   - check: checks the file in a later state
  package func mend(
    _ bytes: [UInt8], _ lines: ChangedLines?, _ check: ([UInt8], ChangedLines?) -> FileReport
  ) -> FileReport {
    var states: [(mended: Mended, lines: ChangedLines?)] = [(Mended(revision: Revision(bytes)), lines)]
    while true {
      let state = states[states.count - 1]
      var report = check(state.mended.revision.bytes, state.lines)
      report.mended = state.mended
      guard states.count <= Self.mostRounds, let next = step(from: state, report) else { return report }
      if let first = states.firstIndex(where: { $0.mended.revision.bytes == next.mended.revision.bytes }) {
        return settle(states[first...], check)
      }
      states.append(next)
    }
  }

  private func step(
    from state: (mended: Mended, lines: ChangedLines?), _ report: FileReport
  ) -> (mended: Mended, lines: ChangedLines?)? {
    guard let document = report.document else { return nil }
    var known = known
    let found = known?.filter(report).diagnostics ?? report.diagnostics
    let fixes = FixApplier.fixes(found, unsafe: appliesUnsafe).compactMap { document.fileEdits(of: $0) }
    let (edits, count) = FixApplier.compatible(fixes)
    guard count > 0 else { return nil }
    var next = state
    next.mended.revision.apply(edits)
    next.mended.fixes += count
    next.lines?.shift(by: edits)
    return next
  }

  /// Fixes that undo each other go round in a circle: whichever of its states one starts from, the same one is kept.
  private func settle(
    _ circle: ArraySlice<(mended: Mended, lines: ChangedLines?)>, _ check: ([UInt8], ChangedLines?) -> FileReport
  ) -> FileReport {
    var best = circle[circle.startIndex]
    for state in circle
    where state.mended.revision.bytes.lexicographicallyPrecedes(best.mended.revision.bytes) { best = state }
    var report = check(best.mended.revision.bytes, best.lines)
    report.mended = best.mended
    return report
  }
}
