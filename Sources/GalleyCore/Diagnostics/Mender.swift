/// What fixing made of a file.
package struct Mended: Sendable {
  package var revision: Revision
  /// Number of fixes applied.
  package var fixes = 0
  /// Whether more could be fixed than was.
  package var isUnfinished = false
}

/// Mends a file: rounds of check and fix, as long as they gain, to a fixed point.
package struct Mender: Sendable {
  /// Whether also fixes that need a reader’s eye are applied.
  private let appliesUnsafe: Bool
  /// Findings that are known and left for later: they are reported as they are, not mended.
  package var known: Baseline?
  /// A text takes two or three; more are spent where that costs little.
  private static let freeRounds = 100
  /// Bytes that are checked in all of the rounds behind these: some seconds of work.
  private static let mostBytes = 1 << 26
  /// Rounds in a row that neither leave less to fix nor make the file shorter: fixes that only make room for others need
  /// few.
  private static let patience = 8

  package init(appliesUnsafe: Bool) { self.appliesUnsafe = appliesUnsafe }

  private struct State {
    var mended: Mended
    /// Where findings count; nil everywhere.
    var lines: ChangedLines?
    var failed = FailedFixes()
    var bytes: [UInt8] { mended.revision.bytes }
  }

  /// A state with what is found in it.
  private struct Checked {
    let state: State
    let report: FileReport
    let attempts: [Attempt]
  }

  /// Checks and fixes until nothing is left to fix. A fix that does not do away with its finding is taken back; what ends
  /// without a fixed point leaves the best state that was met, and says so.
  /// - Parameters:
  ///   - lines: where findings count; nil everywhere
  ///   - check: checks the file in a later state
  package func mend(
    _ bytes: [UInt8], _ lines: ChangedLines?, _ check: ([UInt8], ChangedLines?) -> FileReport
  ) -> FileReport {
    func checked(_ state: State) -> Checked {
      var report = check(state.bytes, state.lines)
      report.mended = state.mended
      return Checked(state: state, report: report, attempts: attempts(report, state.failed))
    }
    var now = checked(State(mended: Mended(revision: Revision(bytes)), lines: lines))
    // Documents are large; of earlier states only the bytes are kept.
    var met = [(state: now.state, attempts: now.attempts.count, findings: now.report.diagnostics.count)]
    var best = 0
    var triedAgain: [UInt8]?
    while true {
      if now.attempts.isEmpty {
        // A fix that failed among others may do in the text that they left, as it would in a second run.
        guard !now.state.failed.isEmpty, triedAgain != now.state.bytes else { return now.report }
        triedAgain = now.state.bytes
        var state = now.state
        state.failed = FailedFixes()
        now = Checked(state: state, report: now.report, attempts: attempts(now.report, state.failed))
        continue
      }
      let isAffordable = met.count <= Self.freeRounds || met.count * max(1, bytes.count) <= Self.mostBytes
      guard isAffordable, met.count - 1 - best <= Self.patience else { return unfinished(checked(met[best].state)) }
      let edits = now.attempts.flatMap(\.edits).sorted { $0.range.start < $1.range.start }
      let next = checked(step(from: now, edits))
      let survivors = now.attempts.survivors(after: edits, in: next.report)
      if !survivors.isEmpty {
        var state = now.state
        for survivor in survivors { state.failed.insert(survivor.diagnostic, at: survivor.place) }
        now = Checked(state: state, report: now.report, attempts: attempts(now.report, state.failed))
        continue
      }
      if let first = met.firstIndex(where: { $0.state.bytes == next.state.bytes }) {
        // Fixes that undo each other go round in a circle: whichever of its states one starts from, the same one is kept.
        let kept = met[first...].min { $0.state.bytes.lexicographicallyPrecedes($1.state.bytes) }
        return checked(kept?.state ?? next.state).report
      }
      now = next
      met.append((now.state, now.attempts.count, now.report.diagnostics.count))
      let isGain =
        now.attempts.count < met[best].attempts || now.report.diagnostics.count < met[best].findings
        || now.state.bytes.count < met[best].state.bytes.count
      if isGain { best = met.count - 1 }
    }
  }

  private func unfinished(_ checked: Checked) -> FileReport {
    var report = checked.report
    report.mended?.isUnfinished = true
    return report
  }

  private func step(from now: Checked, _ edits: [FileEdit]) -> State {
    var next = now.state
    next.mended.revision.apply(edits)
    next.mended.fixes += now.attempts.count
    next.lines?.shift(by: edits)
    next.failed.shift(by: edits)
    return next
  }

  /// The fixes of one round: none touches another, none has failed before, none breaks the markup.
  private func attempts(_ report: FileReport, _ failed: FailedFixes) -> [Attempt] {
    guard let document = report.document else { return [] }
    var known = known
    let found = known?.filter(report).diagnostics ?? report.diagnostics
    let all = found.compactMap { diagnostic -> Attempt? in
      guard let fix = FixApplier.fixes([diagnostic], unsafe: appliesUnsafe).first, let edits = document.fileEdits(of: fix)
      else { return nil }
      let place = document.fileRange(of: diagnostic)
      if failed.contains(diagnostic, at: place) { return nil }
      return Attempt(diagnostic: diagnostic, place: place, edits: edits)
    }
    let accepted = FixApplier.compatible(all.map(\.edits)).accepted.map { all[$0] }
    guard document.markup == .html || document.markup == .xml, !accepted.isEmpty else { return accepted }
    let skeleton = MarkupSkeleton(document.source.text)
    return harmless(accepted) { edits in
      guard let bytes = report.mended?.revision.bytes else { return true }
      return MarkupSkeleton(document.source.rereading(FixApplier.apply(edits, to: bytes)).text).keeps(skeleton)
    }
  }

  /// Those that leave the markup as it is: all, or those of the halves.
  private func harmless(_ attempts: [Attempt], _ keepsMarkup: ([FileEdit]) -> Bool) -> [Attempt] {
    if attempts.isEmpty || keepsMarkup(attempts.flatMap(\.edits).sorted { $0.range.start < $1.range.start }) { return attempts }
    if attempts.count == 1 { return [] }
    let half = attempts.count / 2
    return harmless(Array(attempts[..<half]), keepsMarkup) + harmless(Array(attempts[half...]), keepsMarkup)
  }
}
