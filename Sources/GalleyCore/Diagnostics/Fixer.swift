import Formats

/// What fixing made of a file.
package struct FixResult: Sendable {
  package var revision: Revision
  /// Number of fixes applied.
  package var fixes = 0
  /// Whether more could be fixed than was.
  package var isUnfinished = false
}

/// Fixes a file: rounds of check and fix, as long as they gain, to a fixed point.
package struct Fixer: Sendable {
  /// Whether also fixes that need a reader’s eye are applied.
  let appliesUnsafe: Bool
  /// Whether corrections are written beside the text instead of into it.
  private let annotates: Bool
  /// A text takes two or three; more are spent where that costs little.
  private static let freeRounds = 100
  /// Bytes that are checked in all of the rounds after these: a second or two of work.
  private static let mostBytes = 1 << 22
  /// Rounds in a row that neither leave less to fix nor make the file shorter: fixes that only make room for others need
  /// few.
  private static let patience = 8

  package init(appliesUnsafe: Bool, annotates: Bool = false) { (self.appliesUnsafe, self.annotates) = (appliesUnsafe, annotates) }

  private struct State {
    var fixed: FixResult
    /// Where findings count; nil everywhere.
    var lines: ChangedLines?
    var failed = FailedFixes()
    var bytes: [UInt8] { fixed.revision.bytes }
  }

  /// A state with what is found in it.
  private struct Checked {
    let state: State
    let report: FileReport
    let attempts: [Attempt]
  }

  /// Where a pass has come to.
  private enum Outcome {
    /// Nothing is left to fix.
    case settled(FileReport)
    /// Fixes that failed, or led back to where they began, were left out: a pass that begins here may do more.
    case halted(State)
    /// Fixes lead to others without end; this is where least is left.
    case endless(State)
  }

  /// Checks of one file, as many as their cost allows.
  private struct Checker {
    let check: ([UInt8], ChangedLines?) -> FileReport
    var rounds = 0

    /// Whether one more costs little, or not too much.
    func affords(_ bytes: [UInt8]) -> Bool { rounds <= Fixer.freeRounds || rounds * max(1, bytes.count) <= Fixer.mostBytes }

    mutating func report(_ state: State) -> FileReport {
      rounds += 1
      var report = check(state.bytes, state.lines)
      report.fixed = state.fixed
      return report
    }
  }

  /// Checks and fixes until nothing is left to fix. A fix that does not do away with its finding is taken back; what ends
  /// without a fixed point leaves the best state that was met, and says so.
  ///
  /// A pass depends on nothing but the bytes that it begins with, and passes follow each other until one ends where it
  /// began, or a row of them comes round in a circle: so a later run, which begins with such a pass, changes nothing.
  /// - Parameters:
  ///   - lines: where findings count; nil everywhere
  ///   - check: checks the file in a later state
  package func fix(
    _ bytes: [UInt8], _ lines: ChangedLines?, _ check: @escaping ([UInt8], ChangedLines?) -> FileReport
  ) -> FileReport {
    if annotates { return annotate(bytes, lines, check) }
    var checker = Checker(check: check)
    var begun = [State(fixed: FixResult(revision: Revision(bytes)), lines: lines)]
    while true {
      let end: State
      var isEndless = false
      switch pass(from: begun[begun.count - 1], &checker) {
      case .settled(let report): return report
      case .halted(let state): end = state
      case .endless(let state): (end, isEndless) = (state, true)
      }
      if let first = begun.firstIndex(where: { $0.bytes == end.bytes }) {
        // Whichever of the states of a circle one begins with, the same one is kept.
        let kept = begun[first...].min { $0.bytes.lexicographicallyPrecedes($1.bytes) } ?? end
        let report = checker.report(kept)
        return isEndless ? unfinished(report) : report
      }
      guard checker.affords(end.bytes) else { return unfinished(checker.report(end)) }
      var next = end
      next.failed = FailedFixes()
      begun.append(next)
    }
  }

  /// Rounds of check and fix from a state in which no fix has failed yet.
  private func pass(from start: State, _ checker: inout Checker) -> Outcome {
    func checked(_ state: State) -> Checked {
      let report = checker.report(state)
      return Checked(state: state, report: report, attempts: attempts(report, state.failed))
    }
    var now = checked(start)
    // Documents are large; of earlier states only the bytes are kept.
    var met = [(state: now.state, attempts: now.attempts.count, findings: now.report.diagnostics.count)]
    var best = 0
    while true {
      if now.attempts.isEmpty { return now.state.failed.isEmpty ? .settled(now.report) : .halted(now.state) }
      guard checker.affords(now.state.bytes), met.count - 1 - best <= Self.patience else { return .endless(met[best].state) }
      let edits = now.attempts.flatMap(\.edits).sorted { $0.range.start < $1.range.start }
      let next = checked(step(from: now, edits))
      let survivors = now.attempts.survivors(after: edits, in: next.report)
      if !survivors.isEmpty {
        var state = now.state
        state.failed.insert(survivors)
        now = Checked(state: state, report: now.report, attempts: attempts(now.report, state.failed))
        continue
      }
      if let first = met.firstIndex(where: { $0.state.bytes == next.state.bytes }) {
        // Fixes that undo each other go round in a circle: whichever of its states one starts from, the same one is kept.
        let kept = met[first...].min { $0.state.bytes.lexicographicallyPrecedes($1.state.bytes) }
        return .halted(kept?.state ?? next.state)
      }
      now = next
      met.append((now.state, now.attempts.count, now.report.diagnostics.count))
      let isGain =
        now.attempts.count < met[best].attempts || now.report.diagnostics.count < met[best].findings
        || now.state.bytes.count < met[best].state.bytes.count
      if isGain { best = met.count - 1 }
    }
  }

  private func unfinished(_ report: FileReport) -> FileReport {
    var report = report
    report.fixed?.isUnfinished = true
    return report
  }

  private func step(from now: Checked, _ edits: [FileEdit]) -> State {
    var next = now.state
    next.fixed.revision.apply(edits)
    next.fixed.fixes += now.attempts.count
    next.lines?.shift(by: edits)
    next.failed.shift(by: edits)
    return next
  }

  /// The fixes of one round: none touches another, none has failed before, none breaks the markup.
  private func attempts(_ report: FileReport, _ failed: FailedFixes) -> [Attempt] {
    guard let document = report.document, document.fixRefusal == nil else { return [] }
    let all = report.diagnostics.compactMap { diagnostic -> Attempt? in
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
      guard let bytes = report.fixed?.revision.bytes else { return true }
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
