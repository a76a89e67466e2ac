package import Formats

extension Document {
  /// Where a finding stands in the source’s text.
  package func sourceRange(of diagnostic: Diagnostic) -> SourceRange { diagnostic.place ?? sourceRange(diagnostic.range) }
}
