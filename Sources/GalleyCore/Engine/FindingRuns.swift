/// Makes one finding of a row of equal ones that touch or have one blank between them: a line of a thousand brackets is
/// one defect, and a report of a thousand is none.
enum FindingRuns {
  /// Fewer in a row may each have a reader's attention.
  private static let shortest = 8

  /// - Parameter found: what one rule found
  static func join(_ found: [Diagnostic], in document: Document) -> [Diagnostic] {
    guard found.count >= shortest else { return found }
    var result: [Diagnostic] = []
    result.reserveCapacity(found.count)
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, goesOn(found[end - 1], found[end], document) { end += 1 }
      if end - start < shortest {
        result += found[start..<end]
      } else {
        result.append(joined(found[start..<end], document))
      }
      start = end
    }
    return result
  }

  private static func goesOn(_ a: Diagnostic, _ b: Diagnostic, _ document: Document) -> Bool {
    guard a.place == nil, b.place == nil, !a.range.isEmpty else { return false }
    let gap = b.range.start - a.range.end
    guard gap == 0 || gap == 1 && document.bytes[a.range.end] <= 0x20 else { return false }
    return a.severity == b.severity && a.message == b.message
  }

  private static func joined(_ run: ArraySlice<Diagnostic>, _ document: Document) -> Diagnostic {
    let first = run[run.startIndex], last = run[run.endIndex - 1]
    return Diagnostic(
      rule: first.rule, category: first.category, severity: first.severity,
      range: TextRange(first.range.start, last.range.end), message: "\(first.message) (\(run.count) times in a row)",
      fixes: fix(run, document).map { [$0] } ?? [], related: first.related)
  }

  /// All of their fixes as one; nil if one has none, or if they would touch each other.
  private static func fix(_ run: ArraySlice<Diagnostic>, _ document: Document) -> Fix? {
    var edits: [(start: Int, end: Int, text: String)] = []
    var confidence = 1.0, safety = Fix.Safety.safe
    for diagnostic in run {
      guard let fix = diagnostic.fixes.first else { return nil }
      confidence = min(confidence, fix.confidence)
      if fix.safety == .unsafe { safety = .unsafe }
      for edit in fix.edits {
        guard let last = edits.last else {
          edits.append((edit.range.start, edit.range.end, edit.replacement))
          continue
        }
        guard last.end <= edit.range.start else { return nil }
        // In markup there may be tags between two words.
        if last.end == edit.range.start || document.map == nil && edit.range.start - last.end == 1 {
          edits[edits.count - 1].end = edit.range.end
          edits[edits.count - 1].text += document.text(TextRange(last.end, edit.range.start)) + edit.replacement
        } else {
          edits.append((edit.range.start, edit.range.end, edit.replacement))
        }
      }
    }
    return Fix(edits: edits.map { Edit(TextRange($0.start, $0.end), $0.text) }, confidence: confidence, safety: safety)
  }
}
