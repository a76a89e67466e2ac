package import Formats
package import GalleyCore

/// A finding with all that the protocol asks of it, apart from the document that it was found in: ranges are bytes of the
/// client’s text.
package struct Finding: Hashable, Sendable {
  package struct Repair: Hashable, Sendable {
    package let edits: [FileEdit]
    package let confidence: Confidence
    package let isSafe: Bool
  }

  package struct Elsewhere: Hashable, Sendable {
    package let range: FileRange
    package let message: String
  }

  package let rule: String
  package let category: String
  package let severity: Severity
  package let range: FileRange
  package let message: String
  /// Best first; only those that can be written in the text’s notation.
  package let repairs: [Repair]
  package let related: [Elsewhere]
  package let fingerprint: String
  /// The words that it is about.
  package let words: String

  /// A finding in a text that a client holds: ranges are bytes of what it sent.
  package init(_ diagnostic: Diagnostic, in document: Document) {
    self.init(diagnostic, document, document.source.fileRange)
  }

  /// A finding in a file: ranges are bytes of its text in UTF-8, whatever its encoding.
  package init(_ diagnostic: Diagnostic, inTextOf document: Document) { self.init(diagnostic, document) { FileRange($0.start, $0.end) } }

  private init(_ diagnostic: Diagnostic, _ document: Document, _ fileRange: (SourceRange) -> FileRange) {
    (rule, category, severity) = (diagnostic.rule.name, diagnostic.category, diagnostic.severity)
    range = fileRange(document.sourceRange(of: diagnostic))
    message = diagnostic.message
    repairs = diagnostic.fixes.compactMap { fix in
      document.fileEdits(of: fix).map { Repair(edits: $0, confidence: fix.confidence, isSafe: fix.safety == .safe) }
    }
    related = diagnostic.related.map { Elsewhere(range: fileRange(document.sourceRange($0.range)), message: $0.message) }
    fingerprint = GalleyCore.fingerprint(of: diagnostic, in: document)
    words = document.text(diagnostic.range)
  }

  private init(_ finding: Finding, range: FileRange, repairs: [Repair], related: [Elsewhere]) {
    (rule, category, severity) = (finding.rule, finding.category, finding.severity)
    (message, fingerprint, words) = (finding.message, finding.fingerprint, finding.words)
    (self.range, self.repairs, self.related) = (range, repairs, related)
  }

  /// The same after an edit elsewhere; nil if the edit touched it.
  func moved(by edit: TextChange) -> Finding? {
    guard let range = edit.moved(range) else { return nil }
    // Half of a text stands before an edit.
    func isBefore(_ other: FileRange) -> Bool { other.end < edit.old.start }
    if isBefore(range), related.allSatisfy({ isBefore($0.range) }), repairs.allSatisfy({ $0.edits.allSatisfy { isBefore($0.range) } }) {
      return self
    }
    return Finding(
      self, range: range,
      repairs: repairs.compactMap { repair in
        let edits = repair.edits.compactMap { old in edit.moved(old.range).map { FileEdit(range: $0, replacement: old.replacement) } }
        return edits.count == repair.edits.count ? Repair(edits: edits, confidence: repair.confidence, isSafe: repair.isSafe) : nil
      },
      related: related.compactMap { other in edit.moved(other.range).map { Elsewhere(range: $0, message: other.message) } })
  }
}

/// One replacement in a text.
package struct TextChange: Hashable, Sendable {
  /// In the text before it.
  package let old: FileRange
  /// Bytes that stand there now.
  package let count: Int
  package init(_ old: FileRange, count: Int) { (self.old, self.count) = (old, count) }

  /// Where a range is after it; nil where it touched the range.
  package func moved(_ range: FileRange) -> FileRange? {
    if range.end < old.start { return range }
    guard range.start > old.end || range.start == old.end && !old.isEmpty && range.start > old.start else { return nil }
    let shift = count - old.count
    return FileRange(range.start + shift, range.end + shift)
  }

  /// Where an offset is after it; one within it goes to the end of what is new.
  package func moved(_ offset: Int) -> Int {
    offset < old.start ? offset : offset <= old.end ? old.start + count : offset + count - old.count
  }
}
