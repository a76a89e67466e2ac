import Formats

/// Makes one finding of a row of equal ones that touch or have one blank between them: a line of a thousand brackets is
/// one defect, and a report of a thousand is none. So are many of one rule that have next to nothing between them.
enum FindingRuns {
  /// Fewer in a row may each have a reader's attention.
  private static let shortest = 8
  /// Characters between findings of a crowd: less than a word with the marks around it. And the fewest that are a crowd,
  /// which is more than any line of prose has.
  private static let crowdGap = 8, smallestCrowd = 64
  /// Bytes of UTF-8.
  private static let longestScalar = 4

  /// - Parameter found: what one rule found
  static func join(_ found: [Diagnostic], in document: Document) -> [Diagnostic] {
    guard found.count >= shortest else { return found }
    let rows = join(found, atLeast: shortest, document) { a, b in
      let gap = b.range.start - a.range.end
      return a.message == b.message && (gap == 0 || gap == 1 && document.bytes[a.range.end] <= 0x20)
    }
    guard rows.count >= smallestCrowd else { return rows }
    return join(rows, atLeast: smallestCrowd, document) { characters(between: $0.range.end, $1.range.start, document) <= crowdGap }
  }

  private static func join(
    _ found: [Diagnostic], atLeast least: Int, _ document: Document, _ isNear: (Diagnostic, Diagnostic) -> Bool
  ) -> [Diagnostic] {
    var result: [Diagnostic] = []
    result.reserveCapacity(found.count)
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, goesOn(found[end - 1], found[end]), isNear(found[end - 1], found[end]) { end += 1 }
      if end - start == 1 {
        result.append(found[start])
      } else if end - start < least {
        result += found[start..<end]
      } else {
        result.append(joined(found[start..<end], document))
      }
      start = end
    }
    return result
  }

  /// Characters between two places, whichever comes first; more than a crowd has between its findings where there are.
  private static func characters(between a: Int, _ b: Int, _ document: Document) -> Int {
    let range = min(a, b)..<max(a, b)
    guard range.count <= crowdGap * longestScalar else { return range.count }
    return document.bytes[range].count { $0 & 0xC0 != 0x80 }
  }

  private static func goesOn(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    a.place == nil && b.place == nil && !a.range.isEmpty && a.severity == b.severity
  }

  private static func joined(_ run: ArraySlice<Diagnostic>, _ document: Document) -> Diagnostic {
    let first = run[run.startIndex], last = run[run.endIndex - 1]
    let isSame = run.allSatisfy { $0.message == first.message }
    let count = isSame ? "\(run.count) times in a row" : "and \(run.count - 1) more in a row"
    return Diagnostic(
      rule: first.rule, category: first.category, severity: first.severity,
      range: TextRange(first.range.start, last.range.end), message: "\(first.message) (\(count))",
      fixes: fix(run, document).map { [$0] } ?? [], related: first.related, subject: first.subject)
  }

  /// One fix for a row: of what is sure in it, or else of all or nothing.
  private static func fix(_ run: ArraySlice<Diagnostic>, _ document: Document) -> Fix? {
    let fixes = run.compactMap { $0.fixes.first }
    return fixes.count == run.count || fixes.contains { $0.safety == .safe } ? Fix.joined(fixes, in: document) : nil
  }
}
