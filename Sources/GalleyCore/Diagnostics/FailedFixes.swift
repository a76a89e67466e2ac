import Formats

/// Findings that their fix did not do away with: they are left as they are.
struct FailedFixes {
  private struct Key: Hashable {
    let rule: RuleID
    let message: String
  }
  private var places: [Key: MovingRanges] = [:]

  var isEmpty: Bool { places.isEmpty }

  mutating func insert(_ attempts: [Attempt]) {
    var new: [Key: [FileRange]] = [:]
    for attempt in attempts {
      new[Key(rule: attempt.diagnostic.rule, message: attempt.diagnostic.message), default: []].append(attempt.place)
    }
    for (key, ranges) in new { places[key] = MovingRanges((places[key]?.all ?? []) + ranges) }
  }

  func contains(_ diagnostic: Diagnostic, at range: FileRange) -> Bool {
    places[Key(rule: diagnostic.rule, message: diagnostic.message)]?.touch(range) == true
  }

  mutating func shift(by edits: [FileEdit]) { for key in places.keys { places[key]?.shift(by: edits) } }
}

/// A fix as it is applied, with the finding that it is for.
struct Attempt {
  let diagnostic: Diagnostic
  /// Of the file's bytes.
  let place: FileRange
  let edits: [FileEdit]

  /// Bytes that the file gains.
  var growth: Int { edits.reduce(0) { $0 + $1.replacement.count - $1.range.count } }
}

extension [Attempt] {
  /// Those whose finding is still there after they were applied, though the file did not become shorter by them.
  /// - Parameters:
  ///   - edits: all that was applied
  ///   - report: what is found afterwards
  func survivors(after edits: [FileEdit], in report: FileReport) -> [Attempt] {
    // What can no longer be read is no gain.
    guard let document = report.document else { return self }
    guard !report.diagnostics.isEmpty else { return [] }
    // Only what may still be there is worth being looked for.
    let growing = filter { $0.growth >= 0 }
    guard !growing.isEmpty else { return [] }
    var found: [RuleID: [String: [FileRange]]] = [:]
    for diagnostic in report.diagnostics {
      found[diagnostic.rule, default: [:]][diagnostic.message, default: []].append(document.fileRange(of: diagnostic))
    }
    let remaining = found.mapValues { $0.mapValues { MovingRanges($0) } }
    let candidates = growing.filter { remaining[$0.diagnostic.rule]?[$0.diagnostic.message] != nil }
    let places = MovingRanges.moved(candidates.map(\.place), by: edits)
    return zip(candidates, places).compactMap { attempt, place in
      remaining[attempt.diagnostic.rule]?[attempt.diagnostic.message]?.meet(place) == true ? attempt : nil
    }
  }
}
