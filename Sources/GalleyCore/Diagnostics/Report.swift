import Formats

/// What checking one input gave.
package struct FileReport: Sendable {
  package enum Status: Sendable {
    case ok
    /// The input could not be read or understood; the message is one line.
    case failed(String)
  }

  /// The name in reports.
  package let path: String
  /// The same for formats that hold nothing but text.
  package var shownPath: String { FileName.shown(path) }
  package private(set) var status: Status
  package let document: Document?
  package private(set) var diagnostics: [Diagnostic]
  /// What was fixed before; nil where nothing was to be fixed. The findings are those left.
  package var fixed: FixResult?

  package init(path: String, document: Document, diagnostics: [Diagnostic]) {
    (self.path, self.document, self.diagnostics, status) = (path, document, diagnostics, .ok)
  }
  package init(path: String, failure: String) {
    (self.path, document, diagnostics, status) = (path, nil, [], .failed(failure))
  }

  /// The same where something failed after the check: what is found stands.
  /// - Parameter keepsFixed: whether what was fixed stands, too
  package func failing(_ reason: String, keepsFixed: Bool = false) -> FileReport {
    var report = self
    report.status = .failed(reason)
    if !keepsFixed { report.fixed = nil }
    return report
  }

  /// The same with some of the findings.
  package func keeping(_ isKept: (Diagnostic, Document) -> Bool) -> FileReport {
    guard let document else { return self }
    var report = self
    report.diagnostics.removeAll { !isKept($0, document) }
    return report
  }
}

/// Identifies a finding by what it says and where it stands among words, not by its position: baselines and SARIF
/// recognise it after the lines around it have moved.
package func fingerprint(of diagnostic: Diagnostic, in document: Document) -> String {
  var hash = FNV1a()
  func mix(_ bytes: some Sequence<UInt8>) {
    hash.combine(bytes)
    // No text has this byte.
    hash.combine(0xFF)
  }
  mix(diagnostic.rule.name.utf8)
  let range = diagnostic.range
  mix(document.bytes[range.start..<range.end])
  let tokens = document.tokens
  let first = document.firstToken(endingAfter: range.start)
  // Neighbours stand in the same paragraph: an edit of another one changes nothing.
  let bounds = document.paragraph(at: range.start)?.tokens ?? 0..<tokens.count
  func neighbours(_ indices: some Sequence<Int>) {
    var seen = 0
    for i in indices where tokens[i].kind == .word || tokens[i].kind == .number {
      mix(lowercased(document.bytes[tokens[i].start..<tokens[i].end]))
      seen += 1
      if seen == 2 { break }
    }
  }
  // Where no word is near, none is a neighbour.
  let reach = 200
  neighbours((max(bounds.lowerBound, first - reach)..<max(first, bounds.lowerBound)).reversed())
  var after = first
  while after < tokens.count, tokens[after].start < range.end { after += 1 }
  neighbours(after..<max(after, min(bounds.upperBound, after + reach)))
  return hash.digits
}
