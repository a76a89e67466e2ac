package import Formats

/// Where something stands in a file, as people and programs are told.
package struct Location: Hashable, Sendable {
  /// In the source’s text.
  fileprivate let source: SourceRange
  package let file: FileRange
  /// Lines and columns from 1, the end exclusive.
  package let start: Position, end: Position

  fileprivate init(_ range: SourceRange, _ text: Source, _ unit: ColumnUnit) {
    (source, file) = (range, text.fileRange(range))
    (start, end) = (text.position(of: range.start, unit: unit), text.position(of: range.end, unit: unit))
  }
}

extension Document {
  /// Where a range of the prose stands in the file, columns in Unicode scalars.
  package func location(of range: TextRange) -> Location { Location(sourceRange(range), source, .scalar) }
}

/// A finding as reports see it: its places led from the prose to the file, each of them once.
package struct Located: Sendable {
  /// Where it was printed; only for inputs that have pages.
  package struct Page: Sendable {
    package let number: Int
    package let box: OCRLayout.Box?
  }

  package let location: Location
  package let page: Page?
  private let diagnostic: Diagnostic
  private let document: Document
  private let unit: ColumnUnit

  init(_ diagnostic: Diagnostic, _ document: Document, _ unit: ColumnUnit) {
    (self.diagnostic, self.document, self.unit) = (diagnostic, document, unit)
    location = Location(document.sourceRange(of: diagnostic), document.source, unit)
    page = document.layout?.word(at: diagnostic.range.start).map { Page(number: $0.page, box: $0.box) }
  }

  package var rule: RuleID { diagnostic.rule }
  package var category: String { diagnostic.category }
  package var severity: Severity { diagnostic.severity }
  package var message: String { diagnostic.message }
  /// The message, with the page where the input has pages.
  package var messageWithPage: String { page.map { "page \($0.number): \(message)" } ?? message }
  package var fingerprint: String { GalleyCore.fingerprint(of: diagnostic, in: document) }
  /// What stands there in the file, its markup included.
  package var text: String { String(decoding: document.source.text[location.source.start..<location.source.end], as: UTF8.self) }

  /// Places that explain it.
  package var related: [(location: Location, message: String)] {
    diagnostic.related.map { (Location(document.sourceRange($0.range), document.source, unit), $0.message) }
  }
}

extension Located {
  /// A fix in the notation of the file.
  package struct Repair: Sendable {
    package let edits: [(location: Location, replacement: String)]
    package let confidence: Confidence
    package let safety: Fix.Safety
  }

  /// The fixes that can be written in the file, best first.
  package var repairs: [Repair] { diagnostic.fixes.compactMap(repair) }

  /// The best fix; nil where it cannot be written in the file.
  package var bestRepair: Repair? { diagnostic.fixes.first.flatMap(repair) }

  private func repair(_ fix: Fix) -> Repair? {
    guard let edits = document.sourceEdits(of: fix) else { return nil }
    return Repair(
      edits: edits.map { (Location($0.range, document.source, unit), $0.replacement) }, confidence: fix.confidence, safety: fix.safety)
  }

  /// What the best fix makes of the prose, for people; nil where it fixes several places.
  package struct Proposal: Sendable {
    package let old: String, new: String
    /// Whether it replaces what was found, neither more nor less.
    package let isWhole: Bool
  }

  package var proposal: Proposal? {
    guard let fix = diagnostic.fixes.first, fix.edits.count == 1 else { return nil }
    let edit = fix.edits[0]
    return Proposal(old: document.text(edit.range), new: edit.replacement, isWhole: edit.range == diagnostic.range)
  }
}

extension Located {
  /// The line of the file on which a finding begins.
  package struct Line: Sendable {
    /// From 1.
    package let number: Int
    /// What was found, as far as it stands on this line, and what stands around it.
    package let before: ArraySlice<UInt8>, found: ArraySlice<UInt8>, after: ArraySlice<UInt8>
  }

  package var line: Line {
    let source = document.source
    let line = source.lines.text(ofLine: location.start.line - 1, in: source.text)
    let start = min(max(location.source.start, line.startIndex), line.endIndex)
    let end = max(start, min(location.source.end, line.endIndex))
    return Line(number: location.start.line, before: line[..<start], found: line[start..<end], after: line[end...])
  }
}

extension FileReport {
  /// The findings as reports see them.
  /// - Parameter unit: what columns count
  package func located(_ unit: ColumnUnit = .scalar) -> some Sequence<Located> {
    // One at a time: there may be a hundred thousand.
    diagnostics.lazy.compactMap { diagnostic in document.map { Located(diagnostic, $0, unit) } }
  }

  /// Number of words, as shown in statistics.
  package var words: Int { document?.wordCount ?? 0 }
}
