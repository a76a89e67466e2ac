import Formats

extension Fix {
  /// Bytes of text that cost less in a report than another edit: edits of one line that are no farther apart are written as
  /// one.
  fileprivate static let mergedGap = 64

  /// The fixes of many findings as one: of those that are safe, or of all where none is. What markup stands in the way of,
  /// or what reaches back over the fixes before it, is left to the next round. Nil if nothing remains.
  static func joined(_ fixes: some Sequence<Fix>, in document: Document) -> Fix? {
    let possible = document.map == nil ? Array(fixes) : fixes.filter { document.sourceEdits(of: $0) != nil }
    let safe = possible.filter { $0.safety == .safe }
    let chosen = (safe.isEmpty ? possible : safe).sorted { ($0.edits.first?.range.start ?? 0) < ($1.edits.first?.range.start ?? 0) }
    var edits: [(start: Int, end: Int, text: String)] = []
    var confidence: Confidence = 1.0
    for fix in chosen {
      guard let first = fix.edits.first, (edits.last?.end ?? 0) <= first.range.start else { continue }
      confidence = min(confidence, fix.confidence)
      for edit in fix.edits {
        if let last = edits.last, let gap = document.plainGap(TextRange(last.start, last.end), edit.range) {
          edits[edits.count - 1].end = edit.range.end
          edits[edits.count - 1].text += gap + edit.replacement
        } else {
          edits.append((edit.range.start, edit.range.end, edit.replacement))
        }
      }
    }
    guard !edits.isEmpty else { return nil }
    return Fix(
      edits: edits.map { Edit(TextRange($0.start, $0.end), $0.text) }, confidence: confidence, safety: safe.isEmpty ? .unsafe : .safe)
  }
}

extension Document {
  /// What stands between two edits, where it is short and can be written again byte for byte: within a line, without
  /// markup, in characters that every encoding has.
  fileprivate func plainGap(_ first: TextRange, _ second: TextRange) -> String? {
    guard (0...Fix.mergedGap).contains(second.start - first.end) else { return nil }
    let range = TextRange(first.end, second.start)
    guard bytes[first.end..<second.start].allSatisfy({ $0 >= .space && ($0 < 0x80 || source.encoding == .utf8) }) else { return nil }
    if map == nil { return text(range) }
    // What is inserted belongs to one side of a tag.
    guard !first.isEmpty, !second.isEmpty, isWrittenAlike(TextRange(first.end - 1, second.start + 1)) else { return nil }
    return text(range)
  }

  /// Whether the source has the very bytes of the prose, nothing among them.
  private func isWrittenAlike(_ range: TextRange) -> Bool {
    let target = sourceRange(range), prose = Array(bytes[range.start..<range.end])
    // Damaged markup may send the prose back and forth.
    guard target.count == prose.count, target.end <= source.text.count else { return false }
    return source.text[target.start..<target.end].elementsEqual(prose) && markup.escaped(prose) == prose
  }
}
