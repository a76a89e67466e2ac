import GalleyCore

/// A range of a source’s text as reports show it: lines and columns from 1, the end exclusive.
struct Region {
  let start: Position, end: Position

  /// - Parameter range: in the source’s text
  init(_ range: SourceRange, _ source: Source, _ unit: ColumnUnit) {
    start = source.position(of: range.start, unit: unit)
    end = source.position(of: range.end, unit: unit)
  }

  init(_ diagnostic: Diagnostic, in document: Document, _ unit: ColumnUnit) {
    self.init(document.sourceRange(of: diagnostic), document.source, unit)
  }
}
